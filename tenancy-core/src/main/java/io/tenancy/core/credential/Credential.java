package io.tenancy.core.credential;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;

/**
 * A user's password as it is kept.
 *
 * @param hash a PHC string
 * @param changedAt when the password was chosen, also where it was hashed anew since
 * @param oneTime whether somebody else chose it, so that it is good for nothing but choosing another
 */
public record Credential(String hash, boolean oneTime, Instant changedAt) {
    private static final Duration ONE_TIME_LIFETIME = Duration.ofDays(7);

    public Credential {
        requireNonNull(hash);
        requireNonNull(changedAt);
    }

    /** Whether this is a one-time password that nobody has used within seven days (as long as an invitation is good). */
    public boolean isExpired(Instant now) {
        return oneTime && !now.isBefore(changedAt.plus(ONE_TIME_LIFETIME));
    }

    /** Whether the password has not been changed between the two; a hash made anew is still of the same password. */
    public boolean isSamePassword(Credential other) {
        return oneTime == other.oneTime && changedAt.equals(other.changedAt);
    }

    @Override
    public String toString() {
        return "Credential[…]";
    }
}
