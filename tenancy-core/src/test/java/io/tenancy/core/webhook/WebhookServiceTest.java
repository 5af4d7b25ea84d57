package io.tenancy.core.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.core.PageRequest;
import io.tenancy.core.TenancyException;
import io.tenancy.core.TenancyException.Conflict;
import io.tenancy.core.TenancyException.Denied;
import io.tenancy.core.TenancyException.Invalid;
import io.tenancy.core.TenancyException.NotFound;
import io.tenancy.core.access.Caller;
import io.tenancy.core.access.JournalEntry;
import io.tenancy.core.entitlement.Entitlements;
import io.tenancy.core.entitlement.Included;
import io.tenancy.core.subscription.Exemption;
import io.tenancy.core.webhook.Delivery.Status;
import io.tenancy.testkit.TestTenants;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WebhookServiceTest {
    private static final PageRequest PAGE = new PageRequest(Optional.empty(), 200);
    private static final Pattern RECORDED = Pattern.compile("\\.record\\(\\s*\"([a-z_]+\\.[a-z_]+[a-z])\"");

    private final Webhooking world = new Webhooking();
    private final Caller owner = world.platform.owner("acme");

    @Test
    void showsTheSecretOnceAndKeepsItSealed() {
        IssuedWebhook issued = world.create(owner, "a.test", "user.*", "group.created", "user.*");

        assertThat(issued.secret().reveal()).matches("whsec_[A-Za-z0-9+/]{43}=");
        assertThat(world.webhooks.list(owner, PAGE).items()).containsExactly(issued.webhook());
        assertThat(issued.webhook().eventTypes()).containsExactly("group.created", "user.*");
        assertThat(world.platform.journal(owner).toString())
                .contains("webhook.created", "https://a.test")
                .doesNotContain("whsec_", "/in");
    }

    @ParameterizedTest
    @CsvSource({
        "http://a.test/in, url.not_https",
        "https://10.0.0.1/in, url.private_address",
        "ftp://a.test/in, url.malformed",
        "/in, url.malformed",
        "https:///in, url.malformed",
        "https://user:secret@a.test/in, url.malformed",
        "https://a.test/in#part, url.malformed",
        "https://a.test:0/in, url.malformed",
        "https://a.test:70000/in, url.malformed",
        "https://exämple.test/in, url.malformed"
    })
    void refusesWhatNothingIsSentTo(String url, String code) {
        assertThatThrownBy(() -> world.webhooks.create(owner, new NewWebhook(URI.create(url), "", null)))
                .isInstanceOf(Invalid.class)
                .extracting(thrown -> ((TenancyException) thrown).code())
                .isEqualTo(code);
        assertThat(world.webhooks.list(owner, PAGE).items()).isEmpty();
    }

    @Test
    void refusesToLeadAWebhookToAPrivateAddressLater() {
        Webhook webhook = world.create(owner, "a.test").webhook();
        WebhookChange change =
                new WebhookChange(Optional.of(URI.create("https://10.0.0.1/in")), Optional.empty(), Optional.empty());

        assertThatThrownBy(() -> world.webhooks.update(owner, webhook.id(), change))
                .isInstanceOf(Invalid.class);
    }

    @ParameterizedTest
    @CsvSource({"user", "user.", "*.created", "User.created", "user.*.*"})
    void refusesWhatIsNoEventType(String type) {
        assertThatThrownBy(() -> new NewWebhook(URI.create("https://a.test"), "", List.of(type)))
                .isInstanceOf(Invalid.class);
    }

    @Test
    void refusesTheTwentyFirst() {
        IntStream.range(0, WebhookService.MOST).forEach(number -> world.create(owner, "h" + number + ".test"));

        assertThatThrownBy(() -> world.create(owner, "more.test")).isInstanceOf(Conflict.class);
    }

    @Test
    void aTenantHasAsManyAsItsPlanIncludes() {
        world.platform
                .stores
                .subscriptions()
                .exempt(
                        owner.tenant(),
                        new Exemption(
                                Included.limit(Entitlements.WEBHOOKS, 1),
                                Optional.empty(),
                                "As agreed",
                                world.platform.clock.instant()));
        Webhook first = world.create(owner, "a.test").webhook();
        world.webhooks.disable(owner, first.id());

        assertThatThrownBy(() -> world.create(owner, "b.test")).isInstanceOfSatisfying(Conflict.class, e -> {
            assertThat(e.code()).isEqualTo("quota.exceeded");
            assertThat(e.detail()).isEqualTo("The plan of the tenant includes 1 of webhooks, and 1 are used.");
        });

        world.webhooks.delete(owner, first.id());
        assertThat(world.create(owner, "b.test").webhook().isActive()).isTrue();
    }

    @Test
    void changesWhatItIsToldOf() {
        Webhook webhook = world.create(owner, "a.test", "group.*").webhook();
        world.change(owner, "One");
        world.run();

        WebhookChange change =
                new WebhookChange(Optional.empty(), Optional.of("Roles"), Optional.of(List.of("role.*")));
        Webhook changed = world.webhooks.update(owner, webhook.id(), change);
        world.change(owner, "Two");
        world.run();

        assertThat(changed.version()).isEqualTo(2);
        assertThat(world.sentTo("a.test")).hasSize(1);
        assertThat(world.webhooks.update(owner, webhook.id(), change)).isEqualTo(changed);
    }

    @Test
    void signsWithBothSecretsForADay() {
        IssuedWebhook first = world.create(owner, "a.test", "group.*");
        IssuedWebhook second = world.webhooks.rotate(owner, first.webhook().id());
        world.change(owner, "One");
        world.run();
        world.platform.clock.advance(Duration.ofHours(24));
        world.change(owner, "Two");
        world.run();

        assertThat(second.secret()).isNotEqualTo(first.secret());
        assertThat(world.messages())
                .extracting(message -> message.signature().split(" ", -1).length)
                .containsExactly(2, 1);
        WebhookSender.Message before = world.messages().get(0);
        assertThat(before.signature())
                .isEqualTo(Signatures.sign(
                        List.of(second.secret(), first.secret()), before.id(), before.timestamp(), before.body()));
    }

    @Test
    void triesAWebhookOutAlsoWhereItIsDisabled() {
        Webhook webhook = world.create(owner, "a.test").webhook();
        world.webhooks.disable(owner, webhook.id());
        world.answer("a.test", any -> Webhooking.DOWN);

        DeliveryReport report = world.deliveries.ping(owner, webhook.id());

        assertThat(report.delivery().status()).isEqualTo(Status.FAILED);
        assertThat(report.delivery().eventType()).isEqualTo("webhook.ping");
        assertThat(report.attempts().get(0).excerpt()).isEqualTo("down");
        assertThat(world.deliveries.get(owner, webhook.id(), report.delivery().id()))
                .isEqualTo(report);
        assertThatThrownBy(() -> world.deliveries.replay(
                        owner, webhook.id(), report.delivery().id()))
                .isInstanceOf(Conflict.class);
    }

    @Test
    void keepsTenantsApart() {
        Webhook webhook = world.create(owner, "a.test").webhook();
        DeliveryId delivery =
                world.deliveries.ping(owner, webhook.id()).delivery().id();
        Caller other = world.platform.owner("globex");

        Stream.<Runnable>of(
                        () -> world.webhooks.get(other, webhook.id()),
                        () -> world.webhooks.rotate(other, webhook.id()),
                        () -> world.webhooks.disable(other, webhook.id()),
                        () -> world.webhooks.enable(other, webhook.id(), new Resumption(true)),
                        () -> world.webhooks.delete(other, webhook.id()),
                        () -> world.deliveries.ping(other, webhook.id()),
                        () -> world.deliveries.list(other, webhook.id(), DeliveryFilter.ALL, PAGE),
                        () -> world.deliveries.get(other, webhook.id(), delivery),
                        () -> world.deliveries.replay(other, webhook.id(), delivery))
                .forEach(use -> assertThatThrownBy(use::run).isInstanceOf(NotFound.class));
        world.change(other, "Theirs");
        world.run();
        assertThat(world.messages())
                .allMatch(message ->
                        message.body().contains(owner.tenant().value().toString()));
    }

    @Test
    void isForWhoMayAlone() {
        Caller viewer = world.platform.user(owner, "viewer@acme.test", "VIEWER");

        assertThatThrownBy(() -> world.webhooks.list(viewer, PAGE)).isInstanceOf(Denied.class);
        assertThatThrownBy(() -> world.create(viewer, "a.test")).isInstanceOf(Denied.class);
        assertThatThrownBy(() -> world.deliveries.ping(viewer, new WebhookId(TestTenants.newId())))
                .isInstanceOf(Denied.class);
    }

    @Test
    void forgetsWhatIsDeleted() {
        Webhook webhook = world.create(owner, "a.test").webhook();

        world.webhooks.delete(owner, webhook.id());
        world.change(owner, "One");

        assertThat(world.run()).isEmpty();
        assertThat(world.messages()).isEmpty();
        assertThat(world.book.queue().tenants(Optional.empty(), 10)).isEmpty();
    }

    @Test
    void forgetsOldDeliveries() {
        Webhook webhook = world.create(owner, "a.test").webhook();
        world.deliveries.ping(owner, webhook.id());
        world.platform.clock.advance(Duration.ofDays(8));

        new DeliveryPruning(world.platform.directory, world.book, Duration.ofDays(7), world.platform.clock)
                .run(() -> false);

        assertThat(world.deliveries
                        .list(owner, webhook.id(), DeliveryFilter.ALL, PAGE)
                        .items())
                .isEmpty();
    }

    @Test
    void theCatalogueHasEveryActionThatIsWrittenDown() throws IOException {
        List<String> known = world.webhooks.eventTypes(world.platform.operator()).stream()
                .flatMap(family -> family.eventTypes().stream())
                .toList();
        TreeSet<String> recorded = new TreeSet<>(
                world.platform.journal(owner).stream().map(JournalEntry::action).toList());
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            for (Path source :
                    sources.filter(path -> path.toString().endsWith(".java")).toList()) {
                RECORDED.matcher(Files.readString(source))
                        .results()
                        .map(found -> found.group(1))
                        .forEach(recorded::add);
            }
        }

        assertThat(recorded).hasSizeGreaterThan(40);
        assertThat(known).containsAll(recorded);
    }

    @Test
    void aTenantIsNotShownWhatHappensOnThePlatformAlone() {
        assertThat(world.webhooks.eventTypes(owner))
                .extracting(EventTypes.Family::eventType)
                .contains("user.*")
                .doesNotContain("task.*", "key.*");
    }
}
