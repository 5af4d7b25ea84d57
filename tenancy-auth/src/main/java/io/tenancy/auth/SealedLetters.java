package io.tenancy.auth;

import io.tenancy.core.MasterKey;
import io.tenancy.core.Secret;
import io.tenancy.core.mail.MailSeal;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.UUID;

/** Letters that wait to be sent, encrypted under a key derived from the master key, with their id as the label. */
final class SealedLetters implements MailSeal {
    private final AesGcm cipher;

    SealedLetters(MasterKey masterKey, SecureRandom random) {
        this.cipher = new AesGcm(masterKey.derive("mail"), random);
    }

    @Override
    public String seal(UUID id, Secret letter) {
        return cipher.encrypt(label(id), letter.reveal());
    }

    @Override
    public Secret open(UUID id, String sealed) {
        try {
            return new Secret(cipher.decrypt(label(id), sealed));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "A mail cannot be opened: TENANCY_MASTER_KEY is another, or the row was altered.", e);
        }
    }

    private static String label(UUID id) {
        return "tenancy/mail/" + AesGcm.VERSION + "\n" + id;
    }
}
