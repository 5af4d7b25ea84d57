package io.tenancy.core.flag;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.Id;
import java.util.UUID;

/** Identifies a flag. One that is deleted and made again under its key is another. */
public record FlagId(UUID value) implements Id {
    public FlagId {
        requireNonNull(value);
    }
}
