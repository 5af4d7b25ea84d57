package io.tenancy.auth;

import io.tenancy.core.MasterKey;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;

/**
 * Encrypts signing keys for the catalogue under a key derived from the master key. The name and the algorithm of the key
 * are its label.
 */
final class KeyCipher {
    private final AesGcm cipher;

    KeyCipher(MasterKey masterKey, SecureRandom random) {
        this.cipher = new AesGcm(masterKey.derive("signing-key"), random);
    }

    String encrypt(String kid, String algorithm, String jwk) {
        return cipher.encrypt(label(kid, algorithm), jwk);
    }

    /** Reverses {@link #encrypt}; fails for another master key, name or algorithm, and for every altered text. */
    String decrypt(String kid, String algorithm, String encrypted) throws GeneralSecurityException {
        return cipher.decrypt(label(kid, algorithm), encrypted);
    }

    private static String label(String kid, String algorithm) {
        return "tenancy/signing-key/" + AesGcm.VERSION + "\n" + kid + "\n" + algorithm;
    }
}
