package io.tenancy.persistence;

import static java.util.Objects.requireNonNull;

import com.github.benmanes.caffeine.cache.Ticker;
import io.tenancy.core.access.Entitlement;
import io.tenancy.core.subscription.Exemption;
import io.tenancy.core.subscription.Subscription;
import io.tenancy.core.subscription.SubscriptionStore;
import io.tenancy.core.subscription.Terms;
import io.tenancy.core.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Remembers what tenants may have, for as long as a node may be behind; in a transaction too, where it saves a round trip. */
final class CachedSubscriptionStore implements SubscriptionStore {
    private static final int MOST = 100_000;

    private final SubscriptionStore source;
    private final Recent<TenantId, Terms> recent;

    CachedSubscriptionStore(SubscriptionStore source, Duration staleness, Ticker clock) {
        this.source = requireNonNull(source);
        this.recent = new Recent<>(MOST, staleness, clock, tenant -> tenant);
    }

    /** Forgets at once what changes make another, and everything where some may have gone by. */
    CachedSubscriptionStore hearing(Changes changes) {
        recent.hearTenants(changes);
        return this;
    }

    @Override
    public Terms find(TenantId tenant) {
        return recent.get(tenant, source::find);
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
