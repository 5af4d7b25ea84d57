package io.tenancy.core.login;

import java.time.Duration;

/**
 * How long credentials live.
 *
 * @param access the life of an access token
 * @param idle a session ends when it was not refreshed for so long
 * @param absolute a session ends after so long, however much it is used
 * @param reuseGrace for so long the last refresh token may be used again and gives the same successor, so that a lost
 *     answer or two tabs do not end a session; 30 s at most, zero for never
 * @param perUser so many sessions a user may have at the same time; a further one ends the one that was refreshed first
 */
public record SessionPolicy(Duration access, Duration idle, Duration absolute, Duration reuseGrace, int perUser) {
    /** The most sessions that a user may have anywhere. */
    public static final int MOST_PER_USER = 1_000;

    public SessionPolicy {
        require("access", access, Duration.ofMinutes(1), Duration.ofHours(1));
        require("idle", idle, Duration.ofMinutes(5), Duration.ofDays(90));
        require("absolute", absolute, idle, Duration.ofDays(365));
        require("reuseGrace", reuseGrace, Duration.ZERO, Duration.ofSeconds(30));
        if (perUser < 1 || perUser > MOST_PER_USER) {
            throw new IllegalArgumentException("perUser is from 1 to " + MOST_PER_USER + ", not " + perUser + ".");
        }
    }

    private static void require(String name, Duration given, Duration least, Duration most) {
        if (given.compareTo(least) < 0 || given.compareTo(most) > 0) {
            throw new IllegalArgumentException(name + " is from " + least + " to " + most + ", not " + given + ".");
        }
    }
}
