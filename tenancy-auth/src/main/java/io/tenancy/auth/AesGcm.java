package io.tenancy.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES-256-GCM under one key. The form is the base64 of a version byte, a random nonce of 96 bits (NIST SP 800-38D, section
 * 8.2.2), the ciphertext and its tag. A label is authenticated with it, so that a ciphertext is good in its own row only.
 */
final class AesGcm {
    static final byte VERSION = 1;

    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;

    private final SecretKeySpec key;
    private final SecureRandom random;

    AesGcm(byte[] key, SecureRandom random) {
        this.key = new SecretKeySpec(key, "AES");
        this.random = requireNonNull(random);
    }

    String encrypt(String label, String text) {
        byte[] nonce = new byte[NONCE];
        random.nextBytes(nonce);
        byte[] plain = text.getBytes(UTF_8);
        try {
            byte[] encrypted = cipher(Cipher.ENCRYPT_MODE, nonce, label).doFinal(plain);
            byte[] kept = ByteBuffer.allocate(1 + NONCE + encrypted.length)
                    .put(VERSION)
                    .put(nonce)
                    .put(encrypted)
                    .array();
            return Base64.getEncoder().encodeToString(kept);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has AES-256-GCM.", e);
        } finally {
            Arrays.fill(plain, (byte) 0);
        }
    }

    /** Reverses {@link #encrypt}; fails for another key or label, and for every altered text. */
    String decrypt(String label, String encrypted) throws GeneralSecurityException {
        byte[] kept = bytes(encrypted);
        if (kept.length < 1 + NONCE || kept[0] != VERSION) {
            throw new GeneralSecurityException("The encrypted key has an unknown form.");
        }
        byte[] nonce = Arrays.copyOfRange(kept, 1, 1 + NONCE);
        byte[] plain = cipher(Cipher.DECRYPT_MODE, nonce, label).doFinal(kept, 1 + NONCE, kept.length - 1 - NONCE);
        try {
            return new String(plain, UTF_8);
        } finally {
            Arrays.fill(plain, (byte) 0);
        }
    }

    private Cipher cipher(int mode, byte[] nonce, String label) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(label.getBytes(UTF_8));
        return cipher;
    }

    private static byte[] bytes(String encrypted) throws GeneralSecurityException {
        try {
            return Base64.getDecoder().decode(encrypted);
        } catch (IllegalArgumentException e) {
            throw new GeneralSecurityException("The encrypted key is not base64.", e);
        }
    }
}
