package io.tenancy.testkit;

import io.tenancy.core.role.Role;
import io.tenancy.core.serviceaccount.ServiceAccount;
import io.tenancy.core.serviceaccount.ServiceAccountId;
import io.tenancy.core.serviceaccount.ServiceAccountStore;
import io.tenancy.core.tenant.TenantScope;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Service accounts in memory. */
record InMemoryServiceAccountStore(InMemoryTables tables) implements ServiceAccountStore {
    @Override
    public Optional<ServiceAccount> find(TenantScope scope, ServiceAccountId id) {
        return tables.in(scope, () -> tables.serviceAccounts.find(scope.id(), id.value()));
    }

    @Override
    public List<ServiceAccount> list(TenantScope scope) {
        return tables.in(
                scope,
                () -> tables.serviceAccounts
                        .all(scope.id())
                        .sorted(Comparator.comparing(ServiceAccount::name, InMemoryTable.BY_CODE_POINTS))
                        .toList());
    }

    @Override
    public boolean add(TenantScope scope, ServiceAccount account) {
        return tables.in(scope, () -> {
            if (isNameTaken(scope, account.name(), account.id())) {
                return false;
            }
            requireRoles(scope, account.roles());
            tables.serviceAccounts.put(scope.id(), account.id().value(), account);
            return true;
        });
    }

    @Override
    public boolean update(TenantScope scope, ServiceAccount account) {
        return tables.in(scope, () -> {
            boolean unchanged = find(scope, account.id())
                    .filter(known -> known.version() == account.version() - 1)
                    .isPresent();
            if (unchanged) {
                requireRoles(scope, account.roles());
                tables.serviceAccounts.put(scope.id(), account.id().value(), account);
            }
            return unchanged;
        });
    }

    @Override
    public boolean isNameTaken(TenantScope scope, String name, ServiceAccountId except) {
        return tables.in(
                scope,
                () -> tables.serviceAccounts
                        .all(scope.id())
                        .anyMatch(other ->
                                other.name().equals(name) && !other.id().equals(except)));
    }

    @Override
    public boolean delete(TenantScope scope, ServiceAccountId id) {
        return tables.in(scope, () -> {
            tables.apiKeys.removeIf(
                    scope.id(), kept -> kept.key().owner().account().equals(Optional.of(id.value())));
            return tables.serviceAccounts.remove(scope.id(), id.value());
        });
    }

    private void requireRoles(TenantScope scope, Collection<String> names) {
        if (!tables.roles
                .all(scope.id())
                .map(Role::name)
                .collect(Collectors.toSet())
                .containsAll(names)) {
            throw new IllegalStateException("The tenant has not all of the roles " + names + ".");
        }
    }
}
