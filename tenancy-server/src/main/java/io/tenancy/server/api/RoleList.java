package io.tenancy.server.api;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.Page;
import io.tenancy.core.role.Role;
import io.tenancy.server.api.PermissionResource.PermissionMeaning;
import java.util.List;
import java.util.Optional;

/**
 * The roles of a tenant.
 *
 * @param permissions what roles can allow, where that was asked for
 */
public record RoleList(List<Role> items, Optional<String> next, Optional<List<PermissionMeaning>> permissions) {
    public RoleList {
        items = List.copyOf(items);
        requireNonNull(next);
        permissions = permissions.map(List::copyOf);
    }

    static RoleList of(Page<Role> roles, Optional<List<PermissionMeaning>> permissions) {
        return new RoleList(roles.items(), roles.next(), permissions);
    }
}
