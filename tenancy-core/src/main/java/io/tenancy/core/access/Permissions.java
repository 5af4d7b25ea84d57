package io.tenancy.core.access;

import io.tenancy.core.access.PermissionSource.Definition;
import io.tenancy.core.access.PermissionSource.Holders;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The catalogue of what can be permitted. Every permission of Tenancy has its one definition here, with its meaning; those
 * of an application come from a {@link PermissionSource}.
 */
public final class Permissions {
    private static final Map<Permission, String> MEANINGS = new LinkedHashMap<>();

    public static final Permission TENANT_READ = define("tenant:read", "See the tenant's own name, plan and contact.");
    public static final Permission TENANT_WRITE = define("tenant:write", "Change the tenant's own name and contact.");
    public static final Permission USER_READ = define("user:read", "See users and their roles.");
    public static final Permission USER_WRITE = define("user:write", "Create, invite, change, enable, disable users.");
    public static final Permission USER_IMPORT = define("user:import", "Bring in users with the hashes of passwords.");
    public static final Permission USER_DELETE = define("user:delete", "Delete users.");
    public static final Permission SESSION_READ = define("session:read", "See the sessions of users.");
    public static final Permission SESSION_WRITE = define("session:write", "End the sessions of users.");
    public static final Permission ROLE_READ = define("role:read", "See roles and what they allow.");
    public static final Permission ROLE_WRITE = define("role:write", "Create, change and delete custom roles.");
    public static final Permission ROLE_ASSIGN = define("role:assign", "Give roles to users and take them away.");
    public static final Permission GROUP_READ = define("group:read", "See groups of users and who is in them.");
    public static final Permission GROUP_WRITE =
            define("group:write", "Create, change and delete groups of users, and say who is in them.");
    public static final Permission SETTING_READ = define("setting:read", "See the tenant's settings.");
    public static final Permission SETTING_WRITE = define("setting:write", "Change the tenant's settings.");
    public static final Permission DOMAIN_READ = define("domain:read", "See the tenant's own domains.");
    public static final Permission DOMAIN_WRITE =
            define("domain:write", "Add, verify and delete domains of the tenant's own.");
    public static final Permission SECURITY_READ = define("security:read", "See the tenant's security policy.");
    public static final Permission SECURITY_WRITE = define("security:write", "Change the tenant's security policy.");
    public static final Permission SERVICE_ACCOUNT_READ =
            define("service_account:read", "See service accounts and their keys.");
    public static final Permission SERVICE_ACCOUNT_WRITE =
            define("service_account:write", "Create, change and delete service accounts and their keys.");
    public static final Permission TOKEN_INTROSPECT =
            define("token:introspect", "Ask, as a resource server, what a token of the tenant is good for.");
    public static final Permission ACCESS_EVALUATE =
            define("access:evaluate", "Ask, as a resource server, what users and service accounts may do.");
    public static final Permission JOB_READ = define("job:read", "See background jobs of the tenant.");
    public static final Permission JOB_WRITE = define("job:write", "Cancel background jobs, and try them again.");
    public static final Permission AUDIT_READ = define("audit:read", "Read the audit trail.");
    public static final Permission WEBHOOK_READ = define("webhook:read", "See webhooks and what was sent to them.");
    public static final Permission WEBHOOK_WRITE =
            define("webhook:write", "Have changes of the tenant sent to webhooks, and say which, to where and again.");
    public static final Permission SUBSCRIPTION_READ =
            define("subscription:read", "See the tenant's plan, what it includes and what is used of it.");
    public static final Permission FLAG_READ =
            define("flag:read", "See feature flags, and what the tenant and its users have of them.");
    public static final Permission FLAG_WRITE =
            define("flag:write", "Override feature flags for the tenant, and give features to users.");
    public static final Permission FLAG_EVALUATE =
            define("flag:evaluate", "Ask, as a program, what feature flags are.");
    public static final Permission USAGE_READ = define("usage:read", "See what the tenant has used.");
    public static final Permission USAGE_WRITE =
            define("usage:write", "Report, as an application, what the tenant uses, and take that back.");
    public static final Permission INVOICE_READ = define("invoice:read", "See the tenant's invoices.");
    public static final Permission TENANT_EXPORT = define("tenant:export", "Export all data of the tenant.");
    public static final Permission USER_EXPORT = define("user:export", "Export all data about a user.");
    public static final Permission USER_ERASE = define("user:erase", "Erase a user and all data about them, for good.");
    public static final Permission PLATFORM_EXPORT_TENANTS =
            define("platform:export_tenants", "Export all data of a tenant.");
    public static final Permission PLATFORM_IMPORT_TENANTS =
            define("platform:import_tenants", "Bring the data of an archive into a new tenant.");
    public static final Permission PLATFORM_READ_TENANTS =
            define("platform:read_tenants", "See all tenants of the platform.");
    public static final Permission PLATFORM_WRITE_TENANTS =
            define("platform:write_tenants", "Create, rename, suspend, resume, delete, restore and purge tenants.");

    public static final Permission PLATFORM_READ_TASKS = define(
            "platform:read_tasks", "See what the servers do in the background, and the waiting jobs of all tenants.");
    public static final Permission PLATFORM_WRITE_TASKS =
            define("platform:write_tasks", "Have the servers do now what they do in the background.");
    public static final Permission PLATFORM_READ_KEYS =
            define("platform:read_keys", "See the keys that sign access tokens.");
    public static final Permission PLATFORM_WRITE_KEYS =
            define("platform:write_keys", "Rotate and revoke the keys that sign access tokens.");
    public static final Permission PLATFORM_READ_PLANS = define("platform:read_plans", "See all plans, drafts too.");
    public static final Permission PLATFORM_WRITE_PLANS =
            define("platform:write_plans", "Draft, publish and retire plans.");
    public static final Permission PLATFORM_READ_SETTINGS =
            define("platform:read_settings", "See what is set for all tenants, and in plans.");
    public static final Permission PLATFORM_WRITE_SETTINGS =
            define("platform:write_settings", "Set what holds for all tenants that set nothing else.");
    public static final Permission PLATFORM_READ_FLAGS =
            define("platform:read_flags", "See all feature flags, and what was agreed about them with tenants.");
    public static final Permission PLATFORM_WRITE_FLAGS = define(
            "platform:write_flags", "Create, change, kill and delete feature flags, and agree on them with tenants.");
    public static final Permission PLATFORM_READ_INVOICES =
            define("platform:read_invoices", "See the invoices of all tenants.");
    public static final Permission PLATFORM_WRITE_INVOICES =
            define("platform:write_invoices", "Issue invoices to tenants, and say what has become of them.");
    public static final Permission PLATFORM_ENTER_TENANTS =
            define("platform:enter_tenants", "Enter tenants that allow it, to help.");
    public static final Permission PLATFORM_READ_AUDIT =
            define("platform:read_audit", "Read the audit trails of all tenants.");
    public static final Permission PLATFORM_HOLD_TENANTS =
            define("platform:hold_tenants", "Set legal holds on tenants, and end them: what is held is not erased.");

    /** What of Tenancy's own an operator who helps may change in a tenant. */
    private static final Set<Permission> FOR_VISITORS = Set.of(USER_WRITE, SETTING_WRITE);

    /** What applications add. */
    private static final Map<Permission, Definition> ADDED =
            added(ServiceLoader.load(PermissionSource.class, Permissions.class.getClassLoader()));

    private Permissions() {}

    public static Set<Permission> all() {
        return Set.copyOf(Stream.concat(MEANINGS.keySet().stream(), ADDED.keySet().stream())
                .toList());
    }

    /** A sentence that says what a permission allows; empty for one that is not in the catalogue. */
    public static Optional<String> meaning(Permission permission) {
        return Optional.ofNullable(MEANINGS.get(permission))
                .or(() -> Optional.ofNullable(ADDED.get(permission)).map(Definition::meaning));
    }

    /** Whether an application gives the permission to these people, or to more. */
    public static boolean isAddedFor(Holders holders, Permission permission) {
        return Optional.ofNullable(ADDED.get(permission))
                .filter(definition -> definition.holders().compareTo(holders) >= 0)
                .isPresent();
    }

    /** Whether an operator who helps in a tenant may be allowed to change this; what applications add is theirs to say. */
    public static boolean isForVisitors(Permission permission) {
        return FOR_VISITORS.contains(permission) || isAddedFor(Holders.ADMINISTRATORS, permission);
    }

    /**
     * The definitions of all sources.
     *
     * @throws IllegalStateException if a permission is defined twice
     */
    static Map<Permission, Definition> added(Iterable<PermissionSource> sources) {
        Map<Permission, Definition> added = new HashMap<>();
        for (PermissionSource source : sources) {
            for (Definition definition : source.permissions()) {
                Permission permission = definition.permission();
                if (MEANINGS.containsKey(permission) || added.put(permission, definition) != null) {
                    throw new IllegalStateException(
                            "The permission " + permission + " is defined twice, the second time by "
                                    + source.getClass().getName());
                }
            }
        }
        return Map.copyOf(added);
    }

    private static Permission define(String name, String meaning) {
        Permission permission = new Permission(name);
        MEANINGS.put(permission, meaning);
        return permission;
    }
}
