package io.tenancy.core.credential;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.user.UserId;
import java.time.Instant;
import java.util.UUID;

/**
 * A secret that was sent to a person and is good for one purpose, once.
 *
 * @param digest the SHA-256 of the secret in hexadecimal; the secret itself is not kept
 */
public record OneTimeToken(UUID id, UserId user, Purpose purpose, String digest, Instant expiresAt) {
    /** What the secret lets its holder do. */
    public enum Purpose {
        INVITATION
    }

    public OneTimeToken {
        requireNonNull(id);
        requireNonNull(user);
        requireNonNull(purpose);
        requireNonNull(digest);
        requireNonNull(expiresAt);
    }

    @Override
    public String toString() {
        return "OneTimeToken[" + id + " " + purpose + "]";
    }
}
