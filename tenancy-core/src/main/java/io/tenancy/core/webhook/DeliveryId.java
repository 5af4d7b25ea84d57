package io.tenancy.core.webhook;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.Id;
import java.util.UUID;

public record DeliveryId(UUID value) implements Id {
    public DeliveryId {
        requireNonNull(value);
    }
}
