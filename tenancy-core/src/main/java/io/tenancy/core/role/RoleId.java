package io.tenancy.core.role;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.Id;
import java.util.UUID;

public record RoleId(UUID value) implements Id {
    public RoleId {
        requireNonNull(value);
    }
}
