package io.tenancy.core.credential;

import io.tenancy.core.tenant.TenantScope;
import io.tenancy.core.user.UserId;
import java.util.Optional;

/** The passwords of a tenant's users. */
public interface CredentialStore {
    Optional<Credential> find(TenantScope scope, UserId user);

    /** Sets or replaces the password of a user that the tenant has. */
    void put(TenantScope scope, UserId user, Credential credential);
}
