package io.tenancy.core.counting;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * How a limit stands after a request was counted, or refused.
 *
 * @param remaining units that are left in the window, as far as this node knows
 * @param reset until the window ends, and everything is there again
 */
public record Allowance(RateLimit limit, Quota quota, boolean allowed, long remaining, Duration reset) {
    public Allowance {
        requireNonNull(limit);
        requireNonNull(quota);
        requireNonNull(reset);
    }

    /** The whole seconds after which everything is there again. */
    public long resetSeconds() {
        return reset.plusNanos(999_999_999).toSeconds();
    }

    /** The part of the quota that is left: of two, the one with less is the tighter. */
    public double share() {
        return (double) remaining / quota.units();
    }
}
