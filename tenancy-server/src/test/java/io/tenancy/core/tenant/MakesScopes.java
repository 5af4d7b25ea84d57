package io.tenancy.core.tenant;

public final class MakesScopes {
    TenantScope any(Tenant tenant) {
        return new TenantScope(tenant);
    }
}
