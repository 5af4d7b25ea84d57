package io.tenancy.core.session;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.policy.SecurityPolicy;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A session as its user, or somebody who looks after them, sees it.
 *
 * @param device what the client says it is, its user agent
 * @param address from where it was used last
 * @param lastUsedAt when it was refreshed last
 * @param expiresAt when it ends, however much it is used
 * @param current whether it is the session of who asks
 */
public record OpenSession(
        SessionId id,
        Optional<String> device,
        Optional<String> address,
        Instant createdAt,
        Instant lastUsedAt,
        Instant expiresAt,
        boolean current) {
    public OpenSession {
        requireNonNull(id);
        requireNonNull(device);
        requireNonNull(address);
        requireNonNull(createdAt);
        requireNonNull(lastUsedAt);
        requireNonNull(expiresAt);
    }

    static OpenSession of(Session session, SecurityPolicy policy, UUID credential) {
        Instant end = session.createdAt().plus(policy.sessionLife());
        return new OpenSession(
                session.id(),
                session.client().userAgent(),
                session.client().address(),
                session.createdAt(),
                session.refreshedAt(),
                end.isBefore(session.expiresAt()) ? end : session.expiresAt(),
                session.id().value().equals(credential));
    }
}
