package io.tenancy.testkit;

import io.tenancy.core.Id;
import io.tenancy.core.access.Held;
import io.tenancy.core.access.Permission;
import io.tenancy.core.grant.Grant;
import io.tenancy.core.group.Group;
import io.tenancy.core.role.Grants;
import io.tenancy.core.role.Holding;
import io.tenancy.core.role.Role;
import io.tenancy.core.role.RoleGraph;
import io.tenancy.core.tenant.TenantScope;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What users have, from the rows in memory. */
record InMemoryHoldings(InMemoryTables tables) {
    List<Holding> of(TenantScope scope, Id user) {
        Stream<Holding> roles = tables.users.find(scope.id(), user.value()).stream()
                .flatMap(known -> known.roles().stream())
                .map(Holding::ofRole);
        Stream<Holding> grants = tables.grants
                .all(scope.id())
                .filter(grant -> grant.user().value().equals(user.value()))
                .map(InMemoryHoldings::granted);
        Stream<Holding> groups = tables.groups
                .all(scope.id())
                .filter(group -> tables.members
                        .all(scope.id())
                        .anyMatch(row -> row.group().equals(group.id())
                                && row.user().value().equals(user.value())))
                .flatMap(InMemoryHoldings::ofGroup);
        return Stream.of(roles, grants, groups).flatMap(some -> some).toList();
    }

    Held<String> names(TenantScope scope, Collection<Holding> holdings) {
        return graph(scope).names(holdings);
    }

    Held<Permission> allowed(TenantScope scope, Collection<Holding> holdings) {
        return graph(scope).allowed(holdings);
    }

    /** Refuses roles that the tenant does not have. */
    void requireRoles(TenantScope scope, Collection<String> names) {
        if (!tables.roles
                .all(scope.id())
                .map(Role::name)
                .collect(Collectors.toSet())
                .containsAll(names)) {
            throw Grants.unknownRole();
        }
    }

    private RoleGraph graph(TenantScope scope) {
        return new RoleGraph(tables.roles.all(scope.id()).toList());
    }

    private static Holding granted(Grant grant) {
        return new Holding(
                Holding.Kind.GRANT,
                Optional.of(grant.id().value()),
                Optional.empty(),
                grant.role(),
                grant.permission(),
                grant.expiresAt());
    }

    private static Stream<Holding> ofGroup(Group group) {
        return group.roles().stream()
                .map(role -> new Holding(
                        Holding.Kind.GROUP,
                        Optional.of(group.id().value()),
                        Optional.of(group.name()),
                        Optional.of(role),
                        Optional.empty(),
                        Optional.empty()));
    }
}
