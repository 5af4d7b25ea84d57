package io.tenancy.core.session;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.access.Permission;
import io.tenancy.core.role.BuiltInRole;
import io.tenancy.core.user.UserId;
import java.util.Collection;
import java.util.Set;

/** Where the user of a live session stands now: the roles they have, and what these allow. */
public record Standing(UserId user, Set<String> roles, Set<Permission> permissions) {
    public Standing {
        requireNonNull(user);
        roles = Set.copyOf(roles);
        permissions = Set.copyOf(permissions);
    }

    /** The standing of a user with these roles, and with what the custom ones among them allow. */
    public static Standing of(UserId user, Collection<String> roles, Collection<Permission> custom) {
        return new Standing(user, Set.copyOf(roles), BuiltInRole.allowed(roles, custom));
    }
}
