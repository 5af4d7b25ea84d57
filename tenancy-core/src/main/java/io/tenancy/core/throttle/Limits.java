package io.tenancy.core.throttle;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * What one counter allows.
 *
 * @param failures from that failure on there is a wait
 */
public record Limits(int failures, Duration firstDelay, Duration longestDelay) {
    private static final int MOST_DOUBLINGS = 30;

    public Limits {
        requireNonNull(firstDelay);
        requireNonNull(longestDelay);
    }

    /** How long to wait after so many failures in a row. */
    public Duration delay(int count) {
        if (count < failures) {
            return Duration.ZERO;
        }
        Duration delay = firstDelay.multipliedBy(1L << Math.min(MOST_DOUBLINGS, count - failures));
        return delay.compareTo(longestDelay) < 0 ? delay : longestDelay;
    }
}
