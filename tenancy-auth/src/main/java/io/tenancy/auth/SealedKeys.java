package io.tenancy.auth;

import io.tenancy.core.MasterKey;
import io.tenancy.core.Secret;
import io.tenancy.core.mfa.KeyBox;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.core.user.UserId;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;

/** The keys of authenticator apps, encrypted under a key derived from the master key, with tenant and user as the label. */
final class SealedKeys implements KeyBox {
    private final AesGcm cipher;

    SealedKeys(MasterKey masterKey, SecureRandom random) {
        this.cipher = new AesGcm(masterKey.derive("authenticator-key"), random);
    }

    @Override
    public String seal(TenantId tenant, UserId user, Secret key) {
        return cipher.encrypt(label(tenant, user), key.reveal());
    }

    @Override
    public Secret open(TenantId tenant, UserId user, String sealed) {
        try {
            return new Secret(cipher.decrypt(label(tenant, user), sealed));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "The key of an authenticator app cannot be opened: TENANCY_MASTER_KEY is another, or the row was"
                            + " altered.",
                    e);
        }
    }

    private static String label(TenantId tenant, UserId user) {
        return "tenancy/authenticator-key/" + AesGcm.VERSION + "\n" + tenant.value() + "\n" + user.value();
    }
}
