package io.tenancy.auth;

import io.tenancy.core.MasterKey;
import io.tenancy.core.Secret;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.core.webhook.WebhookId;
import io.tenancy.core.webhook.WebhookSeal;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;

/** The secrets of webhooks, encrypted under a key derived from the master key, with tenant and webhook as the label. */
final class SealedWebhooks implements WebhookSeal {
    private final AesGcm cipher;

    SealedWebhooks(MasterKey masterKey, SecureRandom random) {
        this.cipher = new AesGcm(masterKey.derive("webhook"), random);
    }

    @Override
    public String seal(TenantId tenant, WebhookId webhook, Secret secret) {
        return cipher.encrypt(label(tenant, webhook), secret.reveal());
    }

    @Override
    public Secret open(TenantId tenant, WebhookId webhook, String sealed) {
        try {
            return new Secret(cipher.decrypt(label(tenant, webhook), sealed));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "The secret of a webhook cannot be opened: TENANCY_MASTER_KEY is another, or the row was altered.",
                    e);
        }
    }

    private static String label(TenantId tenant, WebhookId webhook) {
        return "tenancy/webhook/" + AesGcm.VERSION + "\n" + tenant.value() + "\n" + webhook.value();
    }
}
