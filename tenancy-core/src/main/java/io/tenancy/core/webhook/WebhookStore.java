package io.tenancy.core.webhook;

import io.tenancy.core.Position;
import io.tenancy.core.tenant.TenantScope;
import java.util.List;
import java.util.Optional;

/** The webhooks of a tenant, with their secrets and how far each is. */
public interface WebhookStore {
    Optional<Webhook> find(TenantScope scope, WebhookId id);

    /** At most {@code limit} webhooks after a place (its key is empty), the oldest first. */
    List<Webhook> list(TenantScope scope, Optional<Position> after, int limit);

    int count(TenantScope scope);

    /** Adds one that is told of everything behind a place in the chain of the journal. */
    void add(TenantScope scope, Webhook webhook, Keys keys, long position);

    /** Replaces the version before, but not how far it is; false where somebody else was faster. */
    boolean update(TenantScope scope, Webhook webhook);

    boolean delete(TenantScope scope, WebhookId id);

    Optional<Keys> keys(TenantScope scope, WebhookId id);

    boolean setKeys(TenantScope scope, WebhookId id, Keys keys);

    Optional<Progress> progress(TenantScope scope, WebhookId id);

    /** Replaces how far an active webhook is; false where it is not active, or somebody else has moved it meanwhile. */
    boolean advance(TenantScope scope, WebhookId id, Progress before, Progress after);

    /** Replaces how far a webhook is, whatever that was. */
    void reset(TenantScope scope, WebhookId id, Progress progress);

    /** The first place in the chain of which an active webhook is still to be told, again or for the first time. */
    Optional<Long> needed(TenantScope scope);
}
