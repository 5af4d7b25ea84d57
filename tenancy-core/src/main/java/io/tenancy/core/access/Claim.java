package io.tenancy.core.access;

import io.tenancy.core.tenant.TenantScope;

/** A request that is to be done once, however often it is sent. */
public interface Claim {
    /** Notes in the transaction of the work that the work is done; refuses where another request has taken over. */
    void worked(TenantScope scope);
}
