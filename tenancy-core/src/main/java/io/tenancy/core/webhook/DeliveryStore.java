package io.tenancy.core.webhook;

import io.tenancy.core.Position;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.core.webhook.Delivery.Attempt;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What was sent to the webhooks of a tenant, and what is to be sent again. */
public interface DeliveryStore {
    Optional<Delivery> find(TenantScope scope, WebhookId webhook, DeliveryId id);

    /** Every attempt of a delivery, the first one first. */
    List<Attempt> attempts(TenantScope scope, DeliveryId id);

    /** At most {@code limit} deliveries before a place (its key is empty), the youngest first. */
    List<Delivery> list(
            TenantScope scope, WebhookId webhook, DeliveryFilter filter, Optional<Position> before, int limit);

    /** Adds deliveries, or replaces those that were tried before, each with its last attempt. */
    void save(TenantScope scope, List<Delivery> deliveries);

    /** Says that a delivery is not tried again. */
    void giveUp(TenantScope scope, DeliveryId id);

    /** Forgets at most {@code limit} deliveries that were first tried before a time, and says how many. */
    int prune(TenantScope scope, Instant before, int limit);

    /** The place of an entry in the chain of the journal. */
    Optional<Long> place(TenantScope scope, UUID entry);

    /** The last place in the chain that was taken before a time; 0 where there is none. */
    long placeBefore(TenantScope scope, Instant time);

    void addReplay(TenantScope scope, Replay replay);

    int countReplays(TenantScope scope, WebhookId webhook);

    /** The oldest replay of a webhook that is not over. */
    Optional<Replay> nextReplay(TenantScope scope, WebhookId webhook);

    /** Moves a replay on from the place where it was, and removes it at its end; false where somebody else was faster. */
    boolean moveReplay(TenantScope scope, Replay before, long next);

    /** Removes a replay. */
    void removeReplay(TenantScope scope, ReplayId id);
}
