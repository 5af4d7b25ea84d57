package io.tenancy.core.login;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.MasterKey;
import io.tenancy.core.Secret;
import io.tenancy.core.TenancyException.Unauthenticated;
import io.tenancy.core.access.Actor;
import io.tenancy.core.access.Gate;
import io.tenancy.core.policy.MfaPolicy;
import io.tenancy.core.policy.SecurityPolicy;
import io.tenancy.core.session.Client;
import io.tenancy.core.session.Session;
import io.tenancy.core.session.SessionStore;
import io.tenancy.core.session.Standing;
import io.tenancy.core.session.Standings;
import io.tenancy.core.tenant.TenantDirectory;
import io.tenancy.core.tenant.TenantScope;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Exchanges a refresh token for the next pair (RFC 9700, section 4.14.2): each is good once, and the use of an older
 * one ends the session, because one of its two holders has stolen it.
 */
public final class RefreshService {
    private final Gate gate;
    private final TenantDirectory directory;
    private final SessionStore sessions;
    private final Standings standings;
    private final TokenPairs pairs;
    private final MasterKey key;
    private final InstantSource clock;

    public RefreshService(
            Gate gate,
            TenantDirectory directory,
            SessionStore sessions,
            Standings standings,
            TokenPairs pairs,
            MasterKey key,
            InstantSource clock) {
        this.gate = requireNonNull(gate);
        this.directory = requireNonNull(directory);
        this.sessions = requireNonNull(sessions);
        this.standings = requireNonNull(standings);
        this.pairs = requireNonNull(pairs);
        this.key = requireNonNull(key);
        this.clock = requireNonNull(clock);
    }

    /**
     * Rotates the token. Of many uses at the same time all get the same successor while the grace lasts; without grace
     * they count as reuse, and end the session.
     *
     * @param client from where the session is used now, which is remembered in place of what was known before
     */
    public TokenPair refresh(Secret refreshToken, Client client) {
        RefreshToken token = RefreshToken.parse(refreshToken).orElseThrow(RefreshService::invalid);
        TenantScope scope = directory.enterToVerify(token.tenant()).orElseThrow(RefreshService::invalid);
        Instant now = clock.instant();
        Session session = made(scope, token, now);
        if (token.generation() == session.generation()) {
            requireEnough(scope, session);
            if (sessions.rotate(scope, session.id(), token.generation(), now, client)) {
                return issue(scope, session, token.generation() + 1, now);
            }
            session = made(scope, token, now);
        }
        return repeat(scope, session, token, now);
    }

    /** Ends the session of a refresh token of whatever generation; does nothing for every other text. */
    public void revoke(Secret refreshToken) {
        RefreshToken.parse(refreshToken)
                .ifPresent(token -> directory
                        .enterToVerify(token.tenant())
                        .ifPresent(scope -> live(scope, token, clock.instant())
                                .ifPresent(session -> end(scope, session, "session.ended"))));
    }

    private void end(TenantScope scope, Session session, String action) {
        gate.act(scope, Actor.of(scope, session.user()), work -> {
            if (sessions.revoke(scope, session.id(), work.now())) {
                work.record(action, session.id());
            }
            return work.changedNothing();
        });
    }

    /** Answers the use of a token that has a successor already. */
    private TokenPair repeat(TenantScope scope, Session session, RefreshToken token, Instant now) {
        boolean inGrace = token.generation() == session.generation() - 1
                && now.isBefore(session.refreshedAt().plus(pairs.policy().reuseGrace()));
        if (inGrace) {
            requireEnough(scope, session);
            return issue(scope, session, session.generation(), now);
        }
        end(scope, session, "session.reuse_detected");
        throw invalid();
    }

    private TokenPair issue(TenantScope scope, Session session, int generation, Instant now) {
        Standing standing = standings.find(scope, session.id()).orElseThrow(RefreshService::invalid);
        return pairs.issue(scope, session, standing.roles().at(now).all(), generation, now);
    }

    /** The live session for which the token was made. */
    private Session made(TenantScope scope, RefreshToken token, Instant now) {
        return live(scope, token, now).orElseThrow(RefreshService::invalid);
    }

    private Optional<Session> live(TenantScope scope, RefreshToken token, Instant now) {
        SecurityPolicy policy = pairs.policy(scope);
        return sessions.find(scope, token.session())
                .filter(session -> session.isLive(now, policy.sessionIdle(), policy.sessionLife()))
                .filter(session -> token.isOf(session, key));
    }

    /** A session of one factor is worth nothing where two are asked for; it can be ended, and its reuse is noticed. */
    private void requireEnough(TenantScope scope, Session session) {
        if (pairs.policy(scope).mfa() == MfaPolicy.REQUIRED
                && !session.assurance().isMultiFactor()) {
            throw invalid();
        }
    }

    private static Unauthenticated invalid() {
        return new Unauthenticated("session.invalid_refresh_token", "The refresh token is not valid. Sign in again.");
    }
}
