package io.tenancy.core.group;

import static io.tenancy.core.access.Permissions.GROUP_READ;
import static io.tenancy.core.access.Permissions.GROUP_WRITE;
import static io.tenancy.core.access.Permissions.ROLE_ASSIGN;
import static java.util.Objects.requireNonNull;

import io.tenancy.core.Cursors;
import io.tenancy.core.Page;
import io.tenancy.core.PageRequest;
import io.tenancy.core.Position;
import io.tenancy.core.TenancyException.Conflict;
import io.tenancy.core.TenancyException.NotFound;
import io.tenancy.core.access.Caller;
import io.tenancy.core.access.Difference;
import io.tenancy.core.access.Gate;
import io.tenancy.core.access.Work;
import io.tenancy.core.entitlement.Entitlements;
import io.tenancy.core.role.Grants;
import io.tenancy.core.role.RoleStore;
import io.tenancy.core.tenant.TenantScope;
import java.util.HashSet;
import java.util.Set;

/** The groups of the caller's tenant. Nobody makes or changes one whose roles allow more than they may do. */
public final class GroupService {
    /** The most groups that a tenant may have. */
    public static final int MOST = 1_000;

    private final Gate gate;
    private final GroupStore groups;
    private final RoleStore roles;
    private final Cursors cursors;
    private final Grants grants;

    public GroupService(Gate gate, GroupStore groups, RoleStore roles, Cursors cursors) {
        this.gate = requireNonNull(gate);
        this.groups = requireNonNull(groups);
        this.roles = requireNonNull(roles);
        this.cursors = requireNonNull(cursors);
        this.grants = new Grants(roles);
    }

    public Page<Group> list(Caller caller, PageRequest request) {
        return gate.query(
                caller,
                GROUP_READ,
                scope -> cursors.page(
                        scope.id(),
                        "groups",
                        request,
                        (after, limit) -> groups.list(scope, after, limit),
                        group -> new Position("", group.id().value())));
    }

    public Group get(Caller caller, GroupId id) {
        return gate.query(caller, GROUP_READ, scope -> existing(groups, scope, id));
    }

    /** Makes a group without members. Giving it roles needs {@code role:assign} too. */
    public Group create(Caller caller, NewGroup wanted) {
        return gate.command(caller, GROUP_WRITE, work -> {
            work.lock(roles::lock);
            requireGrantable(caller, work, wanted.roles());
            if (groups.count(work.scope()) >= MOST) {
                throw new Conflict("group.too_many", "A tenant has at most " + MOST + " groups.");
            }
            work.reserve(Entitlements.GROUPS, groups::count);
            Group group = Group.of(new GroupId(work.newId()), wanted, work.now());
            if (!groups.add(work.scope(), group)) {
                throw nameTaken();
            }
            work.record(
                    "group.created",
                    group.id(),
                    Difference.added("name", group.name()),
                    Difference.added("roles", group.roles()));
            return group;
        });
    }

    /** Changes name, description and roles. Changing roles needs {@code role:assign} too. */
    public Group update(Caller caller, GroupId id, GroupChange change) {
        return gate.command(caller, GROUP_WRITE, work -> {
            Group group = changeable(caller, work, id);
            Group changed = group.with(change, work.now());
            if (!changed.roles().equals(group.roles())) {
                caller.require(ROLE_ASSIGN);
                Set<String> added = new HashSet<>(changed.roles());
                added.removeAll(group.roles());
                requireGrantable(caller, work, added);
                work.record("group.roles_changed", id, Difference.between("roles", group.roles(), changed.roles()));
            }
            if (!changed.name().equals(group.name()) || !changed.description().equals(group.description())) {
                if (groups.isNameTaken(work.scope(), changed.name(), id)) {
                    throw nameTaken();
                }
                work.record("group.updated", id, group.differences(changed));
            }
            if (work.changedNothing()) {
                return group;
            }
            if (!groups.update(work.scope(), changed)) {
                throw work.lost(changedMeanwhile());
            }
            return changed;
        });
    }

    /** Takes its roles from all members too, which needs {@code role:assign}. */
    public void delete(Caller caller, GroupId id) {
        gate.command(caller, GROUP_WRITE, work -> {
            Group group = changeable(caller, work, id);
            if (!group.roles().isEmpty()) {
                caller.require(ROLE_ASSIGN);
            }
            if (!groups.delete(work.scope(), id)) {
                throw work.lost(changedMeanwhile());
            }
            work.record("group.deleted", id, Difference.removed("name", group.name()));
            return group;
        });
    }

    /** The group, after every other change of this tenant's roles has ended and if the caller holds what it gives. */
    private Group changeable(Caller caller, Work work, GroupId id) {
        work.lock(roles::lock);
        Group group = existing(groups, work.scope(), id);
        grants.requireAuthorityOver(caller, work.scope(), group.roles());
        work.check(group);
        return group;
    }

    private void requireGrantable(Caller caller, Work work, Set<String> names) {
        if (!names.isEmpty()) {
            caller.require(ROLE_ASSIGN);
            grants.requireGrantable(caller, work, names);
        }
    }

    static Group existing(GroupStore groups, TenantScope scope, GroupId id) {
        return groups.find(scope, id).orElseThrow(() -> new NotFound("group"));
    }

    private static Conflict nameTaken() {
        return new Conflict("group.name_taken", "A group with this name exists.");
    }

    private static Conflict changedMeanwhile() {
        return new Conflict("group.changed", "Somebody else has changed this group. Read it again.");
    }
}
