package io.tenancy.core.serviceaccount;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.Id;
import java.util.UUID;

public record ServiceAccountId(UUID value) implements Id {
    public ServiceAccountId {
        requireNonNull(value);
    }
}
