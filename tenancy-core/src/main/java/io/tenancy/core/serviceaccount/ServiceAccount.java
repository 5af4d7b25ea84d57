package io.tenancy.core.serviceaccount;

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
 * A program of one tenant. It has no password and no session, and comes with an API key of its own, or with an access
 * token that it was given for one.
 *
 * @param name unique among the service accounts of the tenant
 * @param roles the names of the roles that the program has, at least one
 * @param version grows by one with each change; two changes of one version clash
 */
public record ServiceAccount(
        ServiceAccountId id,
        String name,
        String description,
        Status status,
        Set<String> roles,
        Instant createdAt,
        Instant updatedAt,
        long version)
        implements Versioned {

    /** The keys and tokens of a disabled one are good for nothing, until it is enabled again. */
    public enum Status {
        ACTIVE,
        DISABLED
    }

    public ServiceAccount {
        requireNonNull(id);
        requireNonNull(name);
        requireNonNull(description);
        requireNonNull(status);
        roles = sorted(roles);
        requireNonNull(createdAt);
        requireNonNull(updatedAt);
    }

    /** A service account that is new in the tenant. */
    public static ServiceAccount of(ServiceAccountId id, NewServiceAccount wanted, Instant now) {
        return new ServiceAccount(id, wanted.name(), wanted.description(), Status.ACTIVE, wanted.roles(), now, now, 1);
    }

    public ServiceAccount with(ServiceAccountChange change, Instant now) {
        return new ServiceAccount(
                id,
                change.name().orElse(name),
                change.description().orElse(description),
                status,
                change.roles().orElse(roles),
                createdAt,
                now,
                version + 1);
    }

    public ServiceAccount in(Status status, Instant now) {
        return new ServiceAccount(id, name, description, status, roles, createdAt, now, version + 1);
    }

    private static SortedSet<String> sorted(Set<String> names) {
        return Collections.unmodifiableSortedSet(new TreeSet<>(names));
    }

    @Override
    public Version tag() {
        return Version.of(version);
    }

    /** What the audit trail shows of a change, but for that of roles, which is an entry of its own. */
    List<Difference> differences(ServiceAccount after) {
        return Difference.real(
                Difference.between("name", name, after.name),
                Difference.between("description", description, after.description));
    }
}
