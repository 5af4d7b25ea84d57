package io.tenancy.core.hold;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.Id;
import java.util.UUID;

public record LegalHoldId(UUID value) implements Id {
    public LegalHoldId {
        requireNonNull(value);
    }
}
