package io.tenancy.persistence;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.access.Entitlement;
import io.tenancy.core.subscription.Exemption;
import io.tenancy.core.subscription.Subscription;
import io.tenancy.core.subscription.SubscriptionStore;
import io.tenancy.core.subscription.Terms;
import io.tenancy.core.tenant.TenantId;
import java.time.Instant;
import java.util.List;

/** Remembers what tenants may have, for as long as a node may be behind; in a transaction too, where it saves a round trip. */
final class CachedSubscriptionStore implements SubscriptionStore {
    private final SubscriptionStore source;
    private final KnownTenants known;

    CachedSubscriptionStore(SubscriptionStore source, KnownTenants known) {
        this.source = requireNonNull(source);
        this.known = requireNonNull(known);
    }

    @Override
    public Terms find(TenantId tenant) {
        return known.terms(tenant);
    }

    @Override
    public boolean add(Subscription subscription) {
        return source.add(subscription);
    }

    @Override
    public boolean update(Subscription subscription) {
        return source.update(subscription);
    }

    @Override
    public void exempt(TenantId tenant, Exemption exemption) {
        source.exempt(tenant, exemption);
    }

    @Override
    public boolean withdraw(TenantId tenant, Entitlement entitlement) {
        return source.withdraw(tenant, entitlement);
    }

    @Override
    public List<TenantId> due(Instant now, int limit) {
        return source.due(now, limit);
    }
}
