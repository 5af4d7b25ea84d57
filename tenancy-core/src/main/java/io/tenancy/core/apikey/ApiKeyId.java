package io.tenancy.core.apikey;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.Id;
import java.util.UUID;

public record ApiKeyId(UUID value) implements Id {
    public ApiKeyId {
        requireNonNull(value);
    }
}
