package io.tenancy.core.webhook;

import static java.util.Objects.requireNonNull;

/**
 * Changes that are sent again, those of the webhook's event types among them.
 *
 * @param next the place in the audit trail from which on
 * @param last the place up to which
 */
public record Replay(ReplayId id, WebhookId webhook, long next, long last) {
    public Replay {
        requireNonNull(id);
        requireNonNull(webhook);
    }

    boolean isOver() {
        return next > last;
    }

    Replay from(long place) {
        return new Replay(id, webhook, place, last);
    }
}
