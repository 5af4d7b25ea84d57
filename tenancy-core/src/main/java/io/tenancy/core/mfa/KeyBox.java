package io.tenancy.core.mfa;

import io.tenancy.core.Secret;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.core.user.UserId;

/** Seals what the server has to read again, and nobody who has the database alone. */
public interface KeyBox {
    /** Encrypts the key of a user; the result can be opened as that user's only. */
    String seal(TenantId tenant, UserId user, Secret key);

    /**
     * Reverses {@link #seal}.
     *
     * @throws IllegalStateException if it was sealed for somebody else, under another master key, or was altered
     */
    Secret open(TenantId tenant, UserId user, String sealed);
}
