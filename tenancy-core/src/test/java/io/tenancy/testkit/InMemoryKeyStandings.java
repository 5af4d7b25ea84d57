package io.tenancy.testkit;

import io.tenancy.core.access.Held;
import io.tenancy.core.apikey.ApiKey;
import io.tenancy.core.apikey.ApiKeyId;
import io.tenancy.core.program.KeyStanding;
import io.tenancy.core.program.KeyStandings;
import io.tenancy.core.role.Holding;
import io.tenancy.core.serviceaccount.ServiceAccount;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.core.user.User;
import java.util.List;
import java.util.Optional;

/** Standings of keys from the stores in memory, never stale. */
record InMemoryKeyStandings(InMemoryTables tables) implements KeyStandings {
    @Override
    public Optional<KeyStanding> find(TenantScope scope, ApiKeyId id) {
        return tables.in(
                scope,
                () -> tables.apiKeys
                        .find(scope.id(), id.value())
                        .filter(kept -> kept.key().revokedAt().isEmpty())
                        .flatMap(kept -> holdings(scope, kept.key())
                                .map(held -> standing(scope, kept.key(), kept.digest(), held))));
    }

    private KeyStanding standing(TenantScope scope, ApiKey key, String digest, List<Holding> holdings) {
        InMemoryHoldings all = new InMemoryHoldings(tables);
        Held<String> roles = all.names(scope, holdings);
        return new KeyStanding(
                key.id(),
                key.owner(),
                digest,
                key.createdAt(),
                key.expiresAt(),
                roles,
                KeyStanding.allowed(key.scopes(), roles, all.allowed(scope, holdings)));
    }

    /** What the owner has, if that is active. */
    private Optional<List<Holding>> holdings(TenantScope scope, ApiKey key) {
        Optional<List<Holding>> ofUser = key.owner()
                .user()
                .flatMap(user -> tables.users.find(scope.id(), user))
                .filter(user -> user.status() == User.Status.ACTIVE)
                .map(user -> new InMemoryHoldings(tables).of(scope, user.id()));
        return ofUser.or(() -> key.owner()
                .account()
                .flatMap(account -> tables.serviceAccounts.find(scope.id(), account))
                .filter(account -> account.status() == ServiceAccount.Status.ACTIVE)
                .map(account -> account.roles().stream().map(Holding::ofRole).toList()));
    }
}
