package io.tenancy.core.flag;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.Version;
import io.tenancy.core.Versioned;
import io.tenancy.core.access.Difference;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * That somebody, a tenant or a user, has one variant of a flag whatever its rules say.
 *
 * @param expiresAt when the rules count again; absent where they never do by themselves
 * @param reason why, for people to read
 */
public record Assignment(FlagId flag, String variant, Optional<Instant> expiresAt, String reason, Instant setAt)
        implements Versioned {
    public Assignment {
        requireNonNull(flag);
        requireNonNull(variant);
        requireNonNull(expiresAt);
        requireNonNull(reason);
        requireNonNull(setAt);
    }

    public boolean holds(Instant now) {
        return expiresAt.isEmpty() || now.isBefore(expiresAt.get());
    }

    @Override
    public Version tag() {
        return Version.ofContent(variant, expiresAt, reason);
    }

    /** What the audit trail shows of it, in the place of what was there before. */
    public static List<Difference> differences(String flag, Optional<Assignment> before, Optional<Assignment> after) {
        return Difference.real(
                Difference.between("flag", Optional.empty(), Optional.of(flag)),
                Difference.between("variant", before.map(Assignment::variant), after.map(Assignment::variant)),
                Difference.between(
                        "expiresAt", before.flatMap(Assignment::expiresAt), after.flatMap(Assignment::expiresAt)),
                Difference.between("reason", before.map(Assignment::reason), after.map(Assignment::reason)));
    }
}
