package io.tenancy.core.session;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.access.Held;
import io.tenancy.core.access.Permission;
import io.tenancy.core.role.BuiltInRole;
import io.tenancy.core.user.UserId;
import java.time.Instant;

/**
 * Where the user of a live session stands: the roles they have, those of their groups and inherited ones among them, and
 * what these and grants allow. Some of it may end, or have ended: {@link #at} says what counts.
 */
public record Standing(UserId user, Held<String> roles, Held<Permission> permissions) {
    public Standing {
        requireNonNull(user);
        requireNonNull(roles);
        requireNonNull(permissions);
    }

    /** The standing of a user with these roles, and with what the custom ones among them allow. */
    public static Standing of(UserId user, Held<String> roles, Held<Permission> custom) {
        return new Standing(user, roles, BuiltInRole.allowed(roles, custom));
    }

    /** What is left of it at a time. */
    public Standing at(Instant now) {
        return new Standing(user, roles.at(now), permissions.at(now));
    }
}
