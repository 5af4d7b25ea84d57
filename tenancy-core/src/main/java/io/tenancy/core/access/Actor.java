package io.tenancy.core.access;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.Id;
import io.tenancy.core.tenant.TenantScope;
import java.util.UUID;

/** Who acts, as the journal remembers it. */
public record Actor(Kind kind, UUID id) {
    /** The server itself: provisioning, purging, background work. */
    public static final Actor SYSTEM = new Actor(Kind.SYSTEM, new UUID(0, 0));

    public enum Kind {
        USER,
        /** A key of a user; the journal names the key. */
        API_KEY,
        /** A service account, with whichever of its keys. */
        SERVICE,
        OPERATOR,
        SYSTEM
    }

    public Actor {
        requireNonNull(kind);
        requireNonNull(id);
    }

    /** A user of a tenant; those of the platform's own tenant are operators. */
    public static Actor of(TenantScope scope, Id user) {
        return new Actor(scope.isPlatform() ? Kind.OPERATOR : Kind.USER, user.value());
    }
}
