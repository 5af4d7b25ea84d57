package io.tenancy.core.grant;

import static io.tenancy.core.access.Permissions.GROUP_READ;
import static io.tenancy.core.access.Permissions.ROLE_READ;
import static io.tenancy.core.access.Permissions.USER_READ;
import static java.util.Objects.requireNonNull;

import io.tenancy.core.Page;
import io.tenancy.core.TenancyException.NotFound;
import io.tenancy.core.access.Caller;
import io.tenancy.core.access.Gate;
import io.tenancy.core.access.Held;
import io.tenancy.core.access.Permission;
import io.tenancy.core.grant.EffectivePermission.Source;
import io.tenancy.core.role.Grants;
import io.tenancy.core.role.Holding;
import io.tenancy.core.role.RoleGraph;
import io.tenancy.core.role.RoleStore;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.core.user.UserId;
import io.tenancy.core.user.UserStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Says what a user may do, and which role, group or grant gives it, through which chain. */
public final class ExplanationService {
    private final Gate gate;
    private final UserStore users;
    private final RoleStore roles;
    private final Grants grants;

    public ExplanationService(Gate gate, UserStore users, RoleStore roles) {
        this.gate = requireNonNull(gate);
        this.users = requireNonNull(users);
        this.roles = requireNonNull(roles);
        this.grants = new Grants(roles);
    }

    /**
     * What the user may do while active, in the order of the names, on one page. It names groups, and roles with those from
     * which they inherit, so it takes the permissions to see these too.
     */
    public Page<EffectivePermission> explain(Caller caller, UserId user) {
        caller.require(ROLE_READ);
        caller.require(GROUP_READ);
        return gate.query(caller, USER_READ, scope -> {
            if (users.find(scope, user).isEmpty()) {
                throw new NotFound("user");
            }
            return new Page<>(explain(scope, user), Optional.empty());
        });
    }

    private List<EffectivePermission> explain(TenantScope scope, UserId user) {
        RoleGraph graph = grants.graph(scope);
        List<Holding> holdings = roles.holdings(scope, user).stream()
                .filter(holding -> holding.counts(gate.now()))
                .toList();
        Map<Permission, List<Source>> sources = new TreeMap<>();
        for (Holding holding : holdings) {
            holding.permission().ifPresent(one -> add(sources, one, Source.of(holding, List.of())));
            holding.role()
                    .map(graph::paths)
                    .orElse(Map.of())
                    .forEach((role, path) ->
                            role.permissions().forEach(one -> add(sources, one, Source.of(holding, path))));
        }
        Held<Permission> allowed = graph.allowed(holdings);
        return sources.entrySet().stream()
                .filter(one -> scope.isPlatform() || !one.getKey().isPlatform())
                .map(one -> new EffectivePermission(one.getKey(), allowed.end(one.getKey()), one.getValue()))
                .toList();
    }

    private static void add(Map<Permission, List<Source>> sources, Permission permission, Source source) {
        sources.computeIfAbsent(permission, any -> new ArrayList<>()).add(source);
    }
}
