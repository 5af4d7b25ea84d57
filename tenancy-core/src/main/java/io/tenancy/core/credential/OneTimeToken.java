package io.tenancy.core.credential;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.user.UserId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A secret that was sent to a person and is good for one purpose, once.
 *
 * @param digest the SHA-256 of the secret in hexadecimal; the secret itself is not kept
 * @param address the e-mail address that it was sent to, where it is about that address
 */
public record OneTimeToken(
        UUID id, UserId user, Purpose purpose, String digest, Instant expiresAt, Optional<String> address) {
    /** What the secret lets its holder do. */
    public enum Purpose {
        INVITATION("inv_"),
        PASSWORD_RESET("pwr_"),
        EMAIL_VERIFICATION("evf_"),
        EMAIL_CHANGE("ech_");

        private final String prefix;

        Purpose(String prefix) {
            this.prefix = prefix;
        }

        /** How tokens of this purpose start. */
        public String prefix() {
            return prefix;
        }
    }

    public OneTimeToken {
        requireNonNull(id);
        requireNonNull(user);
        requireNonNull(purpose);
        requireNonNull(digest);
        requireNonNull(expiresAt);
        requireNonNull(address);
    }

    @Override
    public String toString() {
        return "OneTimeToken[" + id + " " + purpose + "]";
    }
}
