package io.tenancy.core.feature;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.Version;
import io.tenancy.core.Versioned;
import io.tenancy.core.flag.Assignment;
import io.tenancy.core.flag.Flag;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Which variant of a flag somebody has whatever its rules say.
 *
 * @param flag the key
 * @param variants the names of all variants of the flag
 * @param variant absent where the rules count
 * @param expiresAt when the rules count again; absent where they never do by themselves
 */
public record AssignedVariant(
        String flag,
        List<String> variants,
        Optional<String> variant,
        Optional<Instant> expiresAt,
        Optional<String> reason,
        Optional<Instant> setAt)
        implements Versioned {
    public AssignedVariant {
        requireNonNull(flag);
        variants = List.copyOf(variants);
        requireNonNull(variant);
        requireNonNull(expiresAt);
        requireNonNull(reason);
        requireNonNull(setAt);
    }

    static AssignedVariant of(Flag flag, Optional<Assignment> assignment) {
        return new AssignedVariant(
                flag.key(),
                flag.variants().stream().map(one -> one.name()).toList(),
                assignment.map(Assignment::variant),
                assignment.flatMap(Assignment::expiresAt),
                assignment.map(Assignment::reason),
                assignment.map(Assignment::setAt));
    }

    /** What holds of assignments of a flag then. */
    static Optional<Assignment> current(List<Assignment> all, Flag flag, Instant now) {
        return all.stream()
                .filter(one -> one.flag().equals(flag.id()) && one.holds(now))
                .findAny();
    }

    @Override
    public Version tag() {
        return Version.ofContent(variant, expiresAt, reason);
    }
}
