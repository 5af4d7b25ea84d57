package io.tenancy.auth;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.key.SigningKey;
import io.tenancy.core.key.SigningKey.State;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.time.Instant;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;

/** A signing key that was opened with the master key, and the one algorithm that it is for. */
record UsableKey(State state, PublicJsonWebKey jwk) {
    private static final String ES256 = AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256;

    UsableKey {
        requireNonNull(state);
        requireNonNull(jwk);
    }

    /** A new ES256 key, active from now on. Its name is its thumbprint (RFC 7638). */
    static SigningKey fresh(KeyCipher cipher, Instant now) {
        try {
            PublicJsonWebKey jwk = EcJwkGenerator.generateJwk(EllipticCurves.P256);
            String kid = jwk.calculateBase64urlEncodedThumbprint("SHA-256");
            jwk.setKeyId(kid);
            jwk.setUse("sig");
            jwk.setAlgorithm(ES256);
            String encrypted = cipher.encrypt(kid, ES256, jwk.toJson(OutputControlLevel.INCLUDE_PRIVATE));
            String shown = jwk.toJson(OutputControlLevel.PUBLIC_ONLY);
            return new SigningKey(kid, ES256, State.ACTIVE, shown, encrypted, now);
        } catch (JoseException e) {
            throw new IllegalStateException("Every Java platform has P-256.", e);
        }
    }

    /**
     * Opens a key. Both halves come from the encrypted part, which the master key authenticates; the public half beside
     * it is not trusted, so that writing to the catalogue is not enough to have forged tokens accepted.
     */
    static UsableKey open(SigningKey kept, KeyCipher cipher) throws GeneralSecurityException {
        if (!kept.algorithm().equals(ES256)) {
            throw new GeneralSecurityException("The algorithm is not " + ES256 + ".");
        }
        String json = cipher.decrypt(kept.kid(), kept.algorithm(), kept.encryptedPrivateJwk());
        try {
            return new UsableKey(kept.state(), PublicJsonWebKey.Factory.newPublicJwk(json));
        } catch (JoseException e) {
            // Without its cause, whose message may quote the key.
            throw new GeneralSecurityException("The decrypted text is not a JWK.");
        }
    }

    String kid() {
        return jwk.getKeyId();
    }

    String algorithm() {
        return jwk.getAlgorithm();
    }

    PublicKey publicKey() {
        return jwk.getPublicKey();
    }

    PrivateKey privateKey() {
        return jwk.getPrivateKey();
    }

    @Override
    public String toString() {
        return "UsableKey[" + kid() + " " + state + "]";
    }
}
