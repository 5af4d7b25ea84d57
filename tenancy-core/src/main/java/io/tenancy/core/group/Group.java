package io.tenancy.core.group;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.Version;
import io.tenancy.core.Versioned;
import io.tenancy.core.access.Difference;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Users of one tenant who have some roles in common.
 *
 * @param name unique among the groups of the tenant
 * @param roles the names of the roles that each member has by it
 */
public record Group(
        GroupId id,
        String name,
        String description,
        Set<String> roles,
        Instant createdAt,
        Instant updatedAt,
        long version)
        implements Versioned {
    public Group {
        requireNonNull(id);
        requireNonNull(name);
        requireNonNull(description);
        roles = sorted(roles);
        requireNonNull(createdAt);
        requireNonNull(updatedAt);
    }

    @Override
    public Version tag() {
        return Version.of(version);
    }

    /** A group that is new in the tenant. */
    public static Group of(GroupId id, NewGroup wanted, Instant now) {
        return new Group(id, wanted.name(), wanted.description(), wanted.roles(), now, now, 1);
    }

    public Group with(GroupChange change, Instant now) {
        return new Group(
                id,
                change.name().orElse(name),
                change.description().orElse(description),
                change.roles().orElse(roles),
                createdAt,
                now,
                version + 1);
    }

    private static SortedSet<String> sorted(Set<String> names) {
        return Collections.unmodifiableSortedSet(new TreeSet<>(names));
    }

    /** What the audit trail shows of a change, but for that of roles, which is an entry of its own. */
    List<Difference> differences(Group after) {
        return Difference.real(
                Difference.between("name", name, after.name),
                Difference.between("description", description, after.description));
    }
}
