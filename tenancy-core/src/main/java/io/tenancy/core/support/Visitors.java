package io.tenancy.core.support;

import static io.tenancy.core.access.Permissions.PLATFORM_ENTER_TENANTS;
import static java.util.Objects.requireNonNull;

import io.tenancy.core.access.Actor;
import io.tenancy.core.access.Assurance;
import io.tenancy.core.access.Caller;
import io.tenancy.core.access.Permission;
import io.tenancy.core.access.Permissions;
import io.tenancy.core.policy.SecurityPolicies;
import io.tenancy.core.role.BuiltInRole;
import io.tenancy.core.session.Bearer;
import io.tenancy.core.session.Standings;
import io.tenancy.core.session.SupportCallers;
import io.tenancy.core.support.Visit.Access;
import io.tenancy.core.support.Visit.Origin;
import io.tenancy.core.tenant.TenantDirectory;
import io.tenancy.core.tenant.TenantScope;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Answers, for each request with a token of a visit, whether the visit still counts: it is open, its tenant still lets
 * operators in, and the operator's own session is live and may still enter tenants. Nothing of a tenant's is remembered,
 * so an end takes effect at once; what the operator may do, within 2 s.
 */
public final class Visitors implements SupportCallers {
    private final VisitStore visits;
    private final SecurityPolicies policies;
    private final TenantDirectory directory;
    private final Standings standings;
    private final InstantSource clock;

    public Visitors(
            VisitStore visits,
            SecurityPolicies policies,
            TenantDirectory directory,
            Standings standings,
            InstantSource clock) {
        this.visits = requireNonNull(visits);
        this.policies = requireNonNull(policies);
        this.directory = requireNonNull(directory);
        this.standings = requireNonNull(standings);
        this.clock = requireNonNull(clock);
    }

    @Override
    public Optional<Caller> find(TenantScope scope, Bearer.Support bearer) {
        VisitId id = new VisitId(bearer.visit());
        return open(scope, bearer)
                .filter(visit -> visits.origin(scope, id)
                        .filter(origin -> mayEnter(visit, origin, bearer.assurance()))
                        .isPresent())
                .map(visit -> new Caller(
                        scope,
                        new Actor(Actor.Kind.OPERATOR, visit.operator().value()),
                        visit.id().value(),
                        permissions(visit.access()),
                        Optional.of(bearer.assurance())))
                .map(caller -> caller.on(() -> open(scope, bearer).map(visit -> permissions(visit.access()))));
    }

    /** What the tenant's own rows say of it. */
    private Optional<Visit> open(TenantScope scope, Bearer.Support bearer) {
        return visits.find(scope, new VisitId(bearer.visit()))
                .filter(visit -> visit.operator().equals(bearer.operator()))
                .filter(visit -> visit.isOpen(clock.instant()))
                .filter(visit -> policies.of(scope).support());
    }

    /** Nothing that would outlast the visit is among them: no role, no policy, no credential can be given. */
    static Set<Permission> permissions(Access access) {
        return BuiltInRole.ADMIN.permissions().stream()
                .filter(permission ->
                        isReading(permission) || (access == Access.WRITE && Permissions.isForVisitors(permission)))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static boolean isReading(Permission permission) {
        return permission.name().endsWith(":read");
    }

    private boolean mayEnter(Visit visit, Origin origin, Assurance assurance) {
        return directory
                .enter(origin.platform())
                .flatMap(platform -> standings.find(platform, origin.session()))
                .filter(standing -> standing.user().equals(visit.operator()))
                .filter(standing ->
                        standing.admits(assurance, policies.platform().mfa()))
                .map(standing -> standing.permissions().at(clock.instant()))
                .filter(held -> held.all().contains(PLATFORM_ENTER_TENANTS))
                .isPresent();
    }
}
