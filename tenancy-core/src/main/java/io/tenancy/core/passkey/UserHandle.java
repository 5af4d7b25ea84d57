package io.tenancy.core.passkey;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.tenant.TenantId;
import io.tenancy.core.user.UserId;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.UUID;

/** How an authenticator remembers whose passkey it has: by ids alone. A claim until the passkey is verified there. */
public record UserHandle(TenantId tenant, UserId user) {
    private static final int LENGTH = 32;

    public UserHandle {
        requireNonNull(tenant);
        requireNonNull(user);
    }

    /** Reads a handle; empty for anything else. */
    public static Optional<UserHandle> parse(String text) {
        byte[] bytes = Base64Url.decode(text);
        if (bytes.length != LENGTH) {
            return Optional.empty();
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        TenantId tenant = new TenantId(new UUID(buffer.getLong(), buffer.getLong()));
        return Optional.of(new UserHandle(tenant, new UserId(new UUID(buffer.getLong(), buffer.getLong()))));
    }

    /** The handle in base64url. */
    public String text() {
        ByteBuffer buffer = ByteBuffer.allocate(LENGTH);
        for (UUID id : new UUID[] {tenant.value(), user.value()}) {
            buffer.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
        }
        return Base64Url.encode(buffer.array());
    }
}
