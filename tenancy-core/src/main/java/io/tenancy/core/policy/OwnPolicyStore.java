package io.tenancy.core.policy;

import io.tenancy.core.tenant.TenantScope;

/** What each tenant has made stricter. */
public interface OwnPolicyStore {
    /** What the tenant has; {@link OwnPolicy#NONE} where it has set nothing. */
    OwnPolicy find(TenantScope scope);

    /** Sets or replaces it. */
    void put(TenantScope scope, OwnPolicy policy);
}
