package io.tenancy.core.key;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.tenancy.core.Id;
import java.util.UUID;

/** Identifies a signing key in the audit trail. It is made of the key's name (RFC 9562, version 3). */
public record SigningKeyId(UUID value) implements Id {
    public SigningKeyId {
        requireNonNull(value);
    }

    public static SigningKeyId of(String kid) {
        return new SigningKeyId(UUID.nameUUIDFromBytes(("tenancy signing key " + kid).getBytes(UTF_8)));
    }
}
