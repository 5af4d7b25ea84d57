package io.tenancy.core.mfa;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.user.UserId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A sign-in that waits for the second factor of somebody who has shown their password.
 *
 * @param digest the SHA-256 of the secret of its token in hexadecimal; the secret itself is not kept
 * @param passwordAt when the password that was shown had been chosen; with another one the challenge is void
 * @param newHash the hash of a new password, which replaces that one when the second factor is right
 */
public record Challenge(
        UUID id,
        UserId user,
        Purpose purpose,
        String digest,
        Instant passwordAt,
        Optional<String> newHash,
        Instant expiresAt) {
    /** What the token lets its holder do. */
    public enum Purpose {
        /** Show a second factor, and be signed in. */
        SIGN_IN,
        /** Set up a second factor, and be signed in; for who has none. */
        ENROLMENT
    }

    public Challenge {
        requireNonNull(id);
        requireNonNull(user);
        requireNonNull(purpose);
        requireNonNull(digest);
        requireNonNull(passwordAt);
        requireNonNull(newHash);
        requireNonNull(expiresAt);
    }

    @Override
    public String toString() {
        return "Challenge[" + id + " " + purpose + "]";
    }
}
