package io.tenancy.auth;

import io.tenancy.core.MasterKey;
import io.tenancy.core.Secret;
import io.tenancy.core.setting.SettingBox;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.UUID;

/** Secrets among settings, encrypted under a key derived from the master key, with tenant, user and name as the label. */
final class SealedSettings implements SettingBox {
    private final AesGcm cipher;

    SealedSettings(MasterKey masterKey, SecureRandom random) {
        this.cipher = new AesGcm(masterKey.derive("setting"), random);
    }

    @Override
    public String seal(Row row, Secret secret) {
        return cipher.encrypt(label(row), secret.reveal());
    }

    @Override
    public Secret open(Row row, String sealed) {
        try {
            return new Secret(cipher.decrypt(label(row), sealed));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "The secret " + row.key()
                            + " cannot be opened: TENANCY_MASTER_KEY is another, or the row was altered.",
                    e);
        }
    }

    private static String label(Row row) {
        return "tenancy/setting/" + AesGcm.VERSION + "\n"
                + row.tenant().map(tenant -> tenant.value()).map(UUID::toString).orElse("") + "\n"
                + row.user().map(user -> user.value()).map(UUID::toString).orElse("") + "\n" + row.key();
    }
}
