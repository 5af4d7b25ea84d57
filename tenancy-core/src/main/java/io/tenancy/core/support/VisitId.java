package io.tenancy.core.support;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.Id;
import java.util.UUID;

public record VisitId(UUID value) implements Id {
    public VisitId {
        requireNonNull(value);
    }
}
