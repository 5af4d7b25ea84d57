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
 * @param besideFactor whether it was chosen as one of two factors, for which fewer characters were enough
 */
public record Credential(String hash, boolean oneTime, Instant changedAt, boolean besideFactor) {
    private static final Duration ONE_TIME_LIFETIME = Duration.ofDays(7);

    public Credential {
        requireNonNull(hash);
        requireNonNull(changedAt);
    }

    /** A password that is good enough alone. */
    public Credential(String hash, boolean oneTime, Instant changedAt) {
        this(hash, oneTime, changedAt, false);
    }

    /** Whether this is a one-time password that nobody has used within seven days (as long as an invitation is good). */
    public boolean isExpired(Instant now) {
        return oneTime && !now.isBefore(changedAt.plus(ONE_TIME_LIFETIME));
    }

    /** The same password under another hash. */
    public Credential rehashed(String other) {
        return new Credential(other, oneTime, changedAt, besideFactor);
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
