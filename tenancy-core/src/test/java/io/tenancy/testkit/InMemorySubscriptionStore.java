package io.tenancy.testkit;

import static io.tenancy.testkit.InMemoryTransactions.CATALOGUE;

import io.tenancy.core.access.Entitlement;
import io.tenancy.core.plan.PlanStore;
import io.tenancy.core.subscription.Exemption;
import io.tenancy.core.subscription.Subscription;
import io.tenancy.core.subscription.SubscriptionStore;
import io.tenancy.core.subscription.Terms;
import io.tenancy.core.tenant.TenantId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** What tenants have subscribed to, in memory; what a tenant has is forgotten with it. */
record InMemorySubscriptionStore(InMemoryTables tables, PlanStore plans) implements SubscriptionStore {
    @Override
    public Terms find(TenantId tenant) {
        return step(() -> {
            Optional<Subscription> known = known(tenant);
            return new Terms(
                    known,
                    known.flatMap(one -> plans.find(one.plan())),
                    known.flatMap(Subscription::next).flatMap(next -> plans.find(next.plan())),
                    isThere(tenant) ? tables.exemptions.all(tenant).toList() : List.of());
        });
    }

    @Override
    public boolean add(Subscription subscription) {
        return step(() -> {
            boolean isFirst = known(subscription.tenant()).isEmpty();
            if (isFirst) {
                put(subscription);
            }
            return isFirst;
        });
    }

    @Override
    public boolean update(Subscription subscription) {
        return step(() -> {
            boolean current = known(subscription.tenant())
                    .filter(one -> one.version() == subscription.version() - 1)
                    .isPresent();
            if (current) {
                put(subscription);
            }
            return current;
        });
    }

    @Override
    public void exempt(TenantId tenant, Exemption exemption) {
        step(() -> {
            tables.exemptions.put(tenant, exemption.included().entitlement(), exemption);
            return exemption;
        });
    }

    @Override
    public boolean withdraw(TenantId tenant, Entitlement entitlement) {
        return step(() -> tables.exemptions.remove(tenant, entitlement.name()));
    }

    @Override
    public List<TenantId> due(Instant now, int limit) {
        return step(() -> tables.subscriptions
                .all(CATALOGUE)
                .filter(one ->
                        one.next().filter(next -> !next.at().isAfter(now)).isPresent())
                .filter(one -> isThere(one.tenant()))
                .sorted(Comparator.comparing(one -> one.next().orElseThrow().at()))
                .limit(limit)
                .map(Subscription::tenant)
                .toList());
    }

    private Optional<Subscription> known(TenantId tenant) {
        return tables.subscriptions.find(CATALOGUE, tenant.value()).filter(one -> isThere(tenant));
    }

    private boolean isThere(TenantId tenant) {
        UUID id = tenant.value();
        return tables.tenants.find(CATALOGUE, id).isPresent();
    }

    private void put(Subscription subscription) {
        tables.subscriptions.put(CATALOGUE, subscription.tenant().value(), subscription);
    }

    private <T> T step(Supplier<T> step) {
        return tables.transactions.step(CATALOGUE, step);
    }
}
