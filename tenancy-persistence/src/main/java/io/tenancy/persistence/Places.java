package io.tenancy.persistence;

import io.tenancy.core.tenant.Placement;
import io.tenancy.core.tenant.TenantId;

/** The places of tenants of one kind in one store. Every method may be repeated after a crash. */
interface Places {
    /** Whether the store can have them at this time. */
    boolean areOffered();

    /** Makes the place of a tenant, where it is not there yet. */
    void prepare(TenantId tenant, Placement place);

    /** Erases every row of the tenant, and its place. */
    void erase(TenantId tenant, Placement place);
}
