package io.tenancy.core.role;

import io.tenancy.core.Id;
import io.tenancy.core.tenant.TenantScope;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A tenant's roles. A built-in role comes back with the permissions that {@link BuiltInRole} defines. */
public interface RoleStore {
    /** What a user has, roles, groups and grants, what has expired among it; nothing for a user who is not there. */
    List<Holding> holdings(TenantScope scope, Id user);

    Optional<Role> find(TenantScope scope, RoleId id);

    /** Every role of the tenant, in the order of their names; {@link RoleService#MOST} at most. */
    List<Role> list(TenantScope scope);

    /** Adds a role. Returns false, and adds nothing, where the tenant has that name already. */
    boolean add(TenantScope scope, Role role);

    /** Replaces the role of the version before; false where somebody else has changed or deleted it. */
    boolean update(TenantScope scope, Role role);

    /**
     * Deletes a role that no user, group or service account has and no role inherits, and grants of it that have ended by
     * then; false where it is gone or in use.
     */
    boolean delete(TenantScope scope, RoleId id, Instant now);

    /**
     * Makes every other transaction of this tenant that asks for the same wait until this one ends. Whoever counts
     * owners, gives roles or deletes one asks for it first, so that two requests cannot each remove the other's last
     * owner, and nobody gets a role that is just going.
     */
    void lock(TenantScope scope);
}
