package io.tenancy.core.role;

import static io.tenancy.core.access.Permissions.ROLE_ASSIGN;
import static java.util.Objects.requireNonNull;

import io.tenancy.core.Id;
import io.tenancy.core.TenancyException.Denied;
import io.tenancy.core.TenancyException.Invalid;
import io.tenancy.core.access.Caller;
import io.tenancy.core.access.Held;
import io.tenancy.core.access.Permission;
import io.tenancy.core.access.Work;
import io.tenancy.core.tenant.TenantScope;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** What the roles of a tenant allow, and the rule that nobody gives or takes what they do not hold. */
public final class Grants {
    private final RoleStore roles;

    public Grants(RoleStore roles) {
        this.roles = requireNonNull(roles);
    }

    /** Everything that these roles allow. A name that the tenant does not have allows nothing. */
    public Set<Permission> of(TenantScope scope, Collection<String> names) {
        return graph(scope).permissions(names);
    }

    /** Everything that a user may do, by roles, groups and grants, and up to when. */
    public Held<Permission> of(TenantScope scope, Id user, Instant now) {
        return graph(scope)
                .allowed(roles.holdings(scope, user).stream()
                        .filter(holding -> holding.counts(now))
                        .toList());
    }

    public RoleGraph graph(TenantScope scope) {
        return new RoleGraph(roles.list(scope));
    }

    /**
     * Checks that the caller may give these roles to somebody for good.
     *
     * @throws Invalid if the tenant has no role of that name
     * @throws Denied if a role allows what the caller may not do, or not for good
     */
    public void requireGrantable(Caller caller, Work work, Set<String> names) {
        requireGrantable(caller, work, names, Optional.empty());
    }

    /**
     * Checks that the caller may give these roles to somebody up to a time, or for good where there is none.
     *
     * @throws Invalid if the tenant has no role of that name
     * @throws Denied if a role allows what the caller may not do, or not for so long
     */
    public void requireGrantable(Caller caller, Work work, Set<String> names, Optional<Instant> until) {
        requireGrantable(caller, work, names, Set.of(), until);
    }

    /** The same of roles and of permissions by themselves. */
    public void requireGrantable(
            Caller caller, Work work, Set<String> names, Set<Permission> permissions, Optional<Instant> until) {
        RoleGraph graph = graph(work.scope());
        if (names.stream().anyMatch(name -> graph.find(name).isEmpty())) {
            throw unknownRole();
        }
        Set<Permission> given = new HashSet<>(graph.permissions(names));
        given.addAll(permissions);
        requireHeld(caller, given, until);
        requireStillHeld(caller, work, graph, given, ROLE_ASSIGN);
    }

    /**
     * Checks the same of a user who has asked before, by the rows that there are now; what they hold for a while only is
     * not theirs to give.
     */
    public void requireGrantable(TenantScope scope, Id user, Set<String> names, Set<Permission> needed) {
        RoleGraph graph = graph(scope);
        if (names.stream().anyMatch(name -> graph.find(name).isEmpty())) {
            throw unknownRole();
        }
        Set<Permission> held = graph.allowed(roles.holdings(scope, user)).lasting();
        if (!held.containsAll(graph.permissions(names)) || !held.containsAll(needed)) {
            throw new Denied("access.escalation", "This needs permissions that the caller does not hold any more.");
        }
    }

    /**
     * Checks the same by the rows that there are now. A command that has waited for another one to end may be that of somebody
     * from whom the other one has taken what this one gives.
     */
    void requireStillHeld(Caller caller, Work work, RoleGraph graph, Collection<Permission> given, Permission needed) {
        Optional<Set<Permission>> held = caller.user()
                .map(user -> work.held()
                        .orElseGet(() -> graph.allowed(roles.holdings(work.scope(), user))
                                .all()));
        if (held.filter(all -> !all.containsAll(given) || !all.contains(needed)).isPresent()) {
            throw new Denied("access.escalation", "This needs permissions that the caller does not hold any more.");
        }
    }

    /**
     * Checks that the caller may change one who has these roles: nobody disables, deletes or takes over somebody who may
     * do more than they may.
     */
    public void requireAuthorityOver(Caller caller, TenantScope scope, Set<String> names) {
        requireHeld(caller, of(scope, names));
    }

    /** Checks the same for a user, with all that they may do. */
    public void requireAuthorityOver(Caller caller, Work work, Id user) {
        requireHeld(caller, of(work.scope(), user, work.now()).all());
    }

    /** What refuses a role that the tenant does not have, or not any more. */
    public static Invalid unknownRole() {
        return new Invalid("roles", "roles.unknown", "There is no role of one of these names.");
    }

    /** Refuses with {@link Denied} a caller who does not hold every one of these. */
    public static void requireHeld(Caller caller, Collection<Permission> permissions) {
        if (!caller.covers(permissions)) {
            throw new Denied("access.escalation", "This needs permissions that the caller does not hold.");
        }
    }

    /** Refuses with {@link Denied} a caller who does not hold these up to a time, or for good where there is none. */
    public static void requireHeld(Caller caller, Collection<Permission> permissions, Optional<Instant> until) {
        requireHeld(caller, permissions);
        if (!caller.covers(permissions, until)) {
            throw new Denied("access.escalation", "Nobody gives a permission for longer than they hold it themselves.");
        }
    }
}
