package io.tenancy.core.session;

import static io.tenancy.core.access.Permissions.SESSION_READ;
import static io.tenancy.core.access.Permissions.SESSION_WRITE;
import static java.util.Objects.requireNonNull;

import io.tenancy.core.TenancyException.NotFound;
import io.tenancy.core.access.Caller;
import io.tenancy.core.access.Gate;
import io.tenancy.core.access.Work;
import io.tenancy.core.policy.SecurityPolicies;
import io.tenancy.core.policy.SecurityPolicy;
import io.tenancy.core.role.Grants;
import io.tenancy.core.role.RoleStore;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.core.user.User;
import io.tenancy.core.user.UserId;
import io.tenancy.core.user.UserStore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;

/**
 * Seeing and ending sessions that go on: one's own, and with the permission those of others. A refresh token of an ended
 * session is void at once, its access tokens within 2 s.
 */
public final class OpenSessions {
    private final Gate gate;
    private final UserStore users;
    private final SessionStore sessions;
    private final SecurityPolicies policies;
    private final Grants grants;
    private final InstantSource clock;

    public OpenSessions(
            Gate gate,
            UserStore users,
            RoleStore roles,
            SessionStore sessions,
            SecurityPolicies policies,
            InstantSource clock) {
        this.gate = requireNonNull(gate);
        this.users = requireNonNull(users);
        this.grants = new Grants(roles);
        this.sessions = requireNonNull(sessions);
        this.policies = requireNonNull(policies);
        this.clock = requireNonNull(clock);
    }

    /** The caller's own sessions, the one that was used last first. */
    public List<OpenSession> own(Caller caller) {
        return gate.ownQuery(caller, scope -> list(scope, caller, self(caller)));
    }

    /** Ends one of the caller's own sessions, which may be the present one. */
    public void endOwn(Caller caller, SessionId id) {
        gate.ownCommand(caller, work -> end(work, self(caller), id));
    }

    /** Ends the caller's own sessions but the present one. */
    public void endOthers(Caller caller) {
        gate.ownCommand(caller, work -> {
            live(work.scope(), self(caller), work.now())
                    .filter(session -> !session.id().value().equals(caller.credential()))
                    .forEach(session -> revoke(work, session.id()));
            return work.changedNothing();
        });
    }

    /** The sessions of a user of the tenant. */
    public List<OpenSession> of(Caller caller, UserId user) {
        return gate.query(caller, SESSION_READ, scope -> {
            existing(scope, user);
            return list(scope, caller, user);
        });
    }

    /** Ends one session of a user who may do no more than the caller. */
    public void end(Caller caller, UserId user, SessionId id) {
        gate.command(caller, SESSION_WRITE, work -> {
            requireAuthority(caller, work, user);
            return end(work, user, id);
        });
    }

    /** Ends every session of a user who may do no more than the caller. */
    public void endAll(Caller caller, UserId user) {
        gate.command(caller, SESSION_WRITE, work -> {
            requireAuthority(caller, work, user);
            live(work.scope(), user, work.now()).forEach(session -> revoke(work, session.id()));
            return work.changedNothing();
        });
    }

    private List<OpenSession> list(TenantScope scope, Caller caller, UserId user) {
        SecurityPolicy policy = policies.of(scope);
        return live(scope, user, clock.instant())
                .map(session -> OpenSession.of(session, policy, caller.credential()))
                .toList();
    }

    private Stream<Session> live(TenantScope scope, UserId user, Instant now) {
        SecurityPolicy policy = policies.of(scope);
        return sessions.open(scope, user).stream()
                .filter(session -> session.isLive(now, policy.sessionIdle(), policy.sessionLife()));
    }

    private boolean end(Work work, UserId user, SessionId id) {
        Session session = live(work.scope(), user, work.now())
                .filter(open -> open.id().equals(id))
                .findAny()
                .orElseThrow(() -> new NotFound("session"));
        revoke(work, session.id());
        return work.changedNothing();
    }

    private void revoke(Work work, SessionId id) {
        if (sessions.revoke(work.scope(), id, work.now())) {
            work.record("session.ended", id);
        }
    }

    private void requireAuthority(Caller caller, Work work, UserId user) {
        grants.requireAuthorityOver(caller, work, existing(work.scope(), user).id());
    }

    private User existing(TenantScope scope, UserId id) {
        return users.find(scope, id).orElseThrow(() -> new NotFound("user"));
    }

    private static UserId self(Caller caller) {
        return new UserId(caller.actor().id());
    }
}
