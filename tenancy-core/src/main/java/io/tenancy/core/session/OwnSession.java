package io.tenancy.core.session;

import io.tenancy.core.TenancyException.Unauthenticated;
import io.tenancy.core.access.Caller;
import io.tenancy.core.access.Work;

/**
 * The session of a caller as it is in the transaction of a command. What a command makes outlasts the moment for which a node
 * remembers sessions, so it asks whether this one has ended meanwhile.
 */
public final class OwnSession {
    private OwnSession() {}

    /**
     * Finds it.
     *
     * @throws Unauthenticated if it has been ended
     */
    public static Session of(Caller caller, Work work, SessionStore sessions) {
        return sessions.find(work.scope(), new SessionId(caller.credential()))
                .filter(found -> found.user().value().equals(caller.actor().id())
                        && found.revokedAt().isEmpty())
                .orElseThrow(OwnSession::ended);
    }

    /** What refuses the token of a session, or of a user, that is not there any more. */
    public static Unauthenticated ended() {
        return new Unauthenticated("token.invalid", "The access token is no longer valid.");
    }
}
