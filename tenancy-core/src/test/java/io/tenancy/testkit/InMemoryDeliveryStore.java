package io.tenancy.testkit;

import io.tenancy.core.Position;
import io.tenancy.core.audit.ChainLink;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.core.webhook.Delivery;
import io.tenancy.core.webhook.Delivery.Attempt;
import io.tenancy.core.webhook.Delivery.Status;
import io.tenancy.core.webhook.DeliveryFilter;
import io.tenancy.core.webhook.DeliveryId;
import io.tenancy.core.webhook.DeliveryStore;
import io.tenancy.core.webhook.Replay;
import io.tenancy.core.webhook.ReplayId;
import io.tenancy.core.webhook.WebhookId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What was sent to webhooks, in memory. */
record InMemoryDeliveryStore(InMemoryTables tables) implements DeliveryStore {
    /** A delivery and its attempts. */
    record Kept(Delivery delivery, List<Attempt> attempts) {}

    @Override
    public Optional<Delivery> find(TenantScope scope, WebhookId webhook, DeliveryId id) {
        return kept(scope, id).map(Kept::delivery).filter(one -> one.webhook().equals(webhook));
    }

    @Override
    public List<Attempt> attempts(TenantScope scope, DeliveryId id) {
        return kept(scope, id).map(Kept::attempts).orElse(List.of());
    }

    @Override
    public List<Delivery> list(
            TenantScope scope, WebhookId webhook, DeliveryFilter filter, Optional<Position> before, int limit) {
        List<Delivery> found = new ArrayList<>(tables.in(
                scope,
                () -> tables.deliveries
                        .all(scope.id())
                        .map(Kept::delivery)
                        .filter(one -> one.webhook().equals(webhook))
                        .filter(filter::test)
                        .filter(one -> before.isEmpty()
                                || InMemoryTable.BY_ID.compare(
                                                one.id().value(), before.get().id())
                                        < 0)
                        .toList()));
        Collections.reverse(found);
        return found.subList(0, Math.min(limit, found.size()));
    }

    @Override
    public void save(TenantScope scope, List<Delivery> deliveries) {
        tables.change(
                scope,
                () -> deliveries.forEach(one -> {
                    List<Attempt> attempts = new ArrayList<>(attempts(scope, one.id()));
                    attempts.add(one.last());
                    tables.deliveries.put(scope.id(), one.id().value(), new Kept(one, List.copyOf(attempts)));
                }));
    }

    @Override
    public void giveUp(TenantScope scope, DeliveryId id) {
        tables.change(
                scope,
                () -> kept(scope, id)
                        .ifPresent(kept -> tables.deliveries.put(
                                scope.id(), id.value(), new Kept(failed(kept.delivery()), kept.attempts()))));
    }

    @Override
    public int prune(TenantScope scope, Instant before, int limit) {
        return tables.in(scope, () -> {
            List<Delivery> old = tables.deliveries
                    .all(scope.id())
                    .map(Kept::delivery)
                    .filter(one -> one.createdAt().isBefore(before) && one.status() != Status.FAILING)
                    .limit(limit)
                    .toList();
            old.forEach(one -> tables.deliveries.remove(scope.id(), one.id().value()));
            return old.size();
        });
    }

    @Override
    public Optional<Long> place(TenantScope scope, UUID entry) {
        return tables.in(
                scope, () -> tables.journalLinks.find(scope.id(), entry).map(ChainLink::sequence));
    }

    @Override
    public long placeBefore(TenantScope scope, Instant time) {
        return tables.in(
                scope,
                () -> tables.journalLinks
                        .all(scope.id())
                        .filter(link -> tables.sealed
                                .find(scope.id(), link.entry())
                                .filter(at -> at.isBefore(time))
                                .isPresent())
                        .mapToLong(ChainLink::sequence)
                        .max()
                        .orElse(0));
    }

    @Override
    public void addReplay(TenantScope scope, Replay replay) {
        tables.change(scope, () -> tables.replays.put(scope.id(), replay.id().value(), replay));
    }

    @Override
    public int countReplays(TenantScope scope, WebhookId webhook) {
        return tables.in(scope, () -> (int) tables.replays
                .all(scope.id())
                .filter(replay -> replay.webhook().equals(webhook))
                .count());
    }

    @Override
    public Optional<Replay> nextReplay(TenantScope scope, WebhookId webhook) {
        return tables.in(
                scope,
                () -> tables.replays
                        .all(scope.id())
                        .filter(replay -> replay.webhook().equals(webhook))
                        .findFirst());
    }

    @Override
    public boolean moveReplay(TenantScope scope, Replay before, long next) {
        return tables.in(scope, () -> {
            UUID id = before.id().value();
            boolean isMine = tables.replays.find(scope.id(), id).equals(Optional.of(before));
            if (isMine && next > before.last()) {
                return tables.replays.remove(scope.id(), id);
            }
            if (isMine) {
                tables.replays.put(scope.id(), id, new Replay(before.id(), before.webhook(), next, before.last()));
            }
            return isMine;
        });
    }

    @Override
    public void removeReplay(TenantScope scope, ReplayId id) {
        tables.change(scope, () -> tables.replays.remove(scope.id(), id.value()));
    }

    private static Delivery failed(Delivery delivery) {
        return new Delivery(
                delivery.id(),
                delivery.webhook(),
                delivery.messageId(),
                delivery.entry(),
                delivery.eventType(),
                Status.FAILED,
                delivery.replay(),
                delivery.attempts(),
                delivery.createdAt(),
                Optional.empty(),
                delivery.last());
    }

    private Optional<Kept> kept(TenantScope scope, DeliveryId id) {
        return tables.in(scope, () -> tables.deliveries.find(scope.id(), id.value()));
    }
}
