package io.tenancy.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.core.Position;
import io.tenancy.core.access.Actor;
import io.tenancy.core.access.JournalEntry;
import io.tenancy.core.access.Origin;
import io.tenancy.core.audit.ChainLink;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.core.webhook.Delivery;
import io.tenancy.core.webhook.Delivery.Attempt;
import io.tenancy.core.webhook.Delivery.Status;
import io.tenancy.core.webhook.DeliveryFilter;
import io.tenancy.core.webhook.DeliveryId;
import io.tenancy.core.webhook.DeliveryStore;
import io.tenancy.core.webhook.Keys;
import io.tenancy.core.webhook.Replay;
import io.tenancy.core.webhook.ReplayId;
import io.tenancy.core.webhook.WebhookId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link DeliveryStore} does. */
public abstract class DeliveryStoreContract extends StoreContract {
    private final AtomicInteger made = new AtomicInteger();
    private final WebhookId webhook = new WebhookId(TestTenants.newId());

    @BeforeEach
    final void addWebhooks() {
        Keys keys = new Keys("sealed", Optional.empty(), Optional.empty());
        for (TenantScope scope : List.of(acme(), globex())) {
            commit(scope, () -> stores().webhooks().add(scope, WebhookStoreContract.webhook(webhook), keys, 0));
        }
    }

    @Test
    void findsWhatWasSavedWithAllAttempts() {
        Delivery failing = save(acme(), delivery(Status.FAILING, T0));
        Delivery delivered = again(failing);
        deliveries().save(acme(), List.of(delivered));

        assertThat(deliveries().find(acme(), webhook, failing.id())).contains(delivered);
        assertThat(deliveries().attempts(acme(), failing.id())).containsExactly(failing.last(), delivered.last());
        assertThat(deliveries().find(acme(), new WebhookId(TestTenants.newId()), failing.id()))
                .isEmpty();
    }

    @Test
    void keepsTenantsApart() {
        Delivery ours = save(acme(), delivery(Status.DELIVERED, T0));
        Replay replay = replay(acme(), 1, 9);

        assertThat(deliveries().find(globex(), webhook, ours.id())).isEmpty();
        assertThat(deliveries().attempts(globex(), ours.id())).isEmpty();
        assertThat(deliveries().list(globex(), webhook, DeliveryFilter.ALL, Optional.empty(), 10))
                .isEmpty();
        assertThat(deliveries().nextReplay(globex(), webhook)).isEmpty();
        assertThat(deliveries().countReplays(globex(), webhook)).isZero();
        assertThat(deliveries().moveReplay(globex(), replay, 5)).isFalse();
        deliveries().removeReplay(globex(), replay.id());
        deliveries().giveUp(globex(), ours.id());
        assertThat(deliveries().prune(globex(), T0.plusSeconds(99), 10)).isZero();

        assertThat(deliveries().find(acme(), webhook, ours.id())).contains(ours);
        assertThat(deliveries().nextReplay(acme(), webhook)).contains(replay);
    }

    @Test
    void listsTheYoungestFirstByStatus() {
        List<Delivery> added = new ArrayList<>(Stream.generate(() -> save(acme(), delivery(Status.DELIVERED, T0)))
                .limit(4)
                .toList());
        Delivery failing = save(acme(), delivery(Status.FAILING, T0));
        added.add(failing);
        Collections.reverse(added);

        List<Delivery> first = list(Optional.empty(), Optional.empty(), 2);
        List<Delivery> second = list(
                Optional.empty(), Optional.of(new Position("", first.get(1).id().value())), 10);

        assertThat(Stream.concat(first.stream(), second.stream())).containsExactlyElementsOf(added);
        assertThat(list(Optional.of(Status.FAILING), Optional.empty(), 10)).containsExactly(failing);
    }

    @Test
    void findsDeliveriesByTheirEventTypeAndTheirMessage() {
        Delivery invited = save(acme(), delivery(Status.DELIVERED, T0));
        Delivery deleted = save(acme(), delivery(Status.FAILED, T0, "user.deleted", "msg_2"));
        Delivery again = save(acme(), delivery(Status.DELIVERED, T0, "user.deleted", "msg_2"));
        save(globex(), delivery(Status.DELIVERED, T0, "user.deleted", "msg_2"));
        Optional<String> type = Optional.of("user.deleted");
        Optional<String> message = Optional.of("msg_2");

        assertThat(list(new DeliveryFilter(Optional.empty(), type, Optional.empty())))
                .containsExactly(again, deleted);
        assertThat(list(new DeliveryFilter(Optional.of(Status.FAILED), type, message)))
                .containsExactly(deleted);
        assertThat(list(new DeliveryFilter(Optional.empty(), Optional.empty(), Optional.of("msg_1"))))
                .containsExactly(invited);
        assertThat(list(new DeliveryFilter(Optional.empty(), Optional.of("user."), Optional.empty())))
                .isEmpty();
        assertThat(list(new DeliveryFilter(Optional.empty(), Optional.of("user.invited"), message)))
                .isEmpty();
    }

    private List<Delivery> list(DeliveryFilter filter) {
        return deliveries().list(acme(), webhook, filter, Optional.empty(), 10);
    }

    @Test
    void givesUpADelivery() {
        Delivery failing = save(acme(), delivery(Status.FAILING, T0));

        deliveries().giveUp(acme(), failing.id());

        Delivery failed = deliveries().find(acme(), webhook, failing.id()).orElseThrow();
        assertThat(failed.status()).isEqualTo(Status.FAILED);
        assertThat(failed.nextAttemptAt()).isEmpty();
    }

    @Test
    void forgetsOldDeliveriesThatAreNotTriedAgain() {
        save(acme(), delivery(Status.DELIVERED, T0));
        save(acme(), delivery(Status.FAILED, T0));
        Delivery failing = save(acme(), delivery(Status.FAILING, T0));
        Delivery young = save(acme(), delivery(Status.DELIVERED, T0.plusSeconds(60)));

        assertThat(deliveries().prune(acme(), T0.plusSeconds(60), 1)).isEqualTo(1);
        assertThat(deliveries().prune(acme(), T0.plusSeconds(60), 10)).isEqualTo(1);
        assertThat(deliveries().prune(acme(), T0.plusSeconds(60), 10)).isZero();

        assertThat(list(Optional.empty(), Optional.empty(), 10)).containsExactlyInAnyOrder(young, failing);
    }

    @Test
    void knowsThePlacesOfEntriesByTheirTimes() {
        List<UUID> entries = Stream.generate(() -> entry(acme())).limit(3).toList();
        for (int place = 1; place <= 3; place++) {
            ChainLink link = new ChainLink(place, entries.get(place - 1), "d".repeat(64), "e".repeat(64));
            Instant at = T0.plusSeconds(place);
            commit(acme(), () -> stores().chain().seal(acme(), List.of(link), at));
        }

        assertThat(deliveries().place(acme(), entries.get(1))).contains(2L);
        assertThat(deliveries().place(acme(), TestTenants.newId())).isEmpty();
        assertThat(deliveries().placeBefore(acme(), T0.plusSeconds(1))).isZero();
        assertThat(deliveries().placeBefore(acme(), T0.plusSeconds(3))).isEqualTo(2);
        assertThat(deliveries().placeBefore(acme(), T0.plusSeconds(9))).isEqualTo(3);
        assertThat(deliveries().place(globex(), entries.get(1))).isEmpty();
        assertThat(deliveries().placeBefore(globex(), T0.plusSeconds(9))).isZero();
    }

    @Test
    void movesTheOldestReplayOnToItsEnd() {
        Replay first = replay(acme(), 3, 9);
        Replay second = replay(acme(), 1, 2);
        Replay moved = new Replay(first.id(), webhook, 5, 9);

        assertThat(deliveries().nextReplay(acme(), webhook)).contains(first);
        assertThat(AtOnce.run(4, number -> deliveries().moveReplay(acme(), first, 5)))
                .containsOnlyOnce(true);
        assertThat(deliveries().nextReplay(acme(), webhook)).contains(moved);
        assertThat(deliveries().moveReplay(acme(), moved, 10)).isTrue();
        assertThat(deliveries().nextReplay(acme(), webhook)).contains(second);
        assertThat(deliveries().countReplays(acme(), webhook)).isEqualTo(1);
        deliveries().removeReplay(acme(), second.id());
        assertThat(deliveries().nextReplay(acme(), webhook)).isEmpty();
    }

    @Test
    void goesWithItsWebhook() {
        Delivery delivery = save(acme(), delivery(Status.DELIVERED, T0));
        replay(acme(), 1, 2);

        stores().webhooks().delete(acme(), webhook);

        assertThat(deliveries().find(acme(), webhook, delivery.id())).isEmpty();
        assertThat(deliveries().nextReplay(acme(), webhook)).isEmpty();
    }

    private UUID entry(TenantScope scope) {
        UUID id = TestTenants.newId();
        JournalEntry entry = new JournalEntry(
                id,
                T0,
                Actor.SYSTEM,
                Optional.empty(),
                Optional.empty(),
                "user.invited",
                TestTenants.newId(),
                List.of(),
                Origin.NONE);
        commit(scope, () -> stores().journal().append(scope, List.of(entry)));
        return id;
    }

    private Replay replay(TenantScope scope, long next, long last) {
        Replay replay = new Replay(new ReplayId(TestTenants.newId()), webhook, next, last);
        commit(scope, () -> deliveries().addReplay(scope, replay));
        return replay;
    }

    private List<Delivery> list(Optional<Status> status, Optional<Position> before, int limit) {
        DeliveryFilter filter = new DeliveryFilter(status, Optional.empty(), Optional.empty());
        return deliveries().list(acme(), webhook, filter, before, limit);
    }

    private Delivery save(TenantScope scope, Delivery delivery) {
        commit(scope, () -> deliveries().save(scope, List.of(delivery)));
        return delivery;
    }

    private Delivery delivery(Status status, Instant at) {
        return delivery(status, at, "user.invited", "msg_1");
    }

    private Delivery delivery(Status status, Instant at, String type, String message) {
        boolean isGood = status == Status.DELIVERED;
        Attempt attempt = new Attempt(
                1,
                at,
                12,
                isGood ? Optional.of(204) : Optional.empty(),
                isGood ? Optional.empty() : Optional.of("No answer within 15 s."),
                isGood ? "ok" : "");
        return new Delivery(
                new DeliveryId(id(at)),
                webhook,
                message,
                Optional.of(TestTenants.newId()),
                type,
                status,
                false,
                1,
                at,
                status == Status.FAILING ? Optional.of(at.plusSeconds(5)) : Optional.empty(),
                attempt);
    }

    /** The next id of version 7 of a time. */
    private UUID id(Instant at) {
        return new UUID(
                at.toEpochMilli() << 16 | 0x7000 | made.incrementAndGet(),
                TestTenants.newId().getLeastSignificantBits());
    }

    private static Delivery again(Delivery before) {
        return new Delivery(
                before.id(),
                before.webhook(),
                before.messageId(),
                before.entry(),
                before.eventType(),
                Status.DELIVERED,
                before.replay(),
                2,
                before.createdAt(),
                Optional.empty(),
                new Attempt(2, T0.plusSeconds(5), 3, Optional.of(200), Optional.empty(), "ok"));
    }

    private DeliveryStore deliveries() {
        return stores().deliveries();
    }
}
