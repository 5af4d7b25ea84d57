package io.tenancy.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.core.Position;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.core.webhook.DeliveryId;
import io.tenancy.core.webhook.Keys;
import io.tenancy.core.webhook.Progress;
import io.tenancy.core.webhook.Replay;
import io.tenancy.core.webhook.ReplayId;
import io.tenancy.core.webhook.Webhook;
import io.tenancy.core.webhook.Webhook.Reason;
import io.tenancy.core.webhook.Webhook.Status;
import io.tenancy.core.webhook.WebhookId;
import io.tenancy.core.webhook.WebhookStore;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every {@link WebhookStore} does. */
public abstract class WebhookStoreContract extends StoreContract {
    private static final Keys KEYS = new Keys("sealed", Optional.empty(), Optional.empty());

    @Test
    void findsWhatWasAdded() {
        Webhook webhook = add(acme());

        assertThat(webhooks().find(acme(), webhook.id())).contains(webhook);
        assertThat(webhooks().keys(acme(), webhook.id())).contains(KEYS);
        assertThat(webhooks().progress(acme(), webhook.id())).contains(Progress.at(7));
        assertThat(webhooks().count(acme())).isEqualTo(1);
        assertThat(webhooks().find(acme(), new WebhookId(TestTenants.newId()))).isEmpty();
    }

    @Test
    void keepsTenantsApart() {
        Webhook webhook = add(acme());
        Keys others = new Keys("others", Optional.of("sealed"), Optional.of(T0));

        assertThat(webhooks().find(globex(), webhook.id())).isEmpty();
        assertThat(webhooks().keys(globex(), webhook.id())).isEmpty();
        assertThat(webhooks().progress(globex(), webhook.id())).isEmpty();
        assertThat(webhooks().list(globex(), Optional.empty(), 10)).isEmpty();
        assertThat(webhooks().count(globex())).isZero();
        assertThat(webhooks().update(globex(), disabled(webhook, 2))).isFalse();
        assertThat(webhooks().setKeys(globex(), webhook.id(), others)).isFalse();
        assertThat(webhooks().advance(globex(), webhook.id(), Progress.at(7), Progress.at(8)))
                .isFalse();
        webhooks().reset(globex(), webhook.id(), Progress.at(9));
        assertThat(webhooks().delete(globex(), webhook.id())).isFalse();

        assertThat(webhooks().find(acme(), webhook.id())).contains(webhook);
        assertThat(webhooks().keys(acme(), webhook.id())).contains(KEYS);
        assertThat(webhooks().progress(acme(), webhook.id())).contains(Progress.at(7));
    }

    @Test
    void replacesTheVersionBeforeAlone() {
        Webhook webhook = add(acme());
        Webhook disabled = disabled(webhook, 2);

        assertThat(AtOnce.run(4, number -> webhooks().update(acme(), disabled))).containsOnlyOnce(true);

        assertThat(webhooks().find(acme(), webhook.id())).contains(disabled);
    }

    @Test
    void movesAnActiveWebhookOnFromWhereItIsOnce() {
        Webhook webhook = add(acme());
        Progress failing = new Progress(
                8,
                1,
                Optional.of(T0),
                Optional.of(T0.plusSeconds(5)),
                Optional.of(new DeliveryId(TestTenants.newId())),
                Optional.of(new ReplayId(TestTenants.newId())));

        assertThat(AtOnce.run(4, number -> webhooks().advance(acme(), webhook.id(), Progress.at(7), failing)))
                .containsOnlyOnce(true);

        assertThat(webhooks().progress(acme(), webhook.id())).contains(failing);
        Webhook found = webhooks().find(acme(), webhook.id()).orElseThrow();
        assertThat(found.failingSince()).contains(T0);
        assertThat(found.nextAttemptAt()).contains(T0.plusSeconds(5));
        assertThat(webhooks().update(acme(), disabled(webhook, 2))).isTrue();
        assertThat(webhooks().advance(acme(), webhook.id(), failing, Progress.at(9)))
                .isFalse();
        webhooks().reset(acme(), webhook.id(), Progress.at(3));
        assertThat(webhooks().progress(acme(), webhook.id())).contains(Progress.at(3));
    }

    @Test
    void keepsTwoSecrets() {
        Webhook webhook = add(acme());
        Keys rotated = new Keys("new", Optional.of("sealed"), Optional.of(T0.plusSeconds(60)));

        assertThat(webhooks().setKeys(acme(), webhook.id(), rotated)).isTrue();

        assertThat(webhooks().keys(acme(), webhook.id())).contains(rotated);
    }

    @Test
    void listsTheOldestFirst() {
        List<Webhook> added = Stream.generate(() -> add(acme())).limit(5).toList();

        List<Webhook> first = webhooks().list(acme(), Optional.empty(), 2);
        Position last = new Position("", first.get(1).id().value());
        List<Webhook> second = webhooks().list(acme(), Optional.of(last), 10);

        assertThat(Stream.concat(first.stream(), second.stream())).containsExactlyElementsOf(added);
    }

    @Test
    void deletesAWebhook() {
        Webhook webhook = add(acme());

        assertThat(webhooks().delete(acme(), webhook.id())).isTrue();
        assertThat(webhooks().delete(acme(), webhook.id())).isFalse();

        assertThat(webhooks().find(acme(), webhook.id())).isEmpty();
    }

    @Test
    void knowsWhatActiveWebhooksAreStillToBeToldOf() {
        assertThat(webhooks().needed(acme())).isEmpty();
        Webhook webhook = add(acme());
        Webhook resting = add(acme());
        webhooks().reset(acme(), resting.id(), Progress.at(3));
        assertThat(webhooks().update(acme(), disabled(resting, 2))).isTrue();
        Replay old = new Replay(new ReplayId(TestTenants.newId()), resting.id(), 1, 2);
        commit(acme(), () -> stores().deliveries().addReplay(acme(), old));

        assertThat(webhooks().needed(acme())).contains(8L);

        Replay replay = new Replay(new ReplayId(TestTenants.newId()), webhook.id(), 4, 6);
        commit(acme(), () -> stores().deliveries().addReplay(acme(), replay));
        assertThat(webhooks().needed(acme())).contains(4L);
        assertThat(webhooks().needed(globex())).isEmpty();
    }

    private Webhook add(TenantScope scope) {
        Webhook webhook = webhook(new WebhookId(TestTenants.newId()));
        commit(scope, () -> webhooks().add(scope, webhook, KEYS, 7));
        return webhook;
    }

    private static Webhook disabled(Webhook webhook, long version) {
        return new Webhook(
                webhook.id(),
                URI.create("https://other.example.org"),
                "Another one",
                List.of("*"),
                Status.DISABLED,
                Optional.of(Reason.GONE),
                Optional.empty(),
                Optional.empty(),
                T0,
                T0.plusSeconds(9),
                version);
    }

    static Webhook webhook(WebhookId id) {
        return new Webhook(
                id,
                URI.create("https://hooks.example.org/a?b=c"),
                "One",
                List.of("role.*", "user.invited"),
                Status.ACTIVE,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                T0,
                T0,
                1);
    }

    private WebhookStore webhooks() {
        return stores().webhooks();
    }
}
