package io.tenancy.core.grant;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.access.Permission;
import io.tenancy.core.role.Holding;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * One thing that a user may do, and everything that allows it.
 *
 * @param until the first moment at which nothing allows it any more; empty where something allows it for good
 */
public record EffectivePermission(Permission permission, Optional<Instant> until, List<Source> sources) {
    public EffectivePermission {
        requireNonNull(permission);
        requireNonNull(until);
        sources = List.copyOf(sources);
    }

    /**
     * One way in which a user has a permission.
     *
     * @param kind whether it comes from a role of the user's own, by a group, or by a grant
     * @param id of the group or of the grant
     * @param group the name of the group
     * @param roles the role that the user has and those from which it inherits, up to the one that names the permission;
     *     empty for a grant of the permission itself
     */
    public record Source(
            Holding.Kind kind,
            Optional<UUID> id,
            Optional<String> group,
            List<String> roles,
            Optional<Instant> expiresAt) {
        public Source {
            requireNonNull(kind);
            requireNonNull(id);
            requireNonNull(group);
            roles = List.copyOf(roles);
            requireNonNull(expiresAt);
        }

        static Source of(Holding holding, List<String> roles) {
            return new Source(holding.kind(), holding.id(), holding.group(), roles, holding.expiresAt());
        }
    }
}
