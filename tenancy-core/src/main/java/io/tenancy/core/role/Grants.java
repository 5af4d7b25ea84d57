package io.tenancy.core.role;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.TenancyException.Denied;
import io.tenancy.core.TenancyException.Invalid;
import io.tenancy.core.access.Caller;
import io.tenancy.core.access.Permission;
import io.tenancy.core.tenant.TenantScope;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What the roles of a tenant allow, and the rule that nobody gives or takes what they do not hold. */
public final class Grants {
    private final RoleStore roles;

    public Grants(RoleStore roles) {
        this.roles = requireNonNull(roles);
    }

    /** Everything that a user with these roles may do. A name that the tenant does not have allows nothing. */
    public Set<Permission> of(TenantScope scope, Collection<String> names) {
        Set<Permission> permissions = new HashSet<>();
        for (Role role : roles.list(scope)) {
            if (names.contains(role.name())) {
                permissions.addAll(role.permissions());
            }
        }
        return Set.copyOf(permissions);
    }

    /**
     * Checks that the caller may give these roles to somebody.
     *
     * @throws Invalid if the tenant has no role of that name
     * @throws Denied if a role allows what the caller may not do
     */
    public void requireGrantable(Caller caller, TenantScope scope, Set<String> names) {
        Map<String, Role> known = roles.list(scope).stream().collect(Collectors.toMap(Role::name, Function.identity()));
        for (String name : names) {
            Role role = known.get(name);
            if (role == null) {
                throw unknownRole();
            }
            requireHeld(caller, role.permissions());
        }
    }

    /**
     * Checks that the caller may change a user who has these roles: nobody disables, deletes or takes over somebody
     * who may do more than they may.
     */
    public void requireAuthorityOver(Caller caller, TenantScope scope, Set<String> names) {
        requireHeld(caller, of(scope, names));
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
}
