package io.tenancy.core.user;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.Version;
import io.tenancy.core.Versioned;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A person in one tenant. Credentials are kept elsewhere, so a user may be shown to anyone who may read users.
 *
 * @param email in the form in which addresses are compared; unique among the users of the tenant
 * @param roles the names of the roles that the user has, at least one
 * @param version grows by one with each change; two changes of one version clash
 */
public record User(
        UserId id,
        String email,
        String name,
        Status status,
        Set<String> roles,
        Instant createdAt,
        Instant updatedAt,
        Optional<Instant> lastLoginAt,
        long version)
        implements Versioned {

    /** The life of a user. Only an active one can sign in. */
    public enum Status {
        INVITED,
        ACTIVE,
        DISABLED
    }

    public User {
        requireNonNull(id);
        requireNonNull(email);
        requireNonNull(name);
        requireNonNull(status);
        roles = sorted(roles);
        requireNonNull(createdAt);
        requireNonNull(updatedAt);
        requireNonNull(lastLoginAt);
    }

    /** A user who is new in the tenant. */
    public static User of(UserId id, NewUser wanted, Status status, Instant now) {
        return new User(id, wanted.email(), wanted.name(), status, wanted.roles(), now, now, Optional.empty(), 1);
    }

    public User with(UserChange change, Instant now) {
        return copy(change.name().orElse(name), status, change.roles().orElse(roles), now);
    }

    public User in(Status status, Instant now) {
        return copy(name, status, roles, now);
    }

    private User copy(String name, Status status, Set<String> roles, Instant now) {
        return new User(id, email, name, status, roles, createdAt, now, lastLoginAt, version + 1);
    }

    private static SortedSet<String> sorted(Set<String> names) {
        return Collections.unmodifiableSortedSet(new TreeSet<>(names));
    }

    @Override
    public Version tag() {
        return Version.of(version);
    }
}
