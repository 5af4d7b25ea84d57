package io.tenancy.core.passkey;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.UUID;

/**
 * Reads and verifies what authenticators say (WebAuthn, sections 7.1 and 7.2): type, challenge, origin, relying party, that
 * the user was present and verified, algorithm and signature. It knows nothing of counters, users and repetitions.
 */
public interface WebAuthn {
    /** The challenge that is said to be answered, in base64url; empty where that cannot be read. Nothing is verified. */
    Optional<String> challenge(String clientData);

    /** The key of a new passkey; empty where anything is wrong. What attests the authenticator is not looked at. */
    Optional<NewKey> register(Attestation attestation, String challenge);

    /** What an authenticator says that has this key; empty where anything is wrong. */
    Optional<Shown> verify(PasskeyKey key, Assertion assertion, String challenge);

    /**
     * A key that was verified.
     *
     * @param publicKey the COSE key in base64url
     */
    record NewKey(String publicKey, long signCount, UUID aaguid, boolean backupEligible, boolean backedUp) {
        public NewKey {
            requireNonNull(publicKey);
            requireNonNull(aaguid);
        }
    }

    /** What an authenticator says of itself whose signature was verified. */
    record Shown(long signCount, boolean backedUp) {}
}
