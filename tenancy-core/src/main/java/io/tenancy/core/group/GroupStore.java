package io.tenancy.core.group;

import io.tenancy.core.Position;
import io.tenancy.core.role.Grants;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.core.user.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A tenant's groups, and who is in them. */
public interface GroupStore {
    Optional<Group> find(TenantScope scope, GroupId id);

    /** At most {@code limit} groups after a place, in the order of their ids. */
    List<Group> list(TenantScope scope, Optional<Position> after, int limit);

    int count(TenantScope scope);

    boolean isNameTaken(TenantScope scope, String name, GroupId except);

    /**
     * Adds a group; false, and nothing is added, where the tenant has that name already. Throws {@link
     * Grants#unknownRole} where a role is gone.
     */
    boolean add(TenantScope scope, Group group);

    /** Replaces the group of the version before; false where somebody else has changed or deleted it. */
    boolean update(TenantScope scope, Group group);

    /** Deletes a group; its members are users still. False where it is gone. */
    boolean delete(TenantScope scope, GroupId id);

    /** At most {@code limit} members after a place, in the order of the users' ids. */
    List<Member> members(TenantScope scope, GroupId group, MemberQuery query, Optional<Position> after, int limit);

    /** Of how many groups a user is. */
    int countOf(TenantScope scope, UserId user);

    /** Adds a user of the tenant to a group of the tenant; false where they are in it already. */
    boolean addMember(TenantScope scope, GroupId group, UserId user, Instant at);

    /** Removes a user from a group; false where they are not in it. */
    boolean removeMember(TenantScope scope, GroupId group, UserId user);
}
