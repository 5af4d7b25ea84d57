package io.tenancy.core.webhook;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.webhook.Delivery.Attempt;
import java.util.List;

/** A delivery with all of its attempts, the first one first. */
public record DeliveryReport(Delivery delivery, List<Attempt> attempts) {
    public DeliveryReport {
        requireNonNull(delivery);
        attempts = List.copyOf(attempts);
    }
}
