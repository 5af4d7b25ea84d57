package io.tenancy.core.user;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.TenancyException.Conflict;
import io.tenancy.core.Version;
import io.tenancy.core.Versioned;
import io.tenancy.core.access.Difference;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A person in one tenant. Credentials are kept elsewhere, so a user may be shown to anyone who may read users.
 *
 * @param email in the form in which addresses are compared; unique among the users of the tenant
 * @param roles the names of the roles that the user has, at least one
 * @param emailVerifiedAt when the user has shown that the address is theirs
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
        Optional<Instant> emailVerifiedAt,
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
        requireNonNull(emailVerifiedAt);
    }

    /** A user who is new in the tenant. */
    public static User of(UserId id, NewUser wanted, Status status, Instant now) {
        return new User(
                id,
                wanted.email(),
                wanted.name(),
                status,
                wanted.roles(),
                now,
                now,
                Optional.empty(),
                Optional.empty(),
                1);
    }

    public User with(UserChange change, Instant now) {
        return copy(email, change.name().orElse(name), status, change.roles().orElse(roles), emailVerifiedAt, now);
    }

    public User in(Status status, Instant now) {
        return copy(email, name, status, roles, emailVerifiedAt, now);
    }

    /** The user, active by an invitation that has reached them at their address. */
    public User accepted(Instant now) {
        return copy(email, name, Status.ACTIVE, roles, Optional.of(now), now);
    }

    /** The user, whose address is shown to be theirs now if it was not before. */
    public User verified(Instant now) {
        return copy(email, name, status, roles, Optional.of(emailVerifiedAt.orElse(now)), now);
    }

    /** The user with another address, which is shown to be theirs. */
    public User at(String address, Instant now) {
        return copy(address, name, status, roles, Optional.of(now), now);
    }

    private User copy(
            String email,
            String name,
            Status status,
            Set<String> roles,
            Optional<Instant> emailVerifiedAt,
            Instant now) {
        return new User(id, email, name, status, roles, createdAt, now, lastLoginAt, emailVerifiedAt, version + 1);
    }

    private static SortedSet<String> sorted(Set<String> names) {
        return Collections.unmodifiableSortedSet(new TreeSet<>(names));
    }

    @Override
    public Version tag() {
        return Version.of(version);
    }

    /** What the audit trail shows of a change. */
    public List<Difference> differences(User after) {
        return Difference.real(
                Difference.between("email", email, after.email),
                Difference.between("name", name, after.name),
                Difference.between("status", status, after.status),
                Difference.between("roles", roles, after.roles));
    }

    /** What is said to who has read a user that somebody else has changed since. */
    public static Conflict changedByAnother() {
        return new Conflict("user.changed", "Somebody else has changed this user. Read it again.");
    }

    /** What is said to who has read nothing, where a user was changed in this very moment. */
    public static Conflict changedJustNow() {
        return new Conflict("user.changed", "Somebody has changed this user just now. Try again.");
    }
}
