package io.tenancy.core.webhook;

import io.tenancy.core.tenant.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * When to look at which webhook of which tenant, in the catalogue, so that nobody has to look into every tenant. Within the
 * transaction of a tenant that lives in the catalogue's database it is changed with it or not at all; elsewhere at once.
 */
public interface WebhookQueue {
    /** Adds a webhook, which is due now. */
    void add(TenantId tenant, WebhookId webhook, Instant now);

    /** Forgets a webhook. */
    void remove(WebhookId webhook);

    /**
     * Takes the webhook that has been due for the longest time, of a tenant of which fewer than {@code most} are taken.
     * Nobody else gets it before {@code until}; who has died by then has not lost it.
     */
    Optional<QueuedWebhook> claim(Instant now, Instant until, int most);

    /**
     * Gives a webhook back; false where it is somebody else's by now. It is due now where somebody has said since it was
     * taken that there is something to send, unless it fails.
     */
    boolean release(QueuedWebhook mine, Next next, Instant now);

    /** Makes the webhooks of a tenant due now, but for those that fail and those that rest. */
    void wake(TenantId tenant, Instant now);

    /** Makes a webhook due now, in any case. */
    void rouse(WebhookId webhook, Instant now);

    /** How many webhooks are due, and since when the one that has been for the longest time. */
    Waiting waiting(Instant now);

    /** At most {@code limit} tenants with webhooks, whose ids come after one. */
    List<TenantId> tenants(Optional<TenantId> after, int limit);

    /**
     * When a webhook is to be looked at again.
     *
     * @param dueAt empty for one that rests until it is roused
     * @param failing whether what is next has failed, so that it waits for its time
     * @param activeAt when something was last sent
     */
    record Next(Optional<Instant> dueAt, boolean failing, Instant activeAt) {}

    /** What waits. */
    record Waiting(long due, Optional<Instant> since) {}
}
