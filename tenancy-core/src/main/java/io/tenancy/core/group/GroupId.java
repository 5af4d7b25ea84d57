package io.tenancy.core.group;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.Id;
import java.util.UUID;

public record GroupId(UUID value) implements Id {
    public GroupId {
        requireNonNull(value);
    }
}
