package io.tenancy.core.subscription;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.Version;
import io.tenancy.core.Versioned;
import io.tenancy.core.access.Difference;
import io.tenancy.core.entitlement.Included;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What an operator has agreed with one tenant instead of what its plan says, more or less.
 *
 * @param expiresAt when the plan holds again; absent where it never does by itself
 * @param reason why, for operators to read
 */
public record Exemption(Included included, Optional<Instant> expiresAt, String reason, Instant setAt)
        implements Versioned {
    public Exemption {
        requireNonNull(included);
        requireNonNull(expiresAt);
        requireNonNull(reason);
        requireNonNull(setAt);
    }

    /** What the audit trail shows of a change, with the entitlement that it is of. */
    static List<Difference> differences(String entitlement, Optional<Exemption> before, Optional<Exemption> after) {
        Optional<Included> old = before.map(Exemption::included);
        Optional<Included> now = after.map(Exemption::included);
        return Difference.real(
                Difference.added("entitlement", entitlement),
                Difference.between("enabled", old.flatMap(Included::enabled), now.flatMap(Included::enabled)),
                Difference.between("limit", old.flatMap(Included::limit), now.flatMap(Included::limit)),
                Difference.between("unlimited", old.flatMap(Included::unlimited), now.flatMap(Included::unlimited)),
                Difference.between("per", old.flatMap(Included::per), now.flatMap(Included::per)),
                Difference.between("enforced", old.flatMap(Included::enforced), now.flatMap(Included::enforced)),
                Difference.between(
                        "expiresAt", before.flatMap(Exemption::expiresAt), after.flatMap(Exemption::expiresAt)),
                Difference.between("reason", before.map(Exemption::reason), after.map(Exemption::reason)));
    }

    boolean holds(Instant now) {
        return expiresAt.isEmpty() || now.isBefore(expiresAt.get());
    }

    @Override
    public Version tag() {
        return Version.ofContent(included, expiresAt, reason);
    }
}
