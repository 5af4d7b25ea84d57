package io.tenancy.core.usage;

import java.time.Duration;

/**
 * How late an event may come, and for how long it is kept. It is kept for longer than it may be late, so what is sent again
 * is known as long as it is taken.
 *
 * @param late how old the time of an event may be
 * @param kept for how long events are kept; totals are kept for good
 */
public record UsagePolicy(Duration late, Duration kept) {
    /** How far the clock of a source may be ahead. */
    static final Duration AHEAD = Duration.ofMinutes(5);

    public UsagePolicy {
        if (late.isNegative() || late.isZero() || kept.compareTo(late.plusDays(1)) < 0) {
            throw new IllegalArgumentException("Events are kept for a day longer than they may be late, or more.");
        }
    }
}
