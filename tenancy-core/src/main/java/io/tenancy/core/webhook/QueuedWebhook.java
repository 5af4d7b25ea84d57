package io.tenancy.core.webhook;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.tenant.TenantId;
import java.time.Instant;

/**
 * A webhook in the queue.
 *
 * @param tries how often somebody has taken it
 * @param wakes how often somebody has said that there is something to send
 * @param activeAt when something was last sent
 */
public record QueuedWebhook(TenantId tenant, WebhookId webhook, long tries, long wakes, Instant activeAt) {
    public QueuedWebhook {
        requireNonNull(tenant);
        requireNonNull(webhook);
        requireNonNull(activeAt);
    }
}
