package io.tenancy.core.grant;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.access.Difference;
import io.tenancy.core.access.Permission;
import io.tenancy.core.user.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A role or a permission that one user has beside the roles of {@link io.tenancy.core.user.User#roles}.
 *
 * @param role the name of the role; there is a role or a permission, and not both
 * @param expiresAt the first moment at which it no longer counts; empty for one that lasts
 */
public record Grant(
        GrantId id,
        UserId user,
        Optional<String> role,
        Optional<Permission> permission,
        Optional<Instant> expiresAt,
        Instant createdAt) {
    public Grant {
        requireNonNull(id);
        requireNonNull(user);
        requireNonNull(expiresAt);
        requireNonNull(createdAt);
        if (role.isPresent() == permission.isPresent()) {
            throw new IllegalArgumentException("A grant is of a role or of a permission.");
        }
    }

    /** What the audit trail shows of a grant that was given or taken. */
    static List<Difference> differences(Optional<Grant> before, Optional<Grant> after) {
        return Difference.real(
                Difference.between("role", before.flatMap(Grant::role), after.flatMap(Grant::role)),
                Difference.between("permission", before.flatMap(Grant::permission), after.flatMap(Grant::permission)),
                Difference.between("expiresAt", before.flatMap(Grant::expiresAt), after.flatMap(Grant::expiresAt)));
    }

    boolean counts(Instant now) {
        return expiresAt.filter(end -> !now.isBefore(end)).isEmpty();
    }

    boolean isOfTheSame(NewGrant wanted) {
        return role.equals(wanted.role()) && permission.equals(wanted.permission());
    }
}
