package io.tenancy.persistence;

import io.tenancy.core.Id;
import io.tenancy.core.access.Permission;
import io.tenancy.core.role.BuiltInRole;
import io.tenancy.core.role.Grants;
import io.tenancy.core.role.Holding;
import io.tenancy.core.role.Role;
import io.tenancy.core.role.RoleId;
import io.tenancy.core.role.RoleStore;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.core.tenant.TenantScope;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

final class JdbiRoleStore implements RoleStore {
    private final TenantSql<Sql> db;

    JdbiRoleStore(TenantDb db) {
        this.db = db.tenant(Sql.class);
    }

    @Override
    public List<Holding> holdings(TenantScope scope, Id user) {
        return db.one(scope, sql -> sql.holdings(scope.id(), user));
    }

    @Override
    public Optional<Role> find(TenantScope scope, RoleId id) {
        return db.one(scope, sql -> sql.find(scope.id(), id));
    }

    @Override
    public List<Role> list(TenantScope scope) {
        return db.one(scope, sql -> sql.list(scope.id()));
    }

    @Override
    public boolean add(TenantScope scope, Role role) {
        return db.all(scope, sql -> {
            boolean added = sql.add(scope.id(), role) == 1;
            if (added) {
                allow(scope, role);
            }
            return added;
        });
    }

    @Override
    public boolean update(TenantScope scope, Role role) {
        return db.changing(scope, sql -> {
            boolean updated = sql.update(scope.id(), role) == 1;
            if (updated) {
                db.later(scope, old -> old.forbidAll(scope.id(), role.id()));
                db.later(scope, old -> old.disinherit(scope.id(), role.id()));
                allow(scope, role);
            }
            return updated;
        });
    }

    /** Locks the role first: who is just giving it to a user holds it too, and is waited for. */
    @Override
    public boolean delete(TenantScope scope, RoleId id, Instant now) {
        return db.all(scope, sql -> {
            if (sql.lockForDeletion(scope.id(), id).isEmpty()) {
                return false;
            }
            db.later(scope, ended -> ended.removeEndedGrants(scope.id(), id, now));
            return sql.deleteUnused(scope.id(), id) == 1;
        });
    }

    @Override
    public void lock(TenantScope scope) {
        db.later(scope, sql -> sql.lock(scope.id(), BuiltInRole.owning(scope)));
    }

    /** What a built-in role allows is in the code alone. */
    private void allow(TenantScope scope, Role role) {
        if (!role.builtIn() && !role.permissions().isEmpty()) {
            List<String> names =
                    role.permissions().stream().map(Permission::name).toList();
            db.later(scope, sql -> sql.allow(scope.id(), role.id(), names));
        }
        if (!role.inherits().isEmpty()
                && db.one(scope, sql -> sql.inherit(scope.id(), role.id(), role.inherits()))
                        != role.inherits().size()) {
            throw Grants.unknownRole();
        }
    }

    interface Sql {
        @SqlQuery("""
                SELECT 'ROLE' AS kind, CAST(NULL AS uuid) AS id, NULL AS group_name, r.name AS role,
                       NULL AS permission, CAST(NULL AS timestamptz) AS expires_at
                FROM user_roles h
                JOIN roles r ON r.tenant_id = :tenant AND r.id = h.role_id
                WHERE h.tenant_id = :tenant AND h.user_id = :user
                UNION ALL
                SELECT 'GRANT', g.id, NULL, n.name, g.permission, g.expires_at
                FROM user_grants g
                LEFT JOIN roles n ON n.tenant_id = :tenant AND n.id = g.role_id
                WHERE g.tenant_id = :tenant AND g.user_id = :user
                UNION ALL
                SELECT 'GROUP', q.id, q.name, o.name, NULL, NULL
                FROM group_members m
                JOIN groups q ON q.tenant_id = :tenant AND q.id = m.group_id
                JOIN group_roles x ON x.tenant_id = :tenant AND x.group_id = m.group_id
                JOIN roles o ON o.tenant_id = :tenant AND o.id = x.role_id
                WHERE m.tenant_id = :tenant AND m.user_id = :user
                ORDER BY kind DESC, group_name, id, role
                """)
        List<Holding> holdings(TenantId tenant, Id user);

        @SqlUpdate("""
                INSERT INTO role_parents (tenant_id, role_id, parent_id)
                SELECT :tenant, :role, r.id
                FROM roles r
                WHERE r.tenant_id = :tenant AND r.name = ANY(:parents)
                FOR KEY SHARE
                """)
        int inherit(TenantId tenant, RoleId role, Set<String> parents);

        @SqlUpdate("""
                DELETE FROM role_parents
                WHERE tenant_id = :tenant AND role_id = :role
                """)
        int disinherit(TenantId tenant, RoleId role);

        @SqlQuery("""
                SELECT r.id, r.name, r.description, r.built_in, r.created_at, r.updated_at, r.version,
                       ARRAY(SELECT p.permission
                             FROM role_permissions p
                             WHERE p.tenant_id = :tenant AND p.role_id = r.id) AS permissions,
                       ARRAY(SELECT n.name
                             FROM role_parents i
                             JOIN roles n ON n.tenant_id = :tenant AND n.id = i.parent_id
                             WHERE i.tenant_id = :tenant AND i.role_id = r.id) AS inherits
                FROM roles r
                WHERE r.tenant_id = :tenant AND r.id = :id
                """)
        Optional<Role> find(TenantId tenant, RoleId id);

        @SqlQuery("""
                SELECT r.id, r.name, r.description, r.built_in, r.created_at, r.updated_at, r.version,
                       ARRAY(SELECT p.permission
                             FROM role_permissions p
                             WHERE p.tenant_id = :tenant AND p.role_id = r.id) AS permissions,
                       ARRAY(SELECT n.name
                             FROM role_parents i
                             JOIN roles n ON n.tenant_id = :tenant AND n.id = i.parent_id
                             WHERE i.tenant_id = :tenant AND i.role_id = r.id) AS inherits
                FROM roles r
                WHERE r.tenant_id = :tenant
                ORDER BY r.name
                """)
        List<Role> list(TenantId tenant);

        @SqlUpdate("""
                INSERT INTO roles (tenant_id, id, name, description, built_in, created_at, updated_at, version)
                VALUES (:tenant, :role.id, :role.name, :role.description, :role.builtIn, :role.createdAt,
                        :role.updatedAt, :role.version)
                ON CONFLICT (tenant_id, name) DO NOTHING
                """)
        int add(TenantId tenant, @BindMethods("role") Role role);

        @SqlUpdate("""
                UPDATE roles
                SET description = :role.description, updated_at = :role.updatedAt, version = :role.version
                WHERE tenant_id = :tenant AND id = :role.id AND version = :role.version - 1
                """)
        int update(TenantId tenant, @BindMethods("role") Role role);

        @SqlUpdate("""
                INSERT INTO role_permissions (tenant_id, role_id, permission)
                SELECT :tenant, :role, unnest(:permissions)
                """)
        int allow(TenantId tenant, RoleId role, List<String> permissions);

        @SqlUpdate("""
                DELETE FROM role_permissions
                WHERE tenant_id = :tenant AND role_id = :role
                """)
        int forbidAll(TenantId tenant, RoleId role);

        @SqlQuery("""
                SELECT name
                FROM roles
                WHERE tenant_id = :tenant AND id = :id
                FOR UPDATE
                """)
        Optional<String> lockForDeletion(TenantId tenant, RoleId id);

        @SqlUpdate("""
                DELETE FROM user_grants
                WHERE tenant_id = :tenant AND role_id = :id AND expires_at <= :now
                """)
        int removeEndedGrants(TenantId tenant, RoleId id, Instant now);

        @SqlUpdate("""
                DELETE FROM roles
                WHERE tenant_id = :tenant AND id = :id
                  AND NOT EXISTS (SELECT 1
                                  FROM user_roles h
                                  WHERE h.tenant_id = :tenant AND h.role_id = :id)
                  AND NOT EXISTS (SELECT 1
                                  FROM service_account_roles h
                                  WHERE h.tenant_id = :tenant AND h.role_id = :id)
                  AND NOT EXISTS (SELECT 1
                                  FROM group_roles q
                                  WHERE q.tenant_id = :tenant AND q.role_id = :id)
                  AND NOT EXISTS (SELECT 1
                                  FROM user_grants g
                                  WHERE g.tenant_id = :tenant AND g.role_id = :id)
                  AND NOT EXISTS (SELECT 1
                                  FROM role_parents i
                                  WHERE i.tenant_id = :tenant AND i.parent_id = :id)
                """)
        int deleteUnused(TenantId tenant, RoleId id);

        /** Not FOR UPDATE: it would wait for whoever is giving the role to somebody, who may be waiting for this lock. */
        @SqlUpdate("""
                SELECT
                FROM roles
                WHERE tenant_id = :tenant AND name = :owning
                FOR NO KEY UPDATE
                """)
        int lock(TenantId tenant, BuiltInRole owning);
    }
}
