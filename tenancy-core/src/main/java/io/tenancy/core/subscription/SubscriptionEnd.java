package io.tenancy.core.subscription;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;

/** Until when a subscription runs; absent where it goes on. */
public record SubscriptionEnd(Optional<Instant> endsAt) {
    public SubscriptionEnd {
        requireNonNull(endsAt);
    }
}
