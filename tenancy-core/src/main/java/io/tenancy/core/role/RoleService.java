package io.tenancy.core.role;

import static io.tenancy.core.access.Permissions.ROLE_READ;
import static io.tenancy.core.access.Permissions.ROLE_WRITE;
import static java.util.Objects.requireNonNull;

import io.tenancy.core.Page;
import io.tenancy.core.TenancyException.Conflict;
import io.tenancy.core.TenancyException.NotFound;
import io.tenancy.core.access.Caller;
import io.tenancy.core.access.Difference;
import io.tenancy.core.access.Gate;
import io.tenancy.core.access.Permission;
import io.tenancy.core.access.Work;
import io.tenancy.core.entitlement.Entitlements;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reading the roles of the caller's tenant, and making custom ones. */
public final class RoleService {
    /** The most roles that a tenant may have, the built-in ones among them. */
    public static final int MOST = 100;

    private final Gate gate;
    private final RoleStore roles;
    private final Grants grants;

    public RoleService(Gate gate, RoleStore roles) {
        this.gate = requireNonNull(gate);
        this.roles = requireNonNull(roles);
        this.grants = new Grants(roles);
    }

    /** All roles on one page: a tenant has {@link #MOST} at most. */
    public Page<Role> list(Caller caller) {
        return new Page<>(gate.query(caller, ROLE_READ, roles::list), Optional.empty());
    }

    public Role get(Caller caller, RoleId id) {
        return gate.query(caller, ROLE_READ, scope -> roles.find(scope, id).orElseThrow(() -> new NotFound("role")));
    }

    public Role create(Caller caller, NewRole wanted) {
        return gate.command(caller, ROLE_WRITE, work -> {
            work.lock(roles::lock);
            List<Role> known = roles.list(work.scope());
            Role role = Role.of(new RoleId(work.newId()), wanted, work.now());
            Grants.requireHeld(caller, role.permissions());
            RoleGraph before = new RoleGraph(known);
            Grants.requireHeld(caller, before.permissions(role.inherits()));
            if (known.size() >= MOST) {
                throw new Conflict("role.too_many", "A tenant has at most " + MOST + " roles.");
            }
            work.reserve(
                    Entitlements.ROLES,
                    scope -> known.stream().filter(one -> !one.builtIn()).count());
            if (before.find(role.name()).isEmpty()) {
                before.with(role).requireSound(role);
            }
            if (!roles.add(work.scope(), role)) {
                throw new Conflict("role.name_taken", "A role with this name exists.");
            }
            work.record(
                    "role.created",
                    role.id(),
                    Difference.added("name", role.name()),
                    Difference.added("permissions", role.permissions()),
                    Difference.added("inherits", role.inherits()));
            return role;
        });
    }

    public Role update(Caller caller, RoleId id, RoleChange change) {
        return gate.command(caller, ROLE_WRITE, work -> {
            work.lock(roles::lock);
            Role role = custom(caller, work, id);
            if (!change.changes(role)) {
                work.changedNothing();
                return role;
            }
            Role changed = role.with(change, work.now());
            requireGrantable(caller, work, role, changed);
            if (!roles.update(work.scope(), changed)) {
                throw work.lost(new Conflict("role.changed", "Somebody else has changed this role. Read it again."));
            }
            work.record("role.updated", id, role.differences(changed));
            return changed;
        });
    }

    public void delete(Caller caller, RoleId id) {
        gate.command(caller, ROLE_WRITE, work -> {
            work.lock(roles::lock);
            Role role = custom(caller, work, id);
            if (!roles.delete(work.scope(), role.id(), work.now())) {
                throw new Conflict(
                        "role.in_use",
                        "Users, groups or service accounts have this role, or roles inherit from it. Take it away from them first.");
            }
            work.record("role.deleted", id, Difference.removed("name", role.name()));
            return role;
        });
    }

    private Role custom(Caller caller, Work work, RoleId id) {
        Role role = roles.find(work.scope(), id).orElseThrow(() -> new NotFound("role"));
        if (role.builtIn()) {
            throw new Conflict("role.built_in", "A built-in role cannot be changed or deleted.");
        }
        Grants.requireHeld(caller, grants.of(work.scope(), Set.of(role.name())));
        work.check(role);
        return role;
    }

    /** What the role, and so everything that inherits from it, allows from now on, the caller holds for good. */
    private void requireGrantable(Caller caller, Work work, Role role, Role changed) {
        RoleGraph before = grants.graph(work.scope());
        RoleGraph after = before.with(changed);
        after.requireSound(changed);
        Set<Permission> given = new HashSet<>(after.permissions(Set.of(role.name())));
        given.removeAll(before.permissions(Set.of(role.name())));
        Grants.requireHeld(caller, given, Optional.empty());
        grants.requireStillHeld(caller, work, before, given, ROLE_WRITE);
    }
}
