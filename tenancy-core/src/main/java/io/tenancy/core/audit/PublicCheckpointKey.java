package io.tenancy.core.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.tenancy.core.Sha256;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/**
 * The public half of the key that signs checkpoints, as the members of a JWK (RFC 8037).
 *
 * @param kid the thumbprint of the key (RFC 7638)
 * @param x the key, 32 bytes in base64url
 */
public record PublicCheckpointKey(String kty, String crv, String alg, String use, String kid, String x) {
    private static final int LENGTH = 32;

    /** What stands before the 32 bytes of a key in its encoding by X.509 (RFC 8410). */
    private static final byte[] ENCODING = HexFormat.of().parseHex("302a300506032b6570032100");

    public PublicCheckpointKey {
        requireNonNull(kty);
        requireNonNull(crv);
        requireNonNull(alg);
        requireNonNull(use);
        requireNonNull(kid);
        requireNonNull(x);
    }

    static PublicCheckpointKey of(PublicKey key) {
        byte[] encoded = key.getEncoded();
        byte[] bytes = Arrays.copyOfRange(encoded, encoded.length - LENGTH, encoded.length);
        return ofX(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /**
     * The key of 32 bytes in base64url.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static PublicCheckpointKey ofX(String x) {
        if (Base64.getUrlDecoder().decode(x).length != LENGTH) {
            throw new IllegalArgumentException("A public key of Ed25519 has " + LENGTH + " bytes.");
        }
        String members = "{\"crv\":\"Ed25519\",\"kty\":\"OKP\",\"x\":\"" + x + "\"}";
        String kid = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(HexFormat.of().parseHex(Sha256.hex(members.getBytes(UTF_8))));
        return new PublicCheckpointKey("OKP", "Ed25519", "EdDSA", "sig", kid, x);
    }

    /** Whether a signature, in hexadecimal, is of this text. */
    boolean verifies(String text, String signature) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(x);
            byte[] encoded = Arrays.copyOf(ENCODING, ENCODING.length + LENGTH);
            System.arraycopy(bytes, 0, encoded, ENCODING.length, LENGTH);
            Signature check = Signature.getInstance(CheckpointSigner.ALGORITHM);
            check.initVerify(
                    KeyFactory.getInstance(CheckpointSigner.ALGORITHM).generatePublic(new X509EncodedKeySpec(encoded)));
            check.update(text.getBytes(UTF_8));
            return check.verify(HexFormat.of().parseHex(signature));
        } catch (SignatureException | IllegalArgumentException e) {
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has " + CheckpointSigner.ALGORITHM + ".", e);
        }
    }
}
