package io.tenancy.core.role;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.Version;
import io.tenancy.core.Versioned;
import io.tenancy.core.access.Difference;
import io.tenancy.core.access.Permission;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A named set of permissions in one tenant. The name is what users and tokens refer to, and never changes.
 *
 * @param permissions what the role allows by itself
 * @param inherits the names of the roles whose permissions it has too, and those that these inherit
 * @param builtIn whether every tenant has this role; such a role cannot be changed or deleted
 */
public record Role(
        RoleId id,
        String name,
        String description,
        boolean builtIn,
        Set<Permission> permissions,
        Set<String> inherits,
        Instant createdAt,
        Instant updatedAt,
        long version)
        implements Versioned {

    public Role {
        requireNonNull(id);
        requireNonNull(name);
        requireNonNull(description);
        permissions = sorted(permissions);
        inherits = sorted(inherits);
        requireNonNull(createdAt);
        requireNonNull(updatedAt);
    }

    public static Role of(RoleId id, BuiltInRole role, Instant now) {
        return new Role(id, role.name(), role.description(), true, role.permissions(), Set.of(), now, now, 1);
    }

    /** A custom role that is new in the tenant. */
    static Role of(RoleId id, NewRole wanted, Instant now) {
        return new Role(
                id, wanted.name(), wanted.description(), false, wanted.permissions(), wanted.inherits(), now, now, 1);
    }

    public Role with(RoleChange change, Instant now) {
        return new Role(
                id,
                name,
                change.description().orElse(description),
                builtIn,
                change.permissions().orElse(permissions),
                change.inherits().orElse(inherits),
                createdAt,
                now,
                version + 1);
    }

    private static <T extends Comparable<T>> SortedSet<T> sorted(Set<T> things) {
        return Collections.unmodifiableSortedSet(new TreeSet<>(things));
    }

    @Override
    public Version tag() {
        return Version.of(version);
    }

    /** What the audit trail shows of a change. */
    public List<Difference> differences(Role after) {
        return Difference.real(
                Difference.between("description", description, after.description),
                Difference.between("permissions", permissions, after.permissions),
                Difference.between("inherits", inherits, after.inherits));
    }
}
