package io.tenancy.core.role;

import static io.tenancy.core.access.Permissions.ROLE_READ;
import static io.tenancy.core.access.Permissions.ROLE_WRITE;
import static java.util.Objects.requireNonNull;

import io.tenancy.core.Page;
import io.tenancy.core.TenancyException.Conflict;
import io.tenancy.core.TenancyException.NotFound;
import io.tenancy.core.access.Caller;
import io.tenancy.core.access.Gate;
import io.tenancy.core.access.Work;
import java.util.Optional;

/** Reading the roles of the caller's tenant, and making custom ones. */
public final class RoleService {
    /** The most roles that a tenant may have, the built-in ones among them. */
    public static final int MOST = 100;

    private final Gate gate;
    private final RoleStore roles;

    public RoleService(Gate gate, RoleStore roles) {
        this.gate = requireNonNull(gate);
        this.roles = requireNonNull(roles);
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
            Grants.requireHeld(caller, wanted.permissions());
            roles.lock(work.scope());
            if (roles.list(work.scope()).size() >= MOST) {
                throw new Conflict("role.too_many", "A tenant has at most " + MOST + " roles.");
            }
            Role role = new Role(
                    new RoleId(work.newId()),
                    wanted.name(),
                    wanted.description(),
                    false,
                    wanted.permissions(),
                    work.now(),
                    work.now(),
                    1);
            if (!roles.add(work.scope(), role)) {
                throw new Conflict("role.name_taken", "A role with this name exists.");
            }
            work.record("role.created", role.id());
            return role;
        });
    }

    public Role update(Caller caller, RoleId id, RoleChange change) {
        return gate.command(caller, ROLE_WRITE, work -> {
            roles.lock(work.scope());
            Role role = custom(caller, work, id);
            if (!change.changes(role)) {
                work.changedNothing();
                return role;
            }
            Role changed = role.with(change, work.now());
            Grants.requireHeld(caller, changed.permissions());
            if (!roles.update(work.scope(), changed)) {
                throw work.lost(new Conflict("role.changed", "Somebody else has changed this role. Read it again."));
            }
            work.record("role.updated", id);
            return changed;
        });
    }

    public void delete(Caller caller, RoleId id) {
        gate.command(caller, ROLE_WRITE, work -> {
            roles.lock(work.scope());
            Role role = custom(caller, work, id);
            if (!roles.delete(work.scope(), role.id())) {
                throw new Conflict(
                        "role.in_use", "Users or service accounts have this role. Take it away from them first.");
            }
            work.record("role.deleted", id);
            return role;
        });
    }

    private Role custom(Caller caller, Work work, RoleId id) {
        Role role = roles.find(work.scope(), id).orElseThrow(() -> new NotFound("role"));
        if (role.builtIn()) {
            throw new Conflict("role.built_in", "A built-in role cannot be changed or deleted.");
        }
        Grants.requireHeld(caller, role.permissions());
        work.check(role);
        return role;
    }
}
