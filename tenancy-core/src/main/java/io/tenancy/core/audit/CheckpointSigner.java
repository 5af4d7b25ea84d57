package io.tenancy.core.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.tenancy.core.MasterKey;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.HexFormat;

/**
 * Signs how long chains are with Ed25519 (RFC 8032), under a key that is derived from the master key: who has its public half
 * can verify, and not sign. Safe for use by many threads.
 */
public final class CheckpointSigner {
    static final String ALGORITHM = "Ed25519";
    private static final String PURPOSE = "audit signature";

    private final PrivateKey privateKey;
    private final PublicKey publicKey;

    private CheckpointSigner(PrivateKey privateKey, PublicKey publicKey) {
        this.privateKey = requireNonNull(privateKey);
        this.publicKey = requireNonNull(publicKey);
    }

    public static CheckpointSigner of(MasterKey key) {
        return ofSeed(key.derive(PURPOSE));
    }

    /** The key pair whose private half is this (RFC 8032, section 5.1.5). */
    static CheckpointSigner ofSeed(byte[] seed) {
        try {
            PrivateKey secret = KeyFactory.getInstance(ALGORITHM)
                    .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, seed));
            KeyPairGenerator generator = KeyPairGenerator.getInstance(ALGORITHM);
            generator.initialize(NamedParameterSpec.ED25519, new Seed(seed));
            PublicKey known = generator.generateKeyPair().getPublic();
            CheckpointSigner signer = new CheckpointSigner(secret, known);
            if (!PublicCheckpointKey.of(known).verifies("", signer.sign(""))) {
                throw new IllegalStateException("The keys that this Java platform makes do not belong together.");
            }
            return signer;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has " + ALGORITHM + ".", e);
        }
    }

    /** What who verifies needs. */
    public PublicCheckpointKey publicKey() {
        return PublicCheckpointKey.of(publicKey);
    }

    /** In hexadecimal. */
    String sign(String text) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(privateKey);
            signature.update(text.getBytes(UTF_8));
            return HexFormat.of().formatHex(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has " + ALGORITHM + ".", e);
        }
    }

    /** The platform has no other way to the public half of a private key than to generate both, of these bytes. */
    private static final class Seed extends SecureRandom {
        private static final long serialVersionUID = 1L;

        private final byte[] seed;

        Seed(byte[] seed) {
            this.seed = seed.clone();
        }

        @Override
        public void nextBytes(byte[] bytes) {
            System.arraycopy(seed, 0, bytes, 0, bytes.length);
        }
    }
}
