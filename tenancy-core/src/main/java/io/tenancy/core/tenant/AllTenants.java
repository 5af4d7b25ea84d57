package io.tenancy.core.tenant;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.Parts;
import io.tenancy.core.Position;
import java.util.Iterator;

/** Every tenant of the catalogue, whatever its status, in the order of their ids. */
public record AllTenants(TenantStore tenants) implements Iterable<Tenant> {
    private static final int PART = 100;

    public AllTenants {
        requireNonNull(tenants);
    }

    @Override
    public Iterator<Tenant> iterator() {
        return new Parts<>(
                PART,
                (last, limit) -> tenants.list(
                        TenantFilter.ALL,
                        last.map(tenant -> new Position("", tenant.id().value())),
                        limit));
    }
}
