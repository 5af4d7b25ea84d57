package io.tenancy.core.credential;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * A user's password as it is kept.
 *
 * @param hash a PHC string
 * @param oneTime whether somebody else chose it, so that it is good for nothing but choosing another
 */
public record Credential(String hash, boolean oneTime, Instant changedAt) {
    public Credential {
        requireNonNull(hash);
        requireNonNull(changedAt);
    }

    @Override
    public String toString() {
        return "Credential[…]";
    }
}
