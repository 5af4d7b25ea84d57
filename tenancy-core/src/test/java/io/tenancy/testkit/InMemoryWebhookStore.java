package io.tenancy.testkit;

import io.tenancy.core.Position;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.core.webhook.Keys;
import io.tenancy.core.webhook.Progress;
import io.tenancy.core.webhook.Replay;
import io.tenancy.core.webhook.Webhook;
import io.tenancy.core.webhook.WebhookId;
import io.tenancy.core.webhook.WebhookStore;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Webhooks of tenants, in memory. */
record InMemoryWebhookStore(InMemoryTables tables) implements WebhookStore {
    /** A webhook, its secrets and how far it is. */
    record Kept(Webhook webhook, Keys keys, Progress progress) {
        Webhook shown() {
            return new Webhook(
                    webhook.id(),
                    webhook.url(),
                    webhook.description(),
                    webhook.eventTypes(),
                    webhook.status(),
                    webhook.disabledBecause(),
                    progress.failingSince(),
                    progress.nextAt(),
                    webhook.createdAt(),
                    webhook.updatedAt(),
                    webhook.version());
        }
    }

    @Override
    public Optional<Webhook> find(TenantScope scope, WebhookId id) {
        return kept(scope, id).map(Kept::shown);
    }

    @Override
    public List<Webhook> list(TenantScope scope, Optional<Position> after, int limit) {
        return tables.in(
                scope,
                () -> InMemoryTable.after(
                        after,
                        limit,
                        webhook -> new Position("", webhook.id().value()),
                        tables.webhooks.all(scope.id()).map(Kept::shown)));
    }

    @Override
    public int count(TenantScope scope) {
        return tables.in(scope, () -> (int) tables.webhooks.all(scope.id()).count());
    }

    @Override
    public void add(TenantScope scope, Webhook webhook, Keys keys, long position) {
        tables.change(
                scope,
                () -> tables.webhooks.put(
                        scope.id(), webhook.id().value(), new Kept(webhook, keys, Progress.at(position))));
    }

    @Override
    public boolean update(TenantScope scope, Webhook webhook) {
        return replace(
                scope,
                webhook.id(),
                kept -> kept.webhook().version() == webhook.version() - 1,
                kept -> new Kept(webhook, kept.keys(), kept.progress()));
    }

    @Override
    public boolean delete(TenantScope scope, WebhookId id) {
        return tables.in(scope, () -> {
            boolean deleted = tables.webhooks.remove(scope.id(), id.value());
            if (deleted) {
                tables.deliveries.removeIf(
                        scope.id(), kept -> kept.delivery().webhook().equals(id));
                tables.replays.removeIf(scope.id(), replay -> replay.webhook().equals(id));
            }
            return deleted;
        });
    }

    @Override
    public Optional<Keys> keys(TenantScope scope, WebhookId id) {
        return kept(scope, id).map(Kept::keys);
    }

    @Override
    public boolean setKeys(TenantScope scope, WebhookId id, Keys keys) {
        return replace(scope, id, kept -> true, kept -> new Kept(kept.webhook(), keys, kept.progress()));
    }

    @Override
    public Optional<Progress> progress(TenantScope scope, WebhookId id) {
        return kept(scope, id).map(Kept::progress);
    }

    @Override
    public boolean advance(TenantScope scope, WebhookId id, Progress before, Progress after) {
        return replace(
                scope,
                id,
                kept -> kept.webhook().isActive()
                        && kept.progress().position() == before.position()
                        && kept.progress().failures() == before.failures(),
                kept -> new Kept(kept.webhook(), kept.keys(), after));
    }

    @Override
    public void reset(TenantScope scope, WebhookId id, Progress progress) {
        var unused = replace(scope, id, kept -> true, kept -> new Kept(kept.webhook(), kept.keys(), progress));
    }

    @Override
    public Optional<Long> needed(TenantScope scope) {
        return tables.in(
                scope,
                () -> tables.webhooks
                        .all(scope.id())
                        .filter(kept -> kept.webhook().isActive())
                        .flatMap(kept -> Stream.concat(
                                Stream.of(kept.progress().position() + 1),
                                tables.replays
                                        .all(scope.id())
                                        .filter(replay -> replay.webhook()
                                                .equals(kept.webhook().id()))
                                        .map(Replay::next)))
                        .min(Comparator.naturalOrder()));
    }

    private boolean replace(TenantScope scope, WebhookId id, Predicate<Kept> expected, Function<Kept, Kept> change) {
        return tables.in(scope, () -> {
            Optional<Kept> known = tables.webhooks.find(scope.id(), id.value()).filter(expected);
            known.ifPresent(kept -> tables.webhooks.put(scope.id(), id.value(), change.apply(kept)));
            return known.isPresent();
        });
    }

    private Optional<Kept> kept(TenantScope scope, WebhookId id) {
        return tables.in(scope, () -> tables.webhooks.find(scope.id(), id.value()));
    }
}
