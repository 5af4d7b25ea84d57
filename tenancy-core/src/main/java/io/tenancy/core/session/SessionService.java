package io.tenancy.core.session;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.Secret;
import io.tenancy.core.access.Actor;
import io.tenancy.core.access.Caller;
import io.tenancy.core.access.Gate;
import io.tenancy.core.tenant.TenantDirectory;
import io.tenancy.core.tenant.TenantScope;
import java.util.Optional;

/** From an access token to a {@link Caller}, and the end of a session. */
public final class SessionService {
    private final Gate gate;
    private final TenantDirectory directory;
    private final SessionStore sessions;
    private final Standings standings;
    private final Tokens tokens;
    private final SupportCallers visitors;
    private final ProgramCallers programs;

    public SessionService(
            Gate gate,
            TenantDirectory directory,
            SessionStore sessions,
            Standings standings,
            Tokens tokens,
            SupportCallers visitors,
            ProgramCallers programs) {
        this.gate = requireNonNull(gate);
        this.directory = requireNonNull(directory);
        this.sessions = requireNonNull(sessions);
        this.standings = requireNonNull(standings);
        this.tokens = requireNonNull(tokens);
        this.visitors = requireNonNull(visitors);
        this.programs = requireNonNull(programs);
    }

    /**
     * The caller behind an access token or an API key, with what their roles allow now; empty where it is good for
     * nothing.
     */
    public Optional<Caller> authenticate(Secret token) {
        if (programs.isKey(token)) {
            return programs.find(token);
        }
        return tokens.verify(token)
                .flatMap(claims -> directory.enter(claims.tenant()).flatMap(scope -> caller(scope, claims)));
    }

    /** Ends the caller's own session: its refresh token is void at once, its access token within 2 s. */
    public void logout(Caller caller) {
        SessionId id = new SessionId(caller.credential());
        gate.ownCommand(caller, work -> {
            if (sessions.revoke(work.scope(), id, work.now())) {
                work.record("session.ended", id);
            }
            return work.changedNothing();
        });
    }

    private Optional<Caller> caller(TenantScope scope, Claims claims) {
        if (claims.bearer() instanceof Bearer.Person person) {
            return person(scope, person);
        }
        if (claims.bearer() instanceof Bearer.Support visitor) {
            return visitors.find(scope, visitor);
        }
        return claims.bearer() instanceof Bearer.Service service ? programs.find(scope, service) : Optional.empty();
    }

    private Optional<Caller> person(TenantScope scope, Bearer.Person person) {
        return standings
                .find(scope, person.session())
                .filter(standing -> standing.user().equals(person.user()))
                .map(standing -> standing.at(gate.now()))
                .map(standing -> new Caller(
                        scope,
                        Actor.of(scope, standing.user()),
                        person.session().value(),
                        standing.permissions(),
                        Optional.of(person.assurance())));
    }
}
