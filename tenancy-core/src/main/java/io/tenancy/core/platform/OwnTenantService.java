package io.tenancy.core.platform;

import static io.tenancy.core.access.Permissions.TENANT_READ;
import static io.tenancy.core.access.Permissions.TENANT_WRITE;
import static java.util.Objects.requireNonNull;

import io.tenancy.core.TenancyException.NotFound;
import io.tenancy.core.access.Caller;
import io.tenancy.core.access.Gate;
import io.tenancy.core.tenant.Tenant;
import io.tenancy.core.tenant.TenantChange;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.core.tenant.TenantStore;

/** What a tenant's own users may see and change of it. */
public final class OwnTenantService {
    private final Gate gate;
    private final TenantStore tenants;

    public OwnTenantService(Gate gate, TenantStore tenants) {
        this.gate = requireNonNull(gate);
        this.tenants = requireNonNull(tenants);
    }

    public OwnTenant get(Caller caller) {
        return gate.query(caller, TENANT_READ, scope -> OwnTenant.of(own(scope)));
    }

    public OwnTenant update(Caller caller, TenantChange change) {
        return gate.command(caller, TENANT_WRITE, work -> {
            Tenant tenant = own(work.scope());
            work.check(tenant);
            if (!change.changes(tenant)) {
                work.changedNothing();
                return OwnTenant.of(tenant);
            }
            Tenant changed = tenant.with(change, work.now());
            if (!tenants.update(changed)) {
                throw work.lost(TenantLifecycle.changed());
            }
            work.record("tenant.updated", changed.id(), TenantLifecycle.differences(tenant, changed));
            return OwnTenant.of(changed);
        });
    }

    private Tenant own(TenantScope scope) {
        return tenants.find(scope.id()).orElseThrow(() -> new NotFound("tenant"));
    }
}
