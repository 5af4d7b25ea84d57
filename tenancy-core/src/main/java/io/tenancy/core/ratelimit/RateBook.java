package io.tenancy.core.ratelimit;

import io.tenancy.core.tenant.TenantId;

/** What was agreed with tenants, in the catalogue. */
public interface RateBook {
    /** {@link RateTerms#NONE} where nothing was. */
    RateTerms find(TenantId tenant);

    /** Replaces what an operator has said; every node hears of it. The tenant is there. */
    void give(TenantId tenant, Rates given);

    /** Replaces what the tenant has said itself; every node hears of it. The tenant is there. */
    void lower(TenantId tenant, OwnRates own);
}
