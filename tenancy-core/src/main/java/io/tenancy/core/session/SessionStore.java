package io.tenancy.core.session;

import io.tenancy.core.access.Assurance;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.core.user.UserId;
import io.tenancy.core.user.UserSessions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The sessions of a tenant's users. */
public interface SessionStore extends UserSessions {
    Optional<Session> find(TenantScope scope, SessionId id);

    /** The sessions of a user that are not revoked; the one that was refreshed last comes first. */
    List<Session> open(TenantScope scope, UserId user);

    void add(TenantScope scope, Session session);

    /**
     * Moves the session on from one generation of its refresh token to the next. Of many callers at the same time exactly one is told
     * true; for a session that is revoked, or past that generation, the answer is false.
     *
     * @param client from where the token was used, as far as it is known; what is not stays as it was
     */
    boolean rotate(TenantScope scope, SessionId id, int generation, Instant at, Client client);

    /** Notes that the user of a session has proved anew who they are. */
    void reassure(TenantScope scope, SessionId id, Assurance assurance);

    /** Ends a session; false where it has ended before or never was. */
    boolean revoke(TenantScope scope, SessionId id, Instant at);

    /** Ends every session of a user but one, if one is given. */
    void revokeAll(TenantScope scope, UserId user, Optional<SessionId> except, Instant at);

    @Override
    default void endAll(TenantScope scope, UserId user, Instant at) {
        revokeAll(scope, user, Optional.empty(), at);
    }

    /**
     * Removes a user's sessions that ended, or were refreshed for the last time, before that time; their refresh tokens
     * are unknown from then on.
     */
    void prune(TenantScope scope, UserId user, Instant before);
}
