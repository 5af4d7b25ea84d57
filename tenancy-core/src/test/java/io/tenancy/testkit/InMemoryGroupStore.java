package io.tenancy.testkit;

import io.tenancy.core.Position;
import io.tenancy.core.group.Group;
import io.tenancy.core.group.GroupId;
import io.tenancy.core.group.GroupStore;
import io.tenancy.core.group.Member;
import io.tenancy.core.group.MemberQuery;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.core.user.User;
import io.tenancy.core.user.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Groups in memory. */
record InMemoryGroupStore(InMemoryTables tables) implements GroupStore {
    /** That a user is in a group. */
    record Row(GroupId group, UserId user, Instant addedAt) {
        boolean is(GroupId other, UserId another) {
            return group.equals(other) && user.equals(another);
        }
    }

    @Override
    public Optional<Group> find(TenantScope scope, GroupId id) {
        return tables.in(scope, () -> tables.groups.find(scope.id(), id.value()));
    }

    @Override
    public List<Group> list(TenantScope scope, Optional<Position> after, int limit) {
        return tables.in(
                scope,
                () -> InMemoryTable.after(
                        after, limit, group -> new Position("", group.id().value()), tables.groups.all(scope.id())));
    }

    @Override
    public int count(TenantScope scope) {
        return tables.in(scope, () -> (int) tables.groups.all(scope.id()).count());
    }

    @Override
    public boolean isNameTaken(TenantScope scope, String name, GroupId except) {
        return tables.in(
                scope,
                () -> tables.groups
                        .all(scope.id())
                        .anyMatch(other ->
                                other.name().equals(name) && !other.id().equals(except)));
    }

    @Override
    public boolean add(TenantScope scope, Group group) {
        return tables.in(scope, () -> {
            if (isNameTaken(scope, group.name(), group.id())) {
                return false;
            }
            return put(scope, group);
        });
    }

    @Override
    public boolean update(TenantScope scope, Group group) {
        return tables.in(
                scope,
                () -> find(scope, group.id())
                                .filter(known -> known.version() == group.version() - 1)
                                .isPresent()
                        && put(scope, group));
    }

    @Override
    public boolean delete(TenantScope scope, GroupId id) {
        return tables.in(scope, () -> {
            tables.members.removeIf(scope.id(), row -> row.group().equals(id));
            return tables.groups.remove(scope.id(), id.value());
        });
    }

    @Override
    public List<Member> members(
            TenantScope scope, GroupId group, MemberQuery query, Optional<Position> after, int limit) {
        return tables.in(
                scope,
                () -> InMemoryTable.after(
                        after,
                        limit,
                        member -> new Position("", member.user().value()),
                        tables.members
                                .all(scope.id())
                                .filter(row -> row.group().equals(group))
                                .map(row -> member(scope, row))
                                .filter(query::test)));
    }

    @Override
    public int countOf(TenantScope scope, UserId user) {
        return tables.in(scope, () -> (int) tables.members
                .all(scope.id())
                .filter(row -> row.user().equals(user))
                .count());
    }

    @Override
    public boolean addMember(TenantScope scope, GroupId group, UserId user, Instant at) {
        return tables.in(scope, () -> {
            tables.requireUser(scope, user);
            if (find(scope, group).isEmpty()) {
                throw new IllegalStateException("The tenant has no group " + group.value() + ".");
            }
            if (tables.members.all(scope.id()).anyMatch(row -> row.is(group, user))) {
                return false;
            }
            tables.members.put(scope.id(), UUID.randomUUID(), new Row(group, user, at));
            return true;
        });
    }

    @Override
    public boolean removeMember(TenantScope scope, GroupId group, UserId user) {
        return tables.in(scope, () -> {
            boolean there = tables.members.all(scope.id()).anyMatch(row -> row.is(group, user));
            tables.members.removeIf(scope.id(), row -> row.is(group, user));
            return there;
        });
    }

    private Member member(TenantScope scope, Row row) {
        User user = tables.users.find(scope.id(), row.user().value()).orElseThrow();
        return new Member(row.user(), user.name(), user.email(), row.addedAt());
    }

    private boolean put(TenantScope scope, Group group) {
        new InMemoryHoldings(tables).requireRoles(scope, group.roles());
        tables.groups.put(scope.id(), group.id().value(), group);
        return true;
    }
}
