package io.tenancy.core.user;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.Id;
import java.util.UUID;

public record UserId(UUID value) implements Id {
    public UserId {
        requireNonNull(value);
    }
}
