package io.tenancy.core.role;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.Version;
import io.tenancy.core.Versioned;
import io.tenancy.core.access.Permission;
import java.time.Instant;
import java.util.Collections;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A named set of permissions in one tenant. The name is what users and tokens refer to, and never changes.
 *
 * @param builtIn whether every tenant has this role; such a role cannot be changed or deleted
 */
public record Role(
        RoleId id,
        String name,
        String description,
        boolean builtIn,
        Set<Permission> permissions,
        Instant createdAt,
        Instant updatedAt,
        long version)
        implements Versioned {

    public Role {
        requireNonNull(id);
        requireNonNull(name);
        requireNonNull(description);
        permissions = sorted(permissions);
        requireNonNull(createdAt);
        requireNonNull(updatedAt);
    }

    public static Role of(RoleId id, BuiltInRole role, Instant now) {
        return new Role(id, role.name(), role.description(), true, role.permissions(), now, now, 1);
    }

    public Role with(RoleChange change, Instant now) {
        return new Role(
                id,
                name,
                change.description().orElse(description),
                builtIn,
                change.permissions().orElse(permissions),
                createdAt,
                now,
                version + 1);
    }

    private static SortedSet<Permission> sorted(Set<Permission> permissions) {
        return Collections.unmodifiableSortedSet(new TreeSet<>(permissions));
    }

    @Override
    public Version tag() {
        return Version.of(version);
    }
}
