package io.tenancy.core.webhook;

import static io.tenancy.core.webhook.Webhooking.DOWN;
import static io.tenancy.core.webhook.Webhooking.GONE;
import static io.tenancy.core.webhook.Webhooking.OK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.core.PageRequest;
import io.tenancy.core.TenancyException.Conflict;
import io.tenancy.core.access.Caller;
import io.tenancy.core.access.Difference;
import io.tenancy.core.access.JournalEntry;
import io.tenancy.core.mail.Mail;
import io.tenancy.core.webhook.Delivery.Attempt;
import io.tenancy.core.webhook.Delivery.Status;
import io.tenancy.core.webhook.Webhook.Reason;
import io.tenancy.core.webhook.WebhookDelivery.Result;
import io.tenancy.core.webhook.WebhookSender.Message;
import io.tenancy.testkit.AtOnce;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WebhookDeliveryTest {
    private static final PageRequest PAGE = new PageRequest(Optional.empty(), 200);

    private final Webhooking world = new Webhooking();
    private final Caller owner = world.platform.owner("acme");

    @Test
    void tellsOfEachChangeOnceAndInOrder() {
        Webhook webhook = world.create(owner, "a.test", "group.*").webhook();
        changes(60);

        assertThat(world.run()).containsEntry(Result.DELIVERED, 60).hasSize(1);
        assertThat(world.run()).isEmpty();

        assertThat(world.sentTo("a.test")).hasSize(60).containsExactlyElementsOf(world.committed(owner, "group."));
        List<Delivery> deliveries = world.deliveries
                .list(owner, webhook.id(), DeliveryFilter.ALL, PAGE)
                .items();
        assertThat(deliveries).hasSize(60).allMatch(one -> one.status() == Status.DELIVERED && one.attempts() == 1);
    }

    @Test
    void writesWhatStandardWebhooksRecommends() {
        world.create(owner, "a.test", "group.created");
        world.change(owner, "Team \"A\"");

        world.run();

        Message message = world.messages().get(0);
        assertThat(message.id()).startsWith("msg_");
        assertThat(message.body())
                .startsWith("{\"data\":{\"actor\":{\"id\":\"" + owner.actor().id() + "\",\"kind\":\"user\"}")
                .contains("{\"after\":\"Team \\\"A\\\"\",\"field\":\"name\"}")
                .contains("\"tenant\":\"" + owner.tenant().value() + "\"")
                .endsWith("\"type\":\"group.created\"}")
                .doesNotContain("address", "userAgent");
        assertThat(message.signature()).matches("v1,[A-Za-z0-9+/]{43}=");
    }

    @Test
    void aReceiverThatFailsHoldsUpItselfAloneAndIsToldInOrderLater() {
        Webhook bad = world.create(owner, "bad.test", "group.*").webhook();
        world.create(owner, "good.test", "group.*");
        world.answer("bad.test", any -> DOWN);
        changes(3);

        assertThat(world.run()).containsEntry(Result.DELIVERED, 3).containsEntry(Result.FAILED, 1);
        changes(1, "later");
        world.run();
        assertThat(world.sentTo("bad.test")).hasSize(1);
        assertThat(world.sentTo("good.test")).hasSize(4);
        Webhook failing = world.webhooks.get(owner, bad.id());
        assertThat(failing.failingSince()).isPresent();
        assertThat(failing.nextAttemptAt()).isPresent();

        world.answer("bad.test", any -> OK);
        world.platform.clock.advance(Duration.ofSeconds(10));
        world.run();

        List<String> all = world.committed(owner, "group.");
        assertThat(world.sentTo("bad.test").subList(1, 5)).isEqualTo(all);
        assertThat(world.webhooks.get(owner, bad.id()).failingSince()).isEmpty();
        Delivery first = world.deliveries
                .list(owner, bad.id(), DeliveryFilter.ALL, PAGE)
                .items()
                .get(3);
        assertThat(first.attempts()).isEqualTo(2);
        assertThat(world.deliveries.get(owner, bad.id(), first.id()).attempts())
                .extracting(Attempt::status)
                .containsExactly(Optional.of(503), Optional.of(200));
    }

    @Test
    void isDisabledAfterAboutThreeDaysOfFailing() {
        Webhook bad = world.create(owner, "bad.test", "group.*").webhook();
        world.answer("bad.test", any -> WebhookSender.Answer.failed("There was no answer."));
        changes(2);
        Instant begun = world.platform.clock.instant();

        for (int attempt = 1; attempt <= 10; attempt++) {
            world.run();
            assertThat(world.sentTo("bad.test")).hasSize(attempt);
            world.webhooks.get(owner, bad.id()).nextAttemptAt().ifPresent(at -> world.platform.clock.set(at));
        }

        Duration time = Duration.between(begun, world.platform.clock.instant());
        assertThat(time).isBetween(Duration.ofHours(60), Duration.ofHours(91));
        Webhook disabled = world.webhooks.get(owner, bad.id());
        assertThat(disabled.disabledBecause()).contains(Reason.FAILING);
        assertThat(world.deliveries
                        .list(
                                owner,
                                bad.id(),
                                new DeliveryFilter(Optional.of(Status.FAILED), Optional.empty(), Optional.empty()),
                                PAGE)
                        .items())
                .singleElement()
                .extracting(Delivery::attempts)
                .isEqualTo(10);
        assertThat(notices()).singleElement().satisfies(notice -> {
            assertThat(notice.gone()).isFalse();
            assertThat(notice.url()).isEqualTo("https://bad.test");
        });
        JournalEntry last =
                world.platform.journal(owner).get(world.platform.journal(owner).size() - 1);
        assertThat(last.action()).isEqualTo("webhook.disabled");
        assertThat(last.changes()).contains(Difference.added("disabledBecause", Reason.FAILING));
    }

    /** A receiver with too much to do is left alone for as long as it wants, for a day at most, and never less than planned. */
    @ParameterizedTest
    @CsvSource({"PT1H, PT1H, PT1H", "PT9999H, PT24H, PT24H", "PT1S, PT4S, PT6S"})
    void isTriedAgainWhenTheReceiverWantsItToBe(Duration wanted, Duration least, Duration most) {
        Webhook busy = world.create(owner, "busy.test", "group.*").webhook();
        world.answer(
                "busy.test",
                any -> new WebhookSender.Answer(Optional.of(429), Optional.empty(), "", Optional.of(wanted)));
        changes(1);
        Instant now = world.platform.clock.instant();

        world.run();

        Instant next = world.webhooks.get(owner, busy.id()).nextAttemptAt().orElseThrow();
        assertThat(Duration.between(now, next)).isBetween(least, most);
        world.platform.clock.set(next.minusMillis(1));
        assertThat(world.run()).isEmpty();
        world.answer("busy.test", any -> OK);
        world.platform.clock.set(next);
        assertThat(world.run()).containsEntry(Result.DELIVERED, 1);
    }

    @Test
    void tellsOwnersAndAdminsByMailThatAWebhookGetsNothingMore() {
        world.platform.user(owner, "admin@acme.test", "ADMIN");
        world.platform.user(owner, "viewer@acme.test", "VIEWER");
        world.platform.owner("globex");
        world.create(owner, "gone.test", "group.*");
        Webhook asked = world.create(owner, "asked.test", "group.*").webhook();
        world.answer("gone.test", any -> GONE);
        world.webhooks.disable(owner, asked.id());
        changes(1);

        world.run();
        world.run();

        assertThat(notices())
                .allMatch(notice -> notice.gone() && notice.url().equals("https://gone.test"))
                .extracting(Mail::to)
                .containsExactlyInAnyOrder("owner@acme.example.org", "admin@acme.test");
    }

    @Test
    void isDisabledAtOnceByAReceiverThatIsGone() {
        Webhook gone = world.create(owner, "gone.test", "group.*").webhook();
        world.answer("gone.test", any -> GONE);
        changes(2);

        assertThat(world.run()).containsEntry(Result.GIVEN_UP, 1);
        world.run();

        assertThat(world.sentTo("gone.test")).hasSize(1);
        assertThat(world.webhooks.get(owner, gone.id()).disabledBecause()).contains(Reason.GONE);
    }

    @Test
    void goesOnWhereItStoppedOrLeavesOutWhatHasChangedMeanwhile() {
        Webhook webhook = world.create(owner, "a.test", "group.*").webhook();
        world.webhooks.disable(owner, webhook.id());
        changes(2);
        assertThat(world.run()).isEmpty();

        world.webhooks.enable(owner, webhook.id(), new Resumption(false));
        world.run();
        assertThat(world.sentTo("a.test")).hasSize(2);

        world.webhooks.disable(owner, webhook.id());
        changes(2, "lost");
        world.run();
        seal();
        world.webhooks.enable(owner, webhook.id(), new Resumption(true));
        changes(1, "new");
        world.run();

        List<String> all = world.committed(owner, "group.");
        assertThat(world.sentTo("a.test")).containsExactly(all.get(0), all.get(1), all.get(4));
    }

    @Test
    void isTriedAgainAtOnceWhenSomebodyEnablesItThatFails() {
        Webhook bad = world.create(owner, "bad.test", "group.*").webhook();
        world.answer("bad.test", any -> DOWN);
        changes(1);
        world.run();
        world.answer("bad.test", any -> OK);
        assertThat(world.run()).isEmpty();

        world.webhooks.enable(owner, bad.id(), new Resumption(false));

        assertThat(world.run()).containsEntry(Result.DELIVERED, 1);
    }

    @Test
    void givesUpWhatFailsWhereItIsNotWantedAnyMore() {
        Webhook bad = world.create(owner, "bad.test", "group.*").webhook();
        world.answer("bad.test", any -> DOWN);
        changes(2);
        world.run();
        world.webhooks.update(
                owner, bad.id(), new WebhookChange(Optional.empty(), Optional.empty(), Optional.of(List.of("role.*"))));
        world.platform.clock.advance(Duration.ofSeconds(10));

        world.run();

        assertThat(world.sentTo("bad.test")).hasSize(1);
        assertThat(world.webhooks.get(owner, bad.id()).failingSince()).isEmpty();
        assertThat(world.deliveries
                        .list(owner, bad.id(), DeliveryFilter.ALL, PAGE)
                        .items())
                .singleElement()
                .extracting(Delivery::status)
                .isEqualTo(Status.FAILED);
    }

    @Test
    void sendsAChangeOrThoseOfATimeAgain() {
        Webhook webhook = world.create(owner, "a.test", "group.*").webhook();
        changes(2);
        world.run();
        world.platform.clock.advance(Duration.ofMinutes(5));
        Instant from = world.platform.clock.instant();
        changes(3, "later");
        world.run();
        world.platform.clock.advance(Duration.ofMinutes(5));
        List<String> all = world.committed(owner, "group.");
        Delivery first = world.deliveries
                .list(owner, webhook.id(), DeliveryFilter.ALL, PAGE)
                .items()
                .get(4);

        world.deliveries.replay(owner, webhook.id(), first.id());
        world.deliveries.replay(owner, webhook.id(), new ReplayRange(from, from.plusSeconds(60)));
        changes(1, "new");
        world.run();

        List<String> again = world.sentTo("a.test").subList(5, 10);
        assertThat(again.subList(0, 4)).containsExactly(all.get(0), all.get(2), all.get(3), all.get(4));
        assertThat(world.deliveries
                        .list(owner, webhook.id(), DeliveryFilter.ALL, PAGE)
                        .items())
                .filteredOn(Delivery::replay)
                .hasSize(4);
        assertThat(world.book.deliveries().countReplays(world.platform.scope(owner), webhook.id()))
                .isZero();
    }

    @Test
    void aReplayThatFailsIsTriedAgainBeforeWhatIsNew() {
        Webhook webhook = world.create(owner, "a.test", "group.*").webhook();
        changes(1);
        world.run();
        Delivery sent = world.deliveries
                .list(owner, webhook.id(), DeliveryFilter.ALL, PAGE)
                .items()
                .get(0);
        world.answer("a.test", any -> DOWN);
        world.deliveries.replay(owner, webhook.id(), sent.id());
        world.run();
        changes(1, "new");
        world.answer("a.test", any -> OK);

        world.platform.clock.advance(Duration.ofSeconds(10));
        world.run();

        List<String> all = world.committed(owner, "group.");
        assertThat(world.sentTo("a.test")).containsExactly(all.get(0), all.get(0), all.get(0), all.get(1));
    }

    @Test
    void manyNodesShareTheWorkAndTellNothingTwice() {
        IntStream.range(0, 6).forEach(number -> world.create(owner, "h" + number + ".test", "group.*"));
        changes(40);

        AtOnce.run(4, number -> {
            for (int round = 0; round < 5; round++) {
                world.run();
            }
            return number;
        });
        world.run();

        List<String> all = world.committed(owner, "group.");
        IntStream.range(0, 6)
                .forEach(number ->
                        assertThat(world.sentTo("h" + number + ".test")).containsExactlyElementsOf(all));
    }

    @Test
    void anotherNodeGoesOnWhenTheLeaseOfADeadOneIsOver() {
        world.create(owner, "a.test", "group.*");
        changes(2);
        Instant now = world.platform.clock.instant();
        assertThat(world.book.queue().claim(now, now.plus(WebhookDelivery.LEASE), 2))
                .isPresent();
        assertThat(world.run()).isEmpty();

        world.platform.clock.advance(WebhookDelivery.LEASE);
        world.run();

        assertThat(world.sentTo("a.test")).containsExactlyElementsOf(world.committed(owner, "group."));
    }

    @Test
    void aTenantWithMuchToTellLeavesOthersTheirTurn() {
        Caller other = world.platform.owner("globex");
        world.create(owner, "slow.test", "group.*");
        world.create(other, "quick.test", "group.*");
        world.answer("slow.test", any -> {
            world.platform.clock.advance(Duration.ofSeconds(1));
            return OK;
        });
        changes(40);
        world.platform.clock.advance(Duration.ofSeconds(1));
        world.change(other, "Team");

        world.run();

        List<String> hosts = world.messages().stream()
                .map(message -> message.url().getHost())
                .toList();
        assertThat(hosts.indexOf("quick.test")).isBetween(1, 10);
        assertThat(world.sentTo("slow.test")).hasSize(40);
    }

    @Test
    void tellsNothingOfATenantThatIsSuspended() {
        world.create(owner, "a.test", "group.*");
        changes(1);
        world.platform.tenants.suspend(world.platform.operator(), owner.tenant());

        assertThat(world.run()).isEmpty();
        world.platform.tenants.resume(world.platform.operator(), owner.tenant());
        world.platform.clock.advance(Duration.ofMinutes(10));

        assertThat(world.run()).containsEntry(Result.DELIVERED, 1);
    }

    @Test
    void refusesTheEleventhReplay() {
        Webhook webhook = world.create(owner, "a.test").webhook();
        Instant now = world.platform.clock.instant();
        seal();
        changes(1);
        seal();
        ReplayRange range = new ReplayRange(now.minusSeconds(9), now.plusSeconds(9));
        IntStream.range(0, 10).forEach(any -> world.deliveries.replay(owner, webhook.id(), range));

        assertThatThrownBy(() -> world.deliveries.replay(owner, webhook.id(), range))
                .isInstanceOf(Conflict.class);
    }

    /** Seals through another webhook, which is told of nothing. */
    private void seal() {
        world.create(owner, "seals.test", "no.such");
        world.run();
    }

    private List<Mail.WebhookDisabled> notices() {
        return world.platform.mail.all().stream()
                .filter(Mail.WebhookDisabled.class::isInstance)
                .map(Mail.WebhookDisabled.class::cast)
                .toList();
    }

    private void changes(int many) {
        changes(many, "group");
    }

    private void changes(int many, String name) {
        IntStream.range(0, many).forEach(number -> world.change(owner, name + " " + number));
    }
}
