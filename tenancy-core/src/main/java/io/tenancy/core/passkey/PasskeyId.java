package io.tenancy.core.passkey;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.Id;
import java.util.UUID;

public record PasskeyId(UUID value) implements Id {
    public PasskeyId {
        requireNonNull(value);
    }
}
