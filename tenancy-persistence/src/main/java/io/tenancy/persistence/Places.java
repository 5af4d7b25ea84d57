package io.tenancy.persistence;

import io.tenancy.core.tenant.Tenant;

/** The places of tenants of one kind in one store. Every method may be repeated after a crash. */
interface Places {
    /** Whether the store can have them at this time. */
    boolean areOffered();

    /** Makes the place of a tenant, where it is not there yet. */
    void prepare(Tenant tenant);

    /** Erases every row of the tenant, and its place. */
    void erase(Tenant tenant);
}
