package io.tenancy.testkit;

import io.tenancy.core.Secret;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.core.webhook.WebhookId;
import io.tenancy.core.webhook.WebhookSeal;

/** A seal of the secrets of webhooks that anybody can open, for tests. */
public final class PlainWebhookSeal implements WebhookSeal {
    @Override
    public String seal(TenantId tenant, WebhookId webhook, Secret secret) {
        return label(tenant, webhook) + secret.reveal();
    }

    @Override
    public Secret open(TenantId tenant, WebhookId webhook, String sealed) {
        String label = label(tenant, webhook);
        if (!sealed.startsWith(label)) {
            throw new IllegalStateException("The secret is another's.");
        }
        return new Secret(sealed.substring(label.length()));
    }

    private static String label(TenantId tenant, WebhookId webhook) {
        return tenant.value() + " " + webhook.value() + " ";
    }
}
