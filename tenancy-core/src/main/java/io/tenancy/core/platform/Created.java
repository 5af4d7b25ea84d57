package io.tenancy.core.platform;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.Secret;
import io.tenancy.core.tenant.Tenant;
import io.tenancy.core.user.User;
import java.util.Optional;

/** A new tenant with its first owner, and the owner's one-time password if that was asked for; shown this once. */
public record Created(Tenant tenant, User owner, Optional<Secret> oneTimePassword) {
    public Created {
        requireNonNull(tenant);
        requireNonNull(owner);
        requireNonNull(oneTimePassword);
    }
}
