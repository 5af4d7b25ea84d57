package io.tenancy.core.job;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.Id;
import java.util.UUID;

public record JobId(UUID value) implements Id {
    public JobId {
        requireNonNull(value);
    }
}
