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
import io.tenancy.core.role.Grants;
import io.tenancy.core.role.RoleStore;
import io.tenancy.core.user.UserId;
import io.tenancy.core.user.UserStore;

/** Who is in the groups of the caller's tenant. Adding somebody gives them the roles of the group, and asks for as much. */
public final class MemberService {
    /** Of so many groups a user may be at most. */
    public static final int MOST = 50;

    private final Gate gate;
    private final GroupStore groups;
    private final UserStore users;
    private final RoleStore roles;
    private final Cursors cursors;
    private final Grants grants;

    public MemberService(Gate gate, GroupStore groups, UserStore users, RoleStore roles, Cursors cursors) {
        this.gate = requireNonNull(gate);
        this.groups = requireNonNull(groups);
        this.users = requireNonNull(users);
        this.roles = requireNonNull(roles);
        this.cursors = requireNonNull(cursors);
        this.grants = new Grants(roles);
    }

    /** Who is in a group, in the order in which they have become users. */
    public Page<Member> list(Caller caller, GroupId id, MemberQuery query, PageRequest request) {
        return gate.query(caller, GROUP_READ, scope -> {
            GroupService.existing(groups, scope, id);
            return cursors.page(
                    scope.id(),
                    "members " + id.value() + " " + query,
                    request,
                    (after, limit) -> groups.members(scope, id, query, after, limit),
                    member -> new Position("", member.user().value()));
        });
    }

    /** Puts a user into a group; does nothing where they are in it already. */
    public void add(Caller caller, GroupId id, UserId user) {
        gate.command(caller, GROUP_WRITE, work -> {
            Group group = changeable(caller, work, id, user);
            grants.requireGrantable(caller, work, group.roles());
            boolean added = groups.addMember(work.scope(), id, user, work.now());
            if (added && groups.countOf(work.scope(), user) > MOST) {
                throw new Conflict("group.too_many_of_user", "A user is in at most " + MOST + " groups.");
            }
            if (added) {
                work.record("group.member_added", id, Difference.added("user", user.value()));
                work.record("user.group_joined", user, Difference.added("group", group.name()));
            }
            return work.changedNothing();
        });
    }

    /** Takes a user out of a group. */
    public void remove(Caller caller, GroupId id, UserId user) {
        gate.command(caller, GROUP_WRITE, work -> {
            Group group = changeable(caller, work, id, user);
            if (!groups.removeMember(work.scope(), id, user)) {
                throw new NotFound("user");
            }
            work.record("group.member_removed", id, Difference.removed("user", user.value()));
            work.record("user.group_left", user, Difference.removed("group", group.name()));
            return id;
        });
    }

    /** The group, after every other change of this tenant's roles and users has ended and if the caller stands above. */
    private Group changeable(Caller caller, Work work, GroupId id, UserId user) {
        caller.require(ROLE_ASSIGN);
        work.lock(roles::lock);
        Group group = GroupService.existing(groups, work.scope(), id);
        if (users.find(work.scope(), user).isEmpty()) {
            throw new NotFound("user");
        }
        grants.requireAuthorityOver(caller, work.scope(), group.roles());
        grants.requireAuthorityOver(caller, work, user);
        return group;
    }
}
