package io.tenancy.auth;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.key.SigningKey;
import io.tenancy.core.key.SigningKey.State;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.time.Instant;
import java.util.Optional;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;

/** A signing key that was opened with the master key. */
record UsableKey(SigningKey kept, PublicJsonWebKey jwk, VerifyingKey verifying) {
    UsableKey {
        requireNonNull(kept);
        requireNonNull(jwk);
        requireNonNull(verifying);
    }

    /** A new key. Its name is its thumbprint (RFC 7638). */
    static SigningKey fresh(TokenAlgorithm algorithm, State state, KeyCipher cipher, Instant now) {
        PublicJsonWebKey jwk = algorithm.generate();
        String kid = jwk.calculateBase64urlEncodedThumbprint("SHA-256");
        jwk.setKeyId(kid);
        jwk.setUse("sig");
        jwk.setAlgorithm(algorithm.header());
        String encrypted = cipher.encrypt(kid, algorithm.header(), jwk.toJson(OutputControlLevel.INCLUDE_PRIVATE));
        String shown = jwk.toJson(OutputControlLevel.PUBLIC_ONLY);
        return new SigningKey(kid, algorithm.header(), state, shown, encrypted, now, now);
    }

    /**
     * Opens a key. Both halves come from the encrypted part, which the master key authenticates; the public half beside
     * it is not trusted, so that writing to the catalogue is not enough to have forged tokens accepted.
     */
    static UsableKey open(SigningKey kept, KeyCipher cipher) throws GeneralSecurityException {
        TokenAlgorithm algorithm = TokenAlgorithm.named(kept.algorithm())
                .orElseThrow(() -> new GeneralSecurityException("The algorithm is none of ours."));
        String json = cipher.decrypt(kept.kid(), kept.algorithm(), kept.encryptedPrivateJwk());
        try {
            PublicJsonWebKey jwk = PublicJsonWebKey.Factory.newPublicJwk(json);
            return new UsableKey(kept, jwk, VerifyingKey.of(jwk, algorithm));
        } catch (JoseException e) {
            // Without its cause, whose message may quote the key.
            throw new GeneralSecurityException("The decrypted text is not a JWK.");
        }
    }

    /** The same key as it is kept now; empty where something that matters of it is another. */
    Optional<UsableKey> as(SigningKey now) {
        boolean same = now.algorithm().equals(kept.algorithm())
                && now.encryptedPrivateJwk().equals(kept.encryptedPrivateJwk());
        return same ? Optional.of(new UsableKey(now, jwk, verifying)) : Optional.empty();
    }

    State state() {
        return kept.state();
    }

    String kid() {
        return verifying.kid();
    }

    TokenAlgorithm algorithm() {
        return verifying.algorithm();
    }

    PublicKey publicKey() {
        return verifying.key();
    }

    PrivateKey privateKey() {
        return jwk.getPrivateKey();
    }

    @Override
    public String toString() {
        return "UsableKey[" + kid() + " " + state() + "]";
    }
}
