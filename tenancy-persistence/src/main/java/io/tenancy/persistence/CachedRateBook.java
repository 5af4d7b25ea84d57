package io.tenancy.persistence;

import static java.util.Objects.requireNonNull;

import com.github.benmanes.caffeine.cache.Ticker;
import io.tenancy.core.ratelimit.OwnRates;
import io.tenancy.core.ratelimit.RateBook;
import io.tenancy.core.ratelimit.RateTerms;
import io.tenancy.core.ratelimit.Rates;
import io.tenancy.core.tenant.TenantId;
import java.time.Duration;

/**
 * Remembers what was agreed with tenants. Nothing of it is a matter of security, so where the news of a change is lost,
 * half a minute may pass.
 */
final class CachedRateBook implements RateBook {
    private static final int MOST = 100_000;
    private static final Duration STALENESS = Duration.ofSeconds(30);

    private final RateBook source;
    private final Recent<TenantId, RateTerms> recent;

    CachedRateBook(RateBook source, Ticker clock) {
        this.source = requireNonNull(source);
        this.recent = new Recent<>(MOST, STALENESS, clock, tenant -> tenant);
    }

    /** Forgets at once what changes make another, and everything where some may have gone by. */
    CachedRateBook hearing(Changes changes) {
        recent.hearTenants(changes);
        return this;
    }

    @Override
    public RateTerms find(TenantId tenant) {
        return recent.get(tenant, source::find);
    }

    @Override
    public void give(TenantId tenant, Rates given) {
        source.give(tenant, given);
    }

    @Override
    public void lower(TenantId tenant, OwnRates own) {
        source.lower(tenant, own);
    }
}
