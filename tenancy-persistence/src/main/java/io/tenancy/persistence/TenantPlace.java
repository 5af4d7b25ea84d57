package io.tenancy.persistence;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.tenant.Isolation;
import io.tenancy.core.tenant.Placement;
import io.tenancy.core.tenant.TenantId;

/** The schema or database that a tenant has of its own. */
record TenantPlace(TenantId tenant, String slug, Isolation isolation, String store) {
    TenantPlace {
        requireNonNull(tenant);
        requireNonNull(slug);
        requireNonNull(isolation);
        requireNonNull(store);
    }

    Placement placement() {
        return Placement.of(isolation, store, tenant);
    }

    /** The schema that its tables are in. */
    String schema() {
        return placement() instanceof Placement.Schema own ? own.name() : DatabaseProvisioner.SCHEMA;
    }

    @Override
    public String toString() {
        String name = placement() instanceof Placement.Database own ? "database " + own.name() : "schema " + schema();
        return slug + " (" + name + " of " + store + ")";
    }
}
