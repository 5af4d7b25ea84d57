package io.tenancy.testkit;

import io.tenancy.core.policy.OwnPolicy;
import io.tenancy.core.policy.OwnPolicyStore;
import io.tenancy.core.tenant.TenantScope;

/** Security policies in memory. */
record InMemoryOwnPolicyStore(InMemoryTables tables) implements OwnPolicyStore {
    @Override
    public OwnPolicy find(TenantScope scope) {
        return tables.in(
                scope,
                () -> tables.policies.find(scope.id(), scope.id().value()).orElse(OwnPolicy.NONE));
    }

    @Override
    public void put(TenantScope scope, OwnPolicy policy) {
        tables.change(scope, () -> tables.policies.put(scope.id(), scope.id().value(), policy));
    }
}
