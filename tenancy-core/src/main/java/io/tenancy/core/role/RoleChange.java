package io.tenancy.core.role;

import io.tenancy.core.Check;
import io.tenancy.core.TenancyException.Invalid;
import io.tenancy.core.access.Permission;
import io.tenancy.core.access.Permissions;
import java.util.Optional;
import java.util.Set;

/** What of a custom role is to be changed; what is absent stays. */
public record RoleChange(
        Optional<String> description, Optional<Set<Permission>> permissions, Optional<Set<String>> inherits) {
    private static final int MOST_INHERITED = 20;

    public RoleChange(
            Optional<String> description, Optional<Set<Permission>> permissions, Optional<Set<String>> inherits) {
        this.description = description.map(text -> Check.optionalText("description", text, 500));
        this.permissions = permissions.map(RoleChange::known);
        this.inherits = inherits.map(RoleChange::few);
    }

    /** Whether the role is other than this change would have it. */
    boolean changes(Role role) {
        return description.filter(wanted -> !wanted.equals(role.description())).isPresent()
                || permissions
                        .filter(wanted -> !wanted.equals(role.permissions()))
                        .isPresent()
                || inherits.filter(wanted -> !wanted.equals(role.inherits())).isPresent();
    }

    /** The names of up to 20 roles. */
    static Set<String> few(Set<String> names) {
        if (names.size() > MOST_INHERITED) {
            throw new Invalid(
                    "inherits", "inherits.count", "A role inherits from " + MOST_INHERITED + " roles at most.");
        }
        names.forEach(name -> Check.text("inherits", name, 40));
        return Set.copyOf(names);
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
