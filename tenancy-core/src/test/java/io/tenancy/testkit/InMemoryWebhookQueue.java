package io.tenancy.testkit;

import static io.tenancy.testkit.InMemoryTransactions.CATALOGUE;

import io.tenancy.core.tenant.TenantId;
import io.tenancy.core.webhook.QueuedWebhook;
import io.tenancy.core.webhook.WebhookId;
import io.tenancy.core.webhook.WebhookQueue;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** When to look at which webhook, in memory. */
record InMemoryWebhookQueue(InMemoryTables tables) implements WebhookQueue {
    /** A webhook in the queue. */
    record Kept(QueuedWebhook webhook, boolean held, boolean failing, Optional<Instant> dueAt) {
        boolean isDue(Instant now) {
            return dueAt.filter(at -> !at.isAfter(now)).isPresent();
        }

        Kept woken(Optional<Instant> at, boolean fails) {
            QueuedWebhook woken = new QueuedWebhook(
                    webhook.tenant(), webhook.webhook(), webhook.tries(), webhook.wakes() + 1, webhook.activeAt());
            return new Kept(woken, held, fails, at);
        }
    }

    @Override
    public void add(TenantId tenant, WebhookId webhook, Instant now) {
        put(new Kept(new QueuedWebhook(tenant, webhook, 0, 0, now), false, false, Optional.of(now)));
    }

    @Override
    public void remove(WebhookId webhook) {
        step(() -> tables.webhookQueue.remove(CATALOGUE, webhook.value()));
    }

    @Override
    public Optional<QueuedWebhook> claim(Instant now, Instant until, int most) {
        return step(() -> all().filter(kept -> kept.isDue(now))
                .filter(kept -> taken(kept.webhook().tenant(), now) < most)
                .min(Comparator.comparing(kept -> kept.dueAt().orElseThrow()))
                .map(kept -> taken(kept, until)));
    }

    private long taken(TenantId tenant, Instant now) {
        return all().filter(kept -> kept.webhook().tenant().equals(tenant) && kept.held() && !kept.isDue(now))
                .count();
    }

    private QueuedWebhook taken(Kept kept, Instant until) {
        QueuedWebhook before = kept.webhook();
        QueuedWebhook mine = new QueuedWebhook(
                before.tenant(), before.webhook(), before.tries() + 1, before.wakes(), before.activeAt());
        put(new Kept(mine, true, kept.failing(), Optional.of(until)));
        return mine;
    }

    @Override
    public boolean release(QueuedWebhook mine, Next next, Instant now) {
        return step(() -> {
            Optional<Kept> known =
                    find(mine.webhook()).filter(kept -> kept.webhook().tries() == mine.tries());
            known.ifPresent(kept -> {
                QueuedWebhook released = new QueuedWebhook(
                        mine.tenant(),
                        mine.webhook(),
                        mine.tries(),
                        kept.webhook().wakes(),
                        next.activeAt());
                boolean isAsSaid = kept.webhook().wakes() == mine.wakes() || next.failing();
                put(new Kept(released, false, next.failing(), isAsSaid ? next.dueAt() : Optional.of(now)));
            });
            return known.isPresent();
        });
    }

    @Override
    public void wake(TenantId tenant, Instant now) {
        change(
                kept -> kept.webhook().tenant().equals(tenant)
                        && kept.dueAt().filter(now::isBefore).isPresent(),
                kept -> kept.woken(kept.held() || kept.failing() ? kept.dueAt() : Optional.of(now), kept.failing()));
    }

    @Override
    public void rouse(WebhookId webhook, Instant now) {
        change(
                kept -> kept.webhook().webhook().equals(webhook),
                kept -> kept.woken(kept.held() && !kept.isDue(now) ? kept.dueAt() : Optional.of(now), false));
    }

    @Override
    public Waiting waiting(Instant now) {
        return step(() -> {
            List<Instant> due = all().filter(kept -> kept.isDue(now))
                    .map(kept -> kept.dueAt().orElseThrow())
                    .sorted()
                    .toList();
            return new Waiting(due.size(), due.stream().findFirst());
        });
    }

    @Override
    public List<TenantId> tenants(Optional<TenantId> after, int limit) {
        return step(() -> all().map(kept -> kept.webhook().tenant())
                .distinct()
                .filter(tenant -> after.isEmpty()
                        || InMemoryTable.BY_ID.compare(
                                        tenant.value(), after.get().value())
                                > 0)
                .sorted(Comparator.comparing(TenantId::value, InMemoryTable.BY_ID))
                .limit(limit)
                .toList());
    }

    private void change(Predicate<Kept> which, Function<Kept, Kept> change) {
        step(() -> {
            all().filter(which).toList().forEach(kept -> put(change.apply(kept)));
            return true;
        });
    }

    private Stream<Kept> all() {
        return tables.webhookQueue.all(CATALOGUE);
    }

    private Optional<Kept> find(WebhookId webhook) {
        return tables.webhookQueue.find(CATALOGUE, webhook.value());
    }

    private void put(Kept kept) {
        step(() -> {
            tables.webhookQueue.put(CATALOGUE, kept.webhook().webhook().value(), kept);
            return true;
        });
    }

    private <T> T step(Supplier<T> step) {
        return tables.transactions.step(CATALOGUE, step);
    }
}
