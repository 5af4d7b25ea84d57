package io.tenancy.core.login;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.access.Assurance;
import io.tenancy.core.access.Work;
import io.tenancy.core.policy.SecurityPolicy;
import io.tenancy.core.session.Client;
import io.tenancy.core.session.Session;
import io.tenancy.core.session.SessionId;
import io.tenancy.core.session.SessionStore;
import io.tenancy.core.user.User;
import io.tenancy.core.user.User.Status;
import io.tenancy.core.user.UserId;
import io.tenancy.core.user.UserStore;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;

/** Starts sessions for users who have proved who they are. */
public final class SessionStarter {
    private static final int SEED_BYTES = 32;

    private final SessionStore sessions;
    private final UserStore users;
    private final TokenPairs pairs;
    private final SecureRandom random;

    public SessionStarter(SessionStore sessions, UserStore users, TokenPairs pairs, SecureRandom random) {
        this.sessions = requireNonNull(sessions);
        this.users = requireNonNull(users);
        this.pairs = requireNonNull(pairs);
        this.random = requireNonNull(random);
    }

    /**
     * Makes every other change of the user wait until this work ends, and tells how the user stands now; empty where
     * they may not sign in any more.
     */
    Optional<User> admit(Work work, UserId id) {
        users.touch(work.scope(), id, work.now());
        return users.find(work.scope(), id).filter(user -> user.status() == Status.ACTIVE);
    }

    TokenPair start(Work work, User user, Assurance assurance, Client client) {
        SecurityPolicy policy = pairs.policy(work.scope());
        SessionId id = new SessionId(work.newId());
        Session session = new Session(
                id,
                user.id(),
                0,
                seed(),
                work.now(),
                work.now(),
                work.now().plus(policy.sessionLife()),
                Optional.empty(),
                assurance,
                client);
        sessions.prune(work.scope(), user.id(), work.now().minus(policy.sessionIdle()));
        makeRoom(work, user);
        sessions.add(work.scope(), session);
        work.record("session.started", id);
        return pairs.issue(work.scope(), session, user.roles(), session.generation(), work.now());
    }

    /** Ends those sessions of a user that were refreshed first, so that one more is not too many. */
    private void makeRoom(Work work, User user) {
        sessions.open(work.scope(), user.id()).stream()
                .skip(pairs.policy().perUser() - 1L)
                .filter(oldest -> sessions.revoke(work.scope(), oldest.id(), work.now()))
                .forEach(oldest -> work.record("session.ended", oldest.id()));
    }

    private String seed() {
        byte[] seed = new byte[SEED_BYTES];
        random.nextBytes(seed);
        return HexFormat.of().formatHex(seed);
    }
}
