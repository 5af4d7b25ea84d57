package io.tenancy.core.mail;

import io.tenancy.core.Secret;
import java.util.UUID;

/** Seals letters, so that who has the database alone reads none. */
public interface MailSeal {
    /** Encrypts a letter; the result can be opened under the same id only. */
    String seal(UUID id, Secret letter);

    /**
     * Reverses {@link #seal}.
     *
     * @throws IllegalStateException if it was sealed under another id or another master key, or was altered
     */
    Secret open(UUID id, String sealed);
}
