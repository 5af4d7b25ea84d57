package io.tenancy.auth;

import static java.util.Objects.requireNonNull;

import io.tenancy.auth.Verdict.Reason;
import java.security.PublicKey;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;

/** The public half of a signing key, and the one algorithm that it is for. */
record VerifyingKey(String kid, TokenAlgorithm algorithm, PublicKey key) {
    /** The members with which a JWK tells a private or a shared secret (RFC 7518, section 6). */
    private static final Set<String> SECRETS = Set.of("d", "p", "q", "dp", "dq", "qi", "oth", "k");

    VerifyingKey {
        requireNonNull(kid);
        requireNonNull(algorithm);
        requireNonNull(key);
    }

    static VerifyingKey of(PublicJsonWebKey jwk, TokenAlgorithm algorithm) {
        return new VerifyingKey(jwk.getKeyId(), algorithm, jwk.getPublicKey());
    }

    /**
     * Reads a JWK (RFC 7517, section 4).
     *
     * @throws IllegalArgumentException if it is not one that may verify access tokens; the message says why
     */
    static VerifyingKey read(Map<String, Object> jwk) {
        if (!(jwk.get("kid") instanceof String kid) || kid.isEmpty()) {
            throw new IllegalArgumentException("a key has no kid");
        }
        require(jwk.keySet().stream().noneMatch(SECRETS::contains), "a key shows its secret half, or is a shared one");
        require(!jwk.containsKey("use") || "sig".equals(jwk.get("use")), "the use of a key is not sig");
        require(isToVerify(jwk), "the key_ops of a key do not have verify, or something twice");
        PublicJsonWebKey read = parsed(jwk);
        TokenAlgorithm algorithm = algorithm(jwk, read)
                .orElseThrow(() -> new IllegalArgumentException("the alg of a key is missing or none of ours"));
        require(algorithm.fits(read), "the type, the curve or the size of a key does not fit its alg");
        return of(read, algorithm);
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    private static boolean isToVerify(Map<String, Object> jwk) {
        if (!jwk.containsKey("key_ops")) {
            return true;
        }
        return jwk.get("key_ops") instanceof List<?> operations
                && operations.contains("verify")
                && new HashSet<>(operations).size() == operations.size();
    }

    private static PublicJsonWebKey parsed(Map<String, Object> jwk) {
        try {
            return PublicJsonWebKey.Factory.newPublicJwk(jwk);
        } catch (JoseException | RuntimeException e) {
            throw new IllegalArgumentException("a key is malformed, or of a type that is not known", e);
        }
    }

    private static Optional<TokenAlgorithm> algorithm(Map<String, Object> jwk, PublicJsonWebKey key) {
        if (!jwk.containsKey("alg")) {
            return TokenAlgorithm.only(key);
        }
        return jwk.get("alg") instanceof String name ? TokenAlgorithm.named(name) : Optional.empty();
    }

    /** The payload of a token, once its signature holds under this key. */
    byte[] payload(String token, Envelope envelope) throws NotAccepted {
        if (!envelope.algorithm().equals(algorithm.header())) {
            throw new NotAccepted(Reason.ALGORITHM, "the alg is not the one of the key");
        }
        if (envelope.signatureBytes() != algorithm.signatureBytes(key)) {
            throw new NotAccepted(Reason.SIGNATURE, "the signature has another length than those of the key");
        }
        JsonWebSignature jws = new JsonWebSignature();
        jws.setAlgorithmConstraints(new AlgorithmConstraints(ConstraintType.PERMIT, algorithm.header()));
        jws.setKey(key);
        try {
            jws.setCompactSerialization(token);
            if (jws.verifySignature()) {
                return jws.getPayloadBytes();
            }
        } catch (JoseException | RuntimeException e) {
            // Providers of cryptography throw what they like; whatever it is, the signature does not hold.
            throw new NotAccepted(Reason.SIGNATURE, "the signature cannot be checked");
        }
        throw new NotAccepted(Reason.SIGNATURE, "the signature is wrong");
    }
}
