package io.tenancy.core.platform;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/** What of a store is to be changed; what is absent stays. */
public record StoreChange(Optional<Boolean> full) {
    public StoreChange {
        requireNonNull(full);
    }
}
