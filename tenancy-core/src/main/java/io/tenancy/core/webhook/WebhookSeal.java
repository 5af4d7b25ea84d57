package io.tenancy.core.webhook;

import io.tenancy.core.Secret;
import io.tenancy.core.tenant.TenantId;

/** Seals the secrets of webhooks, which the server has to use again, so that who has the database alone has none. */
public interface WebhookSeal {
    /** Encrypts the secret of a webhook; the result can be opened as that webhook's only. */
    String seal(TenantId tenant, WebhookId webhook, Secret secret);

    /**
     * Reverses {@link #seal}.
     *
     * @throws IllegalStateException if it was sealed for another webhook, under another master key, or was altered
     */
    Secret open(TenantId tenant, WebhookId webhook, String sealed);
}
