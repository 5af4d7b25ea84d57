package io.tenancy.core.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.tenancy.core.Id;
import java.util.UUID;

/** Identifies a store in the audit trail. It is made of the store's name (RFC 9562, version 3), so that no node has to keep it. */
public record StoreId(UUID value) implements Id {
    public StoreId {
        requireNonNull(value);
    }

    public static StoreId of(String name) {
        return new StoreId(UUID.nameUUIDFromBytes(("tenancy store " + name).getBytes(UTF_8)));
    }
}
