package io.tenancy.core.key;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * A key that signs access tokens, as the catalogue keeps it.
 *
 * @param kid the name of the key in tokens and in the JWKS
 * @param algorithm the one JWS algorithm it is for (RFC 7518), as {@code ES256}
 * @param publicJwk the public half as a JWK (RFC 7517)
 * @param encryptedPrivateJwk both halves as a JWK, encrypted, in base64; only nodes with the master key can read it
 * @param since since when it is in its state
 */
public record SigningKey(
        String kid,
        String algorithm,
        State state,
        String publicJwk,
        String encryptedPrivateJwk,
        Instant createdAt,
        Instant since) {
    /** Verifiers know a key before it is used and for as long as a token of it may live. */
    public enum State {
        NEXT,
        ACTIVE,
        RETIRED
    }

    public SigningKey {
        requireNonNull(kid);
        requireNonNull(algorithm);
        requireNonNull(state);
        requireNonNull(publicJwk);
        requireNonNull(encryptedPrivateJwk);
        requireNonNull(createdAt);
        requireNonNull(since);
    }

    /** The same key in another state. */
    public SigningKey in(State other, Instant at) {
        return new SigningKey(kid, algorithm, other, publicJwk, encryptedPrivateJwk, createdAt, at);
    }

    @Override
    public String toString() {
        return "SigningKey[" + kid + " " + algorithm + " " + state + "]";
    }
}
