package io.tenancy.core.grant;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.Id;
import java.util.UUID;

public record GrantId(UUID value) implements Id {
    public GrantId {
        requireNonNull(value);
    }
}
