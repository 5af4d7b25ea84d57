package io.tenancy.testkit;

import io.tenancy.core.grant.Grant;
import io.tenancy.core.grant.GrantId;
import io.tenancy.core.grant.GrantStore;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.core.user.UserId;
import java.time.Instant;
import java.util.List;

/** Grants in memory. */
record InMemoryGrantStore(InMemoryTables tables) implements GrantStore {
    @Override
    public List<Grant> list(TenantScope scope, UserId user) {
        return tables.in(
                scope,
                () -> tables.grants
                        .all(scope.id())
                        .filter(grant -> grant.user().equals(user))
                        .toList());
    }

    @Override
    public void add(TenantScope scope, Grant grant) {
        tables.change(scope, () -> {
            tables.requireUser(scope, grant.user());
            new InMemoryHoldings(tables)
                    .requireRoles(scope, grant.role().stream().toList());
            tables.grants.put(scope.id(), grant.id().value(), grant);
        });
    }

    @Override
    public boolean remove(TenantScope scope, UserId user, GrantId id) {
        return tables.in(
                scope,
                () -> tables.grants
                                .find(scope.id(), id.value())
                                .filter(grant -> grant.user().equals(user))
                                .isPresent()
                        && tables.grants.remove(scope.id(), id.value()));
    }

    @Override
    public void prune(TenantScope scope, UserId user, Instant by) {
        tables.change(
                scope,
                () -> tables.grants.removeIf(
                        scope.id(),
                        grant -> grant.user().equals(user)
                                && grant.expiresAt()
                                        .filter(end -> !by.isBefore(end))
                                        .isPresent()));
    }
}
