package io.tenancy.persistence;

import io.tenancy.core.Position;
import io.tenancy.core.group.Group;
import io.tenancy.core.group.GroupId;
import io.tenancy.core.group.GroupStore;
import io.tenancy.core.group.Member;
import io.tenancy.core.group.MemberQuery;
import io.tenancy.core.role.Grants;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.core.user.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

final class JdbiGroupStore implements GroupStore {
    private static final UUID START = new UUID(0, 0);

    private final TenantSql<Sql> db;

    JdbiGroupStore(TenantDb db) {
        this.db = db.tenant(Sql.class);
    }

    @Override
    public Optional<Group> find(TenantScope scope, GroupId id) {
        return db.one(scope, sql -> sql.find(scope.id(), id));
    }

    @Override
    public List<Group> list(TenantScope scope, Optional<Position> after, int limit) {
        return db.one(scope, sql -> sql.list(scope.id(), id(after), limit));
    }

    @Override
    public int count(TenantScope scope) {
        return db.one(scope, sql -> sql.count(scope.id()));
    }

    @Override
    public boolean isNameTaken(TenantScope scope, String name, GroupId except) {
        return db.one(scope, sql -> sql.isNameTaken(scope.id(), name, except));
    }

    @Override
    public boolean add(TenantScope scope, Group group) {
        return db.all(scope, sql -> {
            boolean added = sql.add(scope.id(), group) == 1;
            if (added) {
                addRoles(sql, scope, group);
            }
            return added;
        });
    }

    @Override
    public boolean update(TenantScope scope, Group group) {
        return db.changing(scope, sql -> {
            boolean updated = sql.update(scope.id(), group) == 1;
            if (updated) {
                sql.removeRoles(scope.id(), group.id());
                addRoles(sql, scope, group);
            }
            return updated;
        });
    }

    @Override
    public boolean delete(TenantScope scope, GroupId id) {
        return db.changing(scope, sql -> sql.delete(scope.id(), id)) == 1;
    }

    @Override
    public List<Member> members(
            TenantScope scope, GroupId group, MemberQuery query, Optional<Position> after, int limit) {
        Optional<String> from = query.search().map(SortKey::bounded);
        Optional<String> to = from.map(SortKey::end);
        return db.one(scope, sql -> sql.members(scope.id(), group, from, to, id(after), limit));
    }

    @Override
    public int countOf(TenantScope scope, UserId user) {
        return db.one(scope, sql -> sql.countOf(scope.id(), user));
    }

    @Override
    public boolean addMember(TenantScope scope, GroupId group, UserId user, Instant at) {
        return db.changing(scope, sql -> sql.addMember(scope.id(), group, user, at)) == 1;
    }

    @Override
    public boolean removeMember(TenantScope scope, GroupId group, UserId user) {
        return db.changing(scope, sql -> sql.removeMember(scope.id(), group, user)) == 1;
    }

    private static UUID id(Optional<Position> after) {
        return after.map(Position::id).orElse(START);
    }

    /** A role that is missing was deleted after somebody had looked. */
    private static void addRoles(Sql sql, TenantScope scope, Group group) {
        if (sql.addRoles(scope.id(), group.id(), group.roles()) != group.roles().size()) {
            throw Grants.unknownRole();
        }
    }

    interface Sql {
        @SqlQuery("""
                SELECT g.id, g.name, g.description, g.created_at, g.updated_at, g.version,
                       ARRAY(SELECT r.name
                             FROM group_roles h
                             JOIN roles r ON r.tenant_id = :tenant AND r.id = h.role_id
                             WHERE h.tenant_id = :tenant AND h.group_id = g.id) AS roles
                FROM groups g
                WHERE g.tenant_id = :tenant AND g.id = :id
                """)
        Optional<Group> find(TenantId tenant, GroupId id);

        @SqlQuery("""
                SELECT g.id, g.name, g.description, g.created_at, g.updated_at, g.version,
                       ARRAY(SELECT r.name
                             FROM group_roles h
                             JOIN roles r ON r.tenant_id = :tenant AND r.id = h.role_id
                             WHERE h.tenant_id = :tenant AND h.group_id = g.id) AS roles
                FROM groups g
                WHERE g.tenant_id = :tenant AND g.id > :after
                ORDER BY g.id
                LIMIT :limit
                """)
        List<Group> list(TenantId tenant, UUID after, int limit);

        @SqlQuery("""
                SELECT count(*)
                FROM groups
                WHERE tenant_id = :tenant
                """)
        int count(TenantId tenant);

        @SqlQuery("""
                SELECT EXISTS (
                    SELECT 1
                    FROM groups g
                    WHERE g.tenant_id = :tenant AND g.name = :name AND g.id <> :except)
                """)
        boolean isNameTaken(TenantId tenant, String name, GroupId except);

        @SqlUpdate("""
                INSERT INTO groups (tenant_id, id, name, description, created_at, updated_at, version)
                VALUES (:tenant, :group.id, :group.name, :group.description, :group.createdAt, :group.updatedAt,
                        :group.version)
                ON CONFLICT (tenant_id, name) DO NOTHING
                """)
        int add(TenantId tenant, @BindMethods("group") Group group);

        @SqlUpdate("""
                UPDATE groups
                SET name = :group.name, description = :group.description, updated_at = :group.updatedAt,
                    version = :group.version
                WHERE tenant_id = :tenant AND id = :group.id AND version = :group.version - 1
                """)
        int update(TenantId tenant, @BindMethods("group") Group group);

        @SqlUpdate("""
                INSERT INTO group_roles (tenant_id, group_id, role_id)
                SELECT :tenant, :group, r.id
                FROM roles r
                WHERE r.tenant_id = :tenant AND r.name = ANY(:roles)
                FOR KEY SHARE
                """)
        int addRoles(TenantId tenant, GroupId group, Set<String> roles);

        @SqlUpdate("""
                DELETE FROM group_roles
                WHERE tenant_id = :tenant AND group_id = :group
                """)
        int removeRoles(TenantId tenant, GroupId group);

        @SqlUpdate("""
                DELETE FROM groups
                WHERE tenant_id = :tenant AND id = :id
                """)
        int delete(TenantId tenant, GroupId id);

        @PlannedEachTime
        @SqlQuery("""
                SELECT m.user_id AS "user", u.name, u.email, m.added_at
                FROM group_members m
                JOIN users u ON u.tenant_id = :tenant AND u.id = m.user_id
                WHERE m.tenant_id = :tenant AND m.group_id = :group AND m.user_id > :after
                  AND (CAST(:from AS text) IS NULL
                       OR (u.name_key >= :from AND u.name_key < :to) OR (u.email >= :from AND u.email < :to))
                ORDER BY m.user_id
                LIMIT :limit
                """)
        List<Member> members(
                TenantId tenant, GroupId group, Optional<String> from, Optional<String> to, UUID after, int limit);

        @SqlQuery("""
                SELECT count(*)
                FROM group_members
                WHERE tenant_id = :tenant AND user_id = :user
                """)
        int countOf(TenantId tenant, UserId user);

        @SqlUpdate("""
                INSERT INTO group_members (tenant_id, group_id, user_id, added_at)
                VALUES (:tenant, :group, :user, :at)
                ON CONFLICT (tenant_id, group_id, user_id) DO NOTHING
                """)
        int addMember(TenantId tenant, GroupId group, UserId user, Instant at);

        @SqlUpdate("""
                DELETE FROM group_members
                WHERE tenant_id = :tenant AND group_id = :group AND user_id = :user
                """)
        int removeMember(TenantId tenant, GroupId group, UserId user);
    }
}
