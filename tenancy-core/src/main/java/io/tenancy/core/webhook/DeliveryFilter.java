package io.tenancy.core.webhook;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.Check;
import io.tenancy.core.webhook.Delivery.Status;
import java.util.Optional;

/**
 * Which deliveries of a list are wanted. Each is an exact word, so that an index finds few among millions.
 *
 * @param message the {@code webhook-id}, which a delivery shares with its replays
 */
public record DeliveryFilter(Optional<Status> status, Optional<String> eventType, Optional<String> message) {
    private static final int LONGEST = 100;

    /** Every delivery. */
    public static final DeliveryFilter ALL = new DeliveryFilter(Optional.empty(), Optional.empty(), Optional.empty());

    public DeliveryFilter {
        requireNonNull(status);
        eventType = eventType.map(text -> Check.text("eventType", text, LONGEST));
        message = message.map(text -> Check.text("message", text, LONGEST));
    }

    /** Whether a delivery is wanted. */
    public boolean test(Delivery delivery) {
        return status.filter(wanted -> wanted != delivery.status()).isEmpty()
                && eventType
                        .filter(wanted -> !wanted.equals(delivery.eventType()))
                        .isEmpty()
                && message.filter(wanted -> !wanted.equals(delivery.messageId()))
                        .isEmpty();
    }
}
