package io.tenancy.persistence;

import io.tenancy.core.grant.Grant;
import io.tenancy.core.grant.GrantId;
import io.tenancy.core.grant.GrantStore;
import io.tenancy.core.role.Grants;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.core.user.UserId;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

final class JdbiGrantStore implements GrantStore {
    private final TenantSql<Sql> db;

    JdbiGrantStore(TenantDb db) {
        this.db = db.tenant(Sql.class);
    }

    @Override
    public List<Grant> list(TenantScope scope, UserId user) {
        return db.one(scope, sql -> sql.list(scope.id(), user));
    }

    /** A role that is missing was deleted after somebody had looked. */
    @Override
    public void add(TenantScope scope, Grant grant) {
        int added = db.changing(
                scope,
                sql -> grant.role().isPresent()
                        ? sql.addRole(scope.id(), grant, grant.role().get())
                        : sql.addPermission(
                                scope.id(),
                                grant,
                                grant.permission().orElseThrow().name()));
        if (added != 1) {
            throw Grants.unknownRole();
        }
    }

    @Override
    public boolean remove(TenantScope scope, UserId user, GrantId id) {
        return db.changing(scope, sql -> sql.remove(scope.id(), user, id)) == 1;
    }

    @Override
    public void prune(TenantScope scope, UserId user, Instant by) {
        db.one(scope, sql -> sql.prune(scope.id(), user, by));
    }

    interface Sql {
        @SqlQuery("""
                SELECT g.id, g.user_id AS "user", r.name AS role, g.permission, g.expires_at, g.created_at
                FROM user_grants g
                LEFT JOIN roles r ON r.tenant_id = :tenant AND r.id = g.role_id
                WHERE g.tenant_id = :tenant AND g.user_id = :user
                ORDER BY g.id
                """)
        List<Grant> list(TenantId tenant, UserId user);

        @SqlUpdate("""
                INSERT INTO user_grants (tenant_id, id, user_id, role_id, permission, expires_at, created_at)
                SELECT :tenant, :grant.id, :grant.user, r.id, NULL, :grant.expiresAt, :grant.createdAt
                FROM roles r
                WHERE r.tenant_id = :tenant AND r.name = :role
                FOR KEY SHARE
                """)
        int addRole(TenantId tenant, @BindMethods("grant") Grant grant, String role);

        @SqlUpdate("""
                INSERT INTO user_grants (tenant_id, id, user_id, role_id, permission, expires_at, created_at)
                VALUES (:tenant, :grant.id, :grant.user, NULL, :permission, :grant.expiresAt, :grant.createdAt)
                """)
        int addPermission(TenantId tenant, @BindMethods("grant") Grant grant, String permission);

        @SqlUpdate("""
                DELETE FROM user_grants
                WHERE tenant_id = :tenant AND user_id = :user AND id = :id
                """)
        int remove(TenantId tenant, UserId user, GrantId id);

        @SqlUpdate("""
                DELETE FROM user_grants
                WHERE tenant_id = :tenant AND user_id = :user AND expires_at <= :by
                """)
        int prune(TenantId tenant, UserId user, Instant by);
    }
}
