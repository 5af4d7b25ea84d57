package io.tenancy.core.session;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.Id;
import java.util.UUID;

public record SessionId(UUID value) implements Id {
    public SessionId {
        requireNonNull(value);
    }
}
