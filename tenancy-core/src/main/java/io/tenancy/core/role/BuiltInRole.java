package io.tenancy.core.role;

import static io.tenancy.core.access.Permissions.ROLE_READ;
import static io.tenancy.core.access.Permissions.SETTING_READ;
import static io.tenancy.core.access.Permissions.TENANT_READ;
import static io.tenancy.core.access.Permissions.TENANT_WRITE;
import static io.tenancy.core.access.Permissions.USER_READ;

import io.tenancy.core.access.Held;
import io.tenancy.core.access.Permission;
import io.tenancy.core.access.PermissionSource.Holders;
import io.tenancy.core.access.Permissions;
import io.tenancy.core.tenant.TenantScope;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The roles that every tenant has. What they allow is defined here and not in the database, so that a new permission
 * reaches all tenants with the release that brings it.
 */
public enum BuiltInRole {
    OPERATOR("Runs the platform.", true, permission -> true),
    OWNER("May do everything in the tenant.", false, permission -> !permission.isPlatform()),
    ADMIN(
            "Manages users, roles and settings.",
            false,
            permission -> !permission.isPlatform() && !permission.equals(TENANT_WRITE)),
    MEMBER(
            "Sees users, roles and settings.",
            false,
            permission ->
                    Set.of(TENANT_READ, USER_READ, ROLE_READ, SETTING_READ).contains(permission)
                            || isAdded(Holders.MEMBERS, permission)),
    VIEWER(
            "Sees users.",
            false,
            permission ->
                    Set.of(TENANT_READ, USER_READ).contains(permission) || isAdded(Holders.EVERYBODY, permission));

    private final String description;
    private final boolean platform;

    @SuppressWarnings("ImmutableEnumChecker") // an unmodifiable set of records
    private final Set<Permission> permissions;

    BuiltInRole(String description, boolean platform, Predicate<Permission> allowed) {
        this.description = description;
        this.platform = platform;
        this.permissions = Permissions.all().stream().filter(allowed).collect(Collectors.toUnmodifiableSet());
    }

    private static boolean isAdded(Holders holders, Permission permission) {
        return !permission.isPlatform() && Permissions.isAddedFor(holders, permission);
    }

    /** The built-in roles of a tenant: OPERATOR, ADMIN, MEMBER, VIEWER in the platform's, OWNER instead elsewhere. */
    public static Stream<BuiltInRole> of(TenantScope scope) {
        return Stream.of(values())
                .filter(role -> role == OPERATOR ? scope.isPlatform() : role != OWNER || !scope.isPlatform());
    }

    /** The role that at least one active user of the tenant always has. */
    public static BuiltInRole owning(TenantScope scope) {
        return scope.isPlatform() ? OPERATOR : OWNER;
    }

    public static Optional<BuiltInRole> named(String name) {
        return Stream.of(values())
                .filter(role -> role.name().equalsIgnoreCase(name))
                .findAny();
    }

    /** What somebody may do who has the roles of these names, of which the custom ones allow so much. */
    public static Held<Permission> allowed(Held<String> roles, Held<Permission> custom) {
        Held<Permission> allowed = custom;
        for (String name : roles.all()) {
            Optional<BuiltInRole> role = named(name);
            if (role.isPresent()) {
                allowed = allowed.and(Held.of(role.get().permissions(), roles.end(name)));
            }
        }
        return allowed;
    }

    public String description() {
        return description;
    }

    public boolean isPlatform() {
        return platform;
    }

    public Set<Permission> permissions() {
        return permissions;
    }
}
