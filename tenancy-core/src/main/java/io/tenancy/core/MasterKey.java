package io.tenancy.core;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.function.UnaryOperator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The one secret of a deployment, 32 bytes or more, given by its environment and the same on all nodes. Every key that
 * is derived from it has a purpose of its own, so that no key serves two ends.
 */
public final class MasterKey {
    private static final int SHORTEST = 32;
    private static final String ALGORITHM = "HmacSHA256";

    private final byte[] bytes;

    private MasterKey(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * Reads a key from standard base64.
     *
     * @throws IllegalArgumentException if it is not base64 or shorter than 32 bytes; the message does not show it
     */
    public static MasterKey ofBase64(String text) {
        byte[] bytes = decode(text.strip());
        if (bytes.length < SHORTEST) {
            throw new IllegalArgumentException("The master key has fewer than " + SHORTEST + " bytes.");
        }
        return new MasterKey(bytes);
    }

    /** A key of 32 bytes for one purpose, always the same for the same master key. */
    public byte[] derive(String purpose) {
        return mac(bytes, ("tenancy/v1/" + purpose).getBytes(StandardCharsets.UTF_8));
    }

    /** The HMAC-SHA-256 of a message under the key for one purpose. */
    public byte[] mac(String purpose, byte[] message) {
        return mac(derive(purpose), message);
    }

    /** The same for who asks often for one purpose; safe for use by many threads. */
    public UnaryOperator<byte[]> macs(String purpose) {
        Mac keyed = keyed(derive(purpose));
        return message -> copy(keyed).doFinal(message);
    }

    @Override
    public String toString() {
        return "MasterKey[…]";
    }

    private static byte[] decode(String text) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            // Without the cause, whose message shows a character of the key.
            throw new IllegalArgumentException("The master key is not base64.");
        }
    }

    private static byte[] mac(byte[] key, byte[] message) {
        return keyed(key).doFinal(message);
    }

    private static Mac keyed(byte[] key) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has " + ALGORITHM + ".", e);
        }
    }

    /** One of its own, as a calculation is for one thread; to take the key in is the longer part of it. */
    private static Mac copy(Mac keyed) {
        try {
            return (Mac) keyed.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("The " + ALGORITHM + " of this platform cannot be copied.", e);
        }
    }
}
