package io.tenancy.core.support;

import static io.tenancy.core.access.Permissions.AUDIT_READ;
import static io.tenancy.core.access.Permissions.PLATFORM_ENTER_TENANTS;
import static io.tenancy.core.access.Permissions.SECURITY_WRITE;
import static java.util.Objects.requireNonNull;

import io.tenancy.core.Cursors;
import io.tenancy.core.Page;
import io.tenancy.core.PageRequest;
import io.tenancy.core.Position;
import io.tenancy.core.Secret;
import io.tenancy.core.TenancyException.Conflict;
import io.tenancy.core.TenancyException.Denied;
import io.tenancy.core.TenancyException.NotFound;
import io.tenancy.core.access.Assurance;
import io.tenancy.core.access.Caller;
import io.tenancy.core.access.Difference;
import io.tenancy.core.access.Gate;
import io.tenancy.core.access.Work;
import io.tenancy.core.policy.SecurityPolicies;
import io.tenancy.core.session.Bearer;
import io.tenancy.core.session.Claims;
import io.tenancy.core.session.SessionId;
import io.tenancy.core.session.Tokens;
import io.tenancy.core.support.Visit.Access;
import io.tenancy.core.support.Visit.Origin;
import io.tenancy.core.tenant.TenantDirectory;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.core.user.UserId;
import io.tenancy.core.user.UserStore;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Operators in tenants: entering to help, leaving, and what the tenant sees of it. */
public final class SupportService {
    private static final int DEFAULT_MINUTES = 30;

    private final Gate gate;
    private final TenantDirectory directory;
    private final VisitStore visits;
    private final UserStore users;
    private final SecurityPolicies policies;
    private final Tokens tokens;
    private final Cursors cursors;

    public SupportService(
            Gate gate,
            TenantDirectory directory,
            VisitStore visits,
            UserStore users,
            SecurityPolicies policies,
            Tokens tokens,
            Cursors cursors) {
        this.gate = requireNonNull(gate);
        this.directory = requireNonNull(directory);
        this.visits = requireNonNull(visits);
        this.users = requireNonNull(users);
        this.policies = requireNonNull(policies);
        this.tokens = requireNonNull(tokens);
        this.cursors = requireNonNull(cursors);
    }

    /**
     * Enters a tenant. Both journals have it before there is a token: the tenant's first, so that nobody is ever in a
     * tenant without its journal saying so. Who asks again, because an answer was lost or a server has died, is on the visit
     * that there is: from the same session, for the same reason, as long and with as much access.
     *
     * @throws Denied if the tenant does not let operators in, or is suspended
     */
    public Entered enter(Caller operator, TenantId id, NewVisit wanted) {
        String email = gate.query(
                operator,
                PLATFORM_ENTER_TENANTS,
                platform -> users.find(platform, new UserId(operator.actor().id()))
                        .orElseThrow(() -> new NotFound("user"))
                        .email());
        Assurance assurance = operator.assurance()
                .orElseThrow(() -> new Denied("access.denied", "Only a person who has signed in can enter a tenant."));
        TenantScope scope = directory.enter(id).orElseThrow(() -> new NotFound("tenant"));
        requireEnterable(scope);
        Visit visit = gate.act(scope, operator.actor(), work -> begin(operator, email, work, wanted));
        gate.command(operator, PLATFORM_ENTER_TENANTS, work -> {
            work.record(
                    "support.entered",
                    id,
                    Difference.added("visit", visit.id().value()),
                    Difference.added("reason", visit.reason()),
                    Difference.added("access", visit.access()));
            return visit;
        });
        return new Entered(
                visit,
                token(scope, visit, assurance),
                "Bearer",
                Duration.between(gate.now(), visit.expiresAt()).toSeconds());
    }

    /** The visit of the caller, for those who are on one. */
    public Visit own(Caller caller) {
        return gate.ownQuery(
                caller,
                scope -> visits.find(scope, new VisitId(caller.credential())).orElseThrow(() -> new NotFound("visit")));
    }

    /** Ends the caller's own visit, at once. */
    public Visit leave(Caller caller) {
        return gate.ownCommand(caller, work -> end(work, new VisitId(caller.credential()), "support.left"));
    }

    /** The visits to the caller's tenant, the youngest first. */
    public Page<Visit> list(Caller caller, VisitFilter filter, PageRequest request) {
        return gate.query(
                caller,
                AUDIT_READ,
                scope -> cursors.page(
                        scope.id(),
                        "visits " + filter,
                        request,
                        (before, limit) -> visits.list(scope, filter, before, limit),
                        visit -> new Position("", visit.id().value())));
    }

    /** Shows an operator out, at once. */
    public Visit end(Caller caller, VisitId id) {
        return gate.command(caller, SECURITY_WRITE, work -> end(work, id, "support.ended"));
    }

    private Visit end(Work work, VisitId id, String action) {
        Visit visit = visits.find(work.scope(), id).orElseThrow(() -> new NotFound("visit"));
        if (!visit.isOpen(work.now()) || !visits.end(work.scope(), id, work.now())) {
            throw new Conflict("visit.over", "This visit is over.");
        }
        work.record(action, id);
        return visits.find(work.scope(), id).orElseThrow();
    }

    private void requireEnterable(TenantScope scope) {
        if (scope.isPlatform()) {
            throw new Denied("support.forbidden", "The platform's own tenant is not entered: its users are operators.");
        }
        if (!policies.of(scope).support()) {
            throw new Denied("support.forbidden", "This tenant lets no operator in. Ask its administrators.");
        }
    }

    private Visit begin(Caller operator, String email, Work work, NewVisit wanted) {
        work.lock("visits");
        SessionId session = new SessionId(operator.credential());
        Visit visit = visit(operator, email, work, wanted);
        Optional<Visit> same = visits.open(work.scope(), session, work.now()).stream()
                .filter(visit::isRepeatedBy)
                .findFirst();
        if (same.isPresent()) {
            work.changedNothing();
            return same.get();
        }
        visits.add(work.scope(), visit, new Origin(operator.tenant(), session));
        work.record(
                "support.entered",
                visit.id(),
                Difference.added("reason", visit.reason()),
                Difference.added("access", visit.access()));
        return visit;
    }

    private static Visit visit(Caller operator, String email, Work work, NewVisit wanted) {
        Duration length = Duration.ofMinutes(wanted.minutes().orElse(DEFAULT_MINUTES));
        return new Visit(
                new VisitId(work.newId()),
                new UserId(operator.actor().id()),
                email,
                wanted.access().orElse(Access.READ),
                wanted.reason(),
                work.now(),
                work.now().plus(length),
                Optional.empty());
    }

    private Secret token(TenantScope scope, Visit visit, Assurance assurance) {
        Bearer bearer = new Bearer.Support(visit.operator(), visit.id().value(), assurance);
        return tokens.issue(
                new Claims(visit.id().value(), scope.id(), bearer, Set.of(), visit.startedAt(), visit.expiresAt()));
    }
}
