package io.tenancy.testkit;

import io.tenancy.core.credential.Credential;
import io.tenancy.core.credential.CredentialStore;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.core.user.UserId;
import java.util.Optional;

/** Passwords in memory. */
record InMemoryCredentialStore(InMemoryTables tables) implements CredentialStore {
    @Override
    public Optional<Credential> find(TenantScope scope, UserId user) {
        return tables.in(scope, () -> tables.credentials.find(scope.id(), user.value()));
    }

    @Override
    public void put(TenantScope scope, UserId user, Credential credential) {
        tables.change(scope, () -> {
            tables.requireUser(scope, user);
            tables.credentials.put(scope.id(), user.value(), credential);
        });
    }
}
