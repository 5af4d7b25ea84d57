package io.tenancy.core.grant;

import io.tenancy.core.Check;
import io.tenancy.core.TenancyException.Invalid;
import io.tenancy.core.access.Permission;
import io.tenancy.core.access.Permissions;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** What it takes to give a user a role or a permission, up to a time or for good. */
public record NewGrant(Optional<String> role, Optional<Permission> permission, Optional<Instant> expiresAt) {
    public NewGrant(Optional<String> role, Optional<Permission> permission, Optional<Instant> expiresAt) {
        if (role.isPresent() == permission.isPresent()) {
            throw new Invalid("role", "grant.one_thing", "A grant is of one role or of one permission.");
        }
        this.role = role.map(name -> Check.text("role", name, 40));
        this.permission = permission;
        this.expiresAt = expiresAt.map(end -> end.truncatedTo(ChronoUnit.MICROS));
        if (permission.filter(one -> Permissions.meaning(one).isEmpty()).isPresent()) {
            throw new Invalid("permission", "permissions.unknown", "There is no such permission.");
        }
    }
}
