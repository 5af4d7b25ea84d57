package io.tenancy.core.throttle;

import java.time.Duration;

/**
 * How often somebody may be wrong.
 *
 * @param failures with so many failures in a row a subject has to wait before the next attempt
 * @param addressFailures the same for all subjects that are tried from one address, which many people may share
 * @param firstDelay the first wait; each further failure doubles it
 * @param longestDelay the longest wait
 * @param cap after so many failures in a row nothing is right any more until somebody unlocks the subject (100 at most, NIST
 *     SP 800-63B-4 section 3.2.2)
 */
public record ThrottlePolicy(int failures, int addressFailures, Duration firstDelay, Duration longestDelay, int cap) {
    /** The most failures in a row that any subject is granted. */
    public static final int MOST_FAILURES = 100;

    /** The fifth failure costs 30 s, the fiftieth of an address too; never more than an hour; 100 failures in all. */
    public static final ThrottlePolicy DEFAULT =
            new ThrottlePolicy(5, 50, Duration.ofSeconds(30), Duration.ofHours(1), MOST_FAILURES);

    public ThrottlePolicy {
        if (failures < 1 || failures > cap || cap > MOST_FAILURES || addressFailures < failures) {
            throw new IllegalArgumentException(
                    "1 <= failures <= cap <= " + MOST_FAILURES + ", failures <= addressFailures");
        }
        if (firstDelay.compareTo(Duration.ofSeconds(1)) < 0 || longestDelay.compareTo(firstDelay) < 0) {
            throw new IllegalArgumentException("The first delay has a second or more, and is not the longest.");
        }
    }

    Limits ofSubject() {
        return new Limits(failures, firstDelay, longestDelay);
    }

    Limits ofAddress() {
        return new Limits(addressFailures, firstDelay, longestDelay);
    }
}
