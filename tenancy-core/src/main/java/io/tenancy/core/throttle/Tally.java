package io.tenancy.core.throttle;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;

/**
 * How a counter stands.
 *
 * @param failures attempts in a row of which none has succeeded, those that are still going on among them
 * @param blockedUntil before that there is no attempt
 * @param lastAt the time of the last attempt
 */
public record Tally(String digest, int failures, Optional<Instant> blockedUntil, Instant lastAt) {
    public Tally {
        requireNonNull(digest);
        requireNonNull(blockedUntil);
        requireNonNull(lastAt);
    }
}
