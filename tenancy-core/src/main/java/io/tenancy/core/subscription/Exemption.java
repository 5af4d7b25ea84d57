package io.tenancy.core.subscription;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.Version;
import io.tenancy.core.Versioned;
import io.tenancy.core.entitlement.Included;
import java.time.Instant;
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

    boolean holds(Instant now) {
        return expiresAt.isEmpty() || now.isBefore(expiresAt.get());
    }

    @Override
    public Version tag() {
        return Version.ofContent(included, expiresAt, reason);
    }
}
