package io.tenancy.core.passkey;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.user.UserId;

/**
 * What it takes to verify a passkey.
 *
 * @param publicKey the COSE key in base64url
 * @param signCount how often its authenticator says it has signed; 0 where that does not count
 */
public record PasskeyKey(PasskeyId id, UserId user, String publicKey, long signCount, boolean backupEligible) {
    public PasskeyKey {
        requireNonNull(id);
        requireNonNull(user);
        requireNonNull(publicKey);
    }

    /** Whether its authenticator can have come to this count; a copy of it comes to one that was there before. */
    boolean canReach(long count) {
        return count > signCount || (count == 0 && signCount == 0);
    }
}
