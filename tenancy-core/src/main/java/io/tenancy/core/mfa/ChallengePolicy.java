package io.tenancy.core.mfa;

import java.time.Duration;

/**
 * How patient a sign-in is that waits for a second factor.
 *
 * @param life how long somebody has time
 * @param tries so many codes are looked at, wrong ones and the right one
 */
public record ChallengePolicy(Duration life, int tries) {
    public static final Duration SHORTEST = Duration.ofMinutes(1);
    public static final Duration LONGEST = Duration.ofMinutes(15);
    public static final int MOST_TRIES = 10;

    /** Five minutes and five codes. */
    public static final ChallengePolicy DEFAULT = new ChallengePolicy(Duration.ofMinutes(5), 5);

    public ChallengePolicy {
        if (life.compareTo(SHORTEST) < 0 || life.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("A sign-in waits for 1 to 15 minutes.");
        }
        if (tries < 1 || tries > MOST_TRIES) {
            throw new IllegalArgumentException("A sign-in that waits takes 1 to " + MOST_TRIES + " codes.");
        }
    }
}
