package io.tenancy.core.access;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.Id;
import java.util.UUID;

/** Who acts, as the journal remembers it. */
public record Actor(Kind kind, UUID id) {
    /** The server itself: provisioning, purging, background work. */
    public static final Actor SYSTEM = new Actor(Kind.SYSTEM, new UUID(0, 0));

    public enum Kind {
        USER,
        API_KEY,
        OPERATOR,
        SYSTEM
    }

    public Actor {
        requireNonNull(kind);
        requireNonNull(id);
    }

    public static Actor user(Id user) {
        return new Actor(Kind.USER, user.value());
    }

    public static Actor operator(Id user) {
        return new Actor(Kind.OPERATOR, user.value());
    }
}
