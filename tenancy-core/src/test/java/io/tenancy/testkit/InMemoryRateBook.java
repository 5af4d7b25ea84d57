package io.tenancy.testkit;

import io.tenancy.core.ratelimit.OwnRates;
import io.tenancy.core.ratelimit.RateBook;
import io.tenancy.core.ratelimit.RateTerms;
import io.tenancy.core.ratelimit.Rates;
import io.tenancy.core.tenant.TenantId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

final class InMemoryRateBook implements RateBook {
    private final Map<TenantId, RateTerms> terms = new ConcurrentHashMap<>();

    @Override
    public RateTerms find(TenantId tenant) {
        return terms.getOrDefault(tenant, RateTerms.NONE);
    }

    @Override
    public void give(TenantId tenant, Rates given) {
        terms.merge(tenant, new RateTerms(given, OwnRates.NONE), (old, wanted) -> new RateTerms(given, old.own()));
    }

    @Override
    public void lower(TenantId tenant, OwnRates own) {
        terms.merge(tenant, new RateTerms(Rates.NONE, own), (old, wanted) -> new RateTerms(old.given(), own));
    }
}
