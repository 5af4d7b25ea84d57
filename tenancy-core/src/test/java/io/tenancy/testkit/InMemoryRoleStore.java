package io.tenancy.testkit;

import io.tenancy.core.Id;
import io.tenancy.core.role.Holding;
import io.tenancy.core.role.Role;
import io.tenancy.core.role.RoleId;
import io.tenancy.core.role.RoleStore;
import io.tenancy.core.tenant.TenantScope;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Roles in memory. */
record InMemoryRoleStore(InMemoryTables tables) implements RoleStore {
    @Override
    public List<Holding> holdings(TenantScope scope, Id user) {
        return tables.in(scope, () -> new InMemoryHoldings(tables).of(scope, user));
    }

    @Override
    public Optional<Role> find(TenantScope scope, RoleId id) {
        return tables.in(scope, () -> tables.roles.find(scope.id(), id.value()));
    }

    @Override
    public List<Role> list(TenantScope scope) {
        return tables.in(
                scope,
                () -> tables.roles
                        .all(scope.id())
                        .sorted(Comparator.comparing(Role::name))
                        .toList());
    }

    @Override
    public boolean add(TenantScope scope, Role role) {
        return tables.in(scope, () -> {
            boolean taken =
                    tables.roles.all(scope.id()).anyMatch(other -> other.name().equals(role.name()));
            if (!taken) {
                tables.roles.put(scope.id(), role.id().value(), role);
            }
            return !taken;
        });
    }

    @Override
    public boolean update(TenantScope scope, Role role) {
        return tables.in(scope, () -> {
            boolean unchanged = find(scope, role.id())
                    .filter(known -> known.version() == role.version() - 1)
                    .isPresent();
            if (unchanged) {
                tables.roles.put(scope.id(), role.id().value(), role);
            }
            return unchanged;
        });
    }

    @Override
    public boolean delete(TenantScope scope, RoleId id, Instant now) {
        return tables.in(scope, () -> {
            find(scope, id)
                    .ifPresent(role -> tables.grants.removeIf(
                            scope.id(),
                            grant -> grant.role().equals(Optional.of(role.name()))
                                    && grant.expiresAt()
                                            .filter(end -> !end.isAfter(now))
                                            .isPresent()));
            Optional<Role> unused = find(scope, id).filter(role -> !isUsed(scope, role.name()));
            unused.ifPresent(role -> tables.roles.remove(scope.id(), id.value()));
            return unused.isPresent();
        });
    }

    @Override
    public void lock(TenantScope scope) {
        tables.change(scope, () -> {});
    }

    private boolean isUsed(TenantScope scope, String name) {
        return tables.users.all(scope.id()).anyMatch(user -> user.roles().contains(name))
                || tables.serviceAccounts
                        .all(scope.id())
                        .anyMatch(account -> account.roles().contains(name))
                || tables.groups.all(scope.id()).anyMatch(group -> group.roles().contains(name))
                || tables.grants.all(scope.id()).anyMatch(grant -> grant.role().equals(Optional.of(name)))
                || tables.roles.all(scope.id()).anyMatch(role -> role.inherits().contains(name));
    }
}
