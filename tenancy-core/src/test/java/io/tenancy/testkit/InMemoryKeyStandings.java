package io.tenancy.testkit;

import io.tenancy.core.access.Permission;
import io.tenancy.core.apikey.ApiKey;
import io.tenancy.core.apikey.ApiKeyId;
import io.tenancy.core.program.KeyStanding;
import io.tenancy.core.program.KeyStandings;
import io.tenancy.core.role.Role;
import io.tenancy.core.serviceaccount.ServiceAccount;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.core.user.User;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Standings of keys from the stores in memory, never stale. */
record InMemoryKeyStandings(InMemoryTables tables) implements KeyStandings {
    @Override
    public Optional<KeyStanding> find(TenantScope scope, ApiKeyId id) {
        return tables.in(
                scope,
                () -> tables.apiKeys
                        .find(scope.id(), id.value())
                        .filter(kept -> kept.key().revokedAt().isEmpty())
                        .flatMap(kept -> roles(scope, kept.key())
                                .map(roles -> standing(scope, kept.key(), kept.digest(), roles))));
    }

    private KeyStanding standing(TenantScope scope, ApiKey key, String digest, Set<String> roles) {
        List<Permission> custom = tables.roles
                .all(scope.id())
                .filter(role -> !role.builtIn() && roles.contains(role.name()))
                .map(Role::permissions)
                .flatMap(permissions -> permissions.stream())
                .toList();
        return new KeyStanding(
                key.id(),
                key.owner(),
                digest,
                key.createdAt(),
                key.expiresAt(),
                roles,
                KeyStanding.allowed(key.scopes(), roles, custom));
    }

    /** The roles of the owner, if that is active. */
    private Optional<Set<String>> roles(TenantScope scope, ApiKey key) {
        Optional<Set<String>> ofUser = key.owner()
                .user()
                .flatMap(user -> tables.users.find(scope.id(), user))
                .filter(user -> user.status() == User.Status.ACTIVE)
                .map(User::roles);
        return ofUser.or(() -> key.owner()
                .account()
                .flatMap(account -> tables.serviceAccounts.find(scope.id(), account))
                .filter(account -> account.status() == ServiceAccount.Status.ACTIVE)
                .map(ServiceAccount::roles));
    }
}
