package io.tenancy.core.policy;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.tenant.TenantScope;

/** The policy that holds in a tenant: the platform's, and what the tenant has made stricter. */
public final class SecurityPolicies {
    private final OwnPolicyStore store;
    private final SecurityPolicy platform;

    public SecurityPolicies(OwnPolicyStore store, SecurityPolicy platform) {
        this.store = requireNonNull(store);
        this.platform = requireNonNull(platform);
    }

    /** What holds in every tenant, and where no tenant is known. */
    public SecurityPolicy platform() {
        return platform;
    }

    /** What holds in a tenant now. */
    public SecurityPolicy of(TenantScope scope) {
        return store.find(scope).under(platform);
    }
}
