package io.tenancy.core.role;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.access.Permission;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * One thing by which a user may do something: a role or a permission, and where the user has it from.
 *
 * @param id of the group or of the grant; a role of the user's own has none
 * @param group the name of the group
 * @param role the name of the role; a grant of a permission has none
 * @param expiresAt when it ends; empty for one that lasts
 */
public record Holding(
        Kind kind,
        Optional<UUID> id,
        Optional<String> group,
        Optional<String> role,
        Optional<Permission> permission,
        Optional<Instant> expiresAt) {

    /** Where it is from. */
    public enum Kind {
        ROLE,
        GROUP,
        GRANT
    }

    public Holding {
        requireNonNull(kind);
        requireNonNull(id);
        requireNonNull(group);
        requireNonNull(role);
        requireNonNull(permission);
        requireNonNull(expiresAt);
    }

    /** A role of the user's own. */
    public static Holding ofRole(String role) {
        return new Holding(
                Kind.ROLE, Optional.empty(), Optional.empty(), Optional.of(role), Optional.empty(), Optional.empty());
    }

    public boolean counts(Instant now) {
        return expiresAt.filter(end -> !now.isBefore(end)).isEmpty();
    }
}
