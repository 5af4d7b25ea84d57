package io.tenancy.core.session;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.Secret;
import io.tenancy.core.TenancyException.Demand;
import io.tenancy.core.TenancyException.Unauthenticated;
import io.tenancy.core.access.Actor;
import io.tenancy.core.access.Assurance;
import io.tenancy.core.access.Caller;
import io.tenancy.core.access.Gate;
import io.tenancy.core.access.Permission;
import io.tenancy.core.policy.SecurityPolicy;
import io.tenancy.core.tenant.TenantDirectory;
import io.tenancy.core.tenant.TenantScope;
import java.util.Optional;
import java.util.Set;

/** From an access token to a {@link Caller}, and the end of a session. */
public final class SessionService {
    private final Gate gate;
    private final TenantDirectory directory;
    private final SessionStore sessions;
    private final Standings standings;
    private final Tokens tokens;
    private final SupportCallers visitors;
    private final ProgramCallers programs;
    private final SecurityPolicy platform;

    public SessionService(
            Gate gate,
            TenantDirectory directory,
            SessionStore sessions,
            Standings standings,
            Tokens tokens,
            SupportCallers visitors,
            ProgramCallers programs,
            SecurityPolicy platform) {
        this.gate = requireNonNull(gate);
        this.directory = requireNonNull(directory);
        this.sessions = requireNonNull(sessions);
        this.standings = requireNonNull(standings);
        this.tokens = requireNonNull(tokens);
        this.visitors = requireNonNull(visitors);
        this.programs = requireNonNull(programs);
        this.platform = requireNonNull(platform);
    }

    /**
     * The caller behind an access token or an API key, with what their roles allow now; empty where it is good for
     * nothing.
     *
     * @throws Unauthenticated if the session began with one factor, and the tenant asks for two by now (RFC 9470)
     */
    public Optional<Caller> authenticate(Secret token) {
        return authenticate(token, this::sufficient);
    }

    /** The same for what somebody does to prove more, or to end the session: any proof is enough. */
    public Optional<Caller> authenticateToProve(Secret token) {
        return authenticate(token, (standing, assurance) -> true);
    }

    /** The same for who asks on behalf of a resource server: empty also where the session has to prove more first. */
    public Optional<Caller> introspect(Secret token) {
        return authenticate(token, (standing, assurance) -> standing.admits(assurance, platform.mfa()));
    }

    private Optional<Caller> authenticate(Secret token, Worth demand) {
        if (programs.isKey(token)) {
            return programs.find(token);
        }
        return tokens.verify(token)
                .flatMap(claims -> directory.enter(claims.tenant()).flatMap(scope -> caller(scope, claims, demand)));
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

    private Optional<Caller> caller(TenantScope scope, Claims claims, Worth demand) {
        if (claims.bearer() instanceof Bearer.Person person) {
            return person(scope, person, demand);
        }
        if (claims.bearer() instanceof Bearer.Support visitor) {
            return visitors.find(scope, visitor);
        }
        return claims.bearer() instanceof Bearer.Service service ? programs.find(scope, service) : Optional.empty();
    }

    private Optional<Caller> person(TenantScope scope, Bearer.Person person, Worth demand) {
        return standing(scope, person, demand)
                .map(standing -> new Caller(
                        scope,
                        Actor.of(scope, standing.user()),
                        person.session().value(),
                        standing.permissions(),
                        Optional.of(person.assurance())))
                .map(caller -> caller.on(() -> permissions(scope, person, demand)));
    }

    private Optional<Set<Permission>> permissions(TenantScope scope, Bearer.Person person, Worth demand) {
        return standing(scope, person, demand)
                .map(standing -> standing.permissions().all());
    }

    private Optional<Standing> standing(TenantScope scope, Bearer.Person person, Worth demand) {
        return standings
                .find(scope, person.session())
                .filter(standing -> standing.user().equals(person.user()))
                .filter(standing -> demand.isMet(standing, person.assurance()))
                .map(standing -> standing.at(gate.now()));
    }

    private boolean sufficient(Standing standing, Assurance assurance) {
        if (!standing.admits(assurance, platform.mfa())) {
            throw new Unauthenticated(
                    "access.step_up_required",
                    "The tenant asks for a second factor: POST /v1/auth/step-up, or sign in again to set one up.",
                    new Demand(Assurance.TWO_FACTORS, platform.stepUp()));
        }
        return true;
    }

    /** What a proof has to be worth. */
    @FunctionalInterface
    private interface Worth {
        boolean isMet(Standing standing, Assurance assurance);
    }
}
