package io.tenancy.core.role;

import io.tenancy.core.Check;
import io.tenancy.core.TenancyException.Invalid;
import io.tenancy.core.access.Permission;
import io.tenancy.core.access.Permissions;
import java.util.Optional;
import java.util.Set;

/** What of a custom role is to be changed; what is absent stays. */
public record RoleChange(Optional<String> description, Optional<Set<Permission>> permissions) {
    public RoleChange(Optional<String> description, Optional<Set<Permission>> permissions) {
        this.description = description.map(text -> Check.optionalText("description", text, 500));
        this.permissions = permissions.map(RoleChange::known);
    }

    /** Whether the role is other than this change would have it. */
    boolean changes(Role role) {
        return description.filter(wanted -> !wanted.equals(role.description())).isPresent()
                || permissions
                        .filter(wanted -> !wanted.equals(role.permissions()))
                        .isPresent();
    }

    /** The permissions, all of which the catalogue has. */
    static Set<Permission> known(Set<Permission> permissions) {
        for (Permission permission : permissions) {
            Check.present("permissions", permission);
            if (Permissions.meaning(permission).isEmpty()) {
                throw new Invalid(
                        "permissions", "permissions.unknown", "There is no permission " + permission.name() + ".");
            }
        }
        return Set.copyOf(permissions);
    }
}
