package io.tenancy.core.policy;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * How strict sign-in is. The platform has one by its configuration; that of a tenant is as strict or stricter.
 *
 * @param passwordLength the fewest characters of a password that is the only factor; 15 to 64
 * @param passwordLengthWithFactor the fewest characters of one beside a second factor; 8 to {@code passwordLength}
 * @param loginFailures so many failed tries in a row, and the next one has to wait; 1 to 20
 * @param sessionIdle a session ends when it was not refreshed for so long; 5 min to 90 d
 * @param sessionLife a session ends after so long, however much it is used; {@code sessionIdle} to 365 d
 * @param mfa whether a second factor is needed
 * @param stepUp a dangerous operation needs a proof of who one is that is no older; 1 min to 1 h
 * @param support whether operators may enter the tenant to help
 */
public record SecurityPolicy(
        int passwordLength,
        int passwordLengthWithFactor,
        int loginFailures,
        Duration sessionIdle,
        Duration sessionLife,
        MfaPolicy mfa,
        Duration stepUp,
        boolean support) {
    public static final Duration LEAST_IDLE = Duration.ofMinutes(5);
    public static final Duration MOST_IDLE = Duration.ofDays(90);
    public static final Duration MOST_LIFE = Duration.ofDays(365);
    public static final Duration LEAST_STEP_UP = Duration.ofMinutes(1);
    public static final Duration MOST_STEP_UP = Duration.ofHours(1);
    public static final int LEAST_LENGTH = 15;
    public static final int MOST_LENGTH = 64;
    /** SP 800-63B-4, section 3.1.1.2. */
    public static final int LEAST_LENGTH_WITH_FACTOR = 8;

    public static final int MOST_FAILURES = 20;

    public SecurityPolicy {
        require("passwordLength", passwordLength >= LEAST_LENGTH && passwordLength <= MOST_LENGTH);
        require(
                "passwordLengthWithFactor",
                passwordLengthWithFactor >= LEAST_LENGTH_WITH_FACTOR && passwordLengthWithFactor <= passwordLength);
        require("loginFailures", loginFailures >= 1 && loginFailures <= MOST_FAILURES);
        require("sessionIdle", isWithin(sessionIdle, LEAST_IDLE, MOST_IDLE));
        require("sessionLife", isWithin(sessionLife, sessionIdle, MOST_LIFE));
        requireNonNull(mfa);
        require("stepUp", isWithin(stepUp, LEAST_STEP_UP, MOST_STEP_UP));
    }

    private static boolean isWithin(Duration given, Duration least, Duration most) {
        return given.compareTo(least) >= 0 && given.compareTo(most) <= 0;
    }

    private static void require(String name, boolean isInRange) {
        if (!isInRange) {
            throw new IllegalArgumentException(name + " is out of its range.");
        }
    }
}
