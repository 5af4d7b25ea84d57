package io.tenancy.persistence;

import io.tenancy.core.session.SessionId;
import io.tenancy.core.session.Standing;
import io.tenancy.core.session.Standings;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.core.tenant.TenantScope;
import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

final class JdbiStandings implements Standings {
    private final TenantSql<Sql> db;

    JdbiStandings(TenantDb db) {
        this.db = db.tenant(Sql.class);
    }

    @Override
    public Optional<Standing> find(TenantScope scope, SessionId session) {
        return db.one(scope, sql -> sql.find(scope.id(), session));
    }

    interface Sql {
        @SqlQuery("""
                SELECT s.user_id,
                       o.mfa, o.step_up,
                       EXISTS (SELECT 1
                               FROM authenticators f
                               WHERE f.tenant_id = :tenant AND f.user_id = s.user_id AND f.since IS NOT NULL)
                       OR EXISTS (SELECT 1
                                  FROM passkeys k
                                  WHERE k.tenant_id = :tenant AND k.user_id = s.user_id) AS has_factor,
                       has.roles, has.role_ends, has.permissions, has.permission_ends
                FROM sessions s
                JOIN users u ON u.tenant_id = :tenant AND u.id = s.user_id
                LEFT JOIN security_policies o ON o.tenant_id = :tenant
                CROSS JOIN LATERAL (
                    WITH RECURSIVE held (role_id, ends_at) AS (
                        (SELECT h.role_id, CAST(NULL AS timestamptz)
                         FROM user_roles h
                         WHERE h.tenant_id = :tenant AND h.user_id = s.user_id
                         UNION ALL
                         SELECT g.role_id, g.expires_at
                         FROM user_grants g
                         WHERE g.tenant_id = :tenant AND g.user_id = s.user_id AND g.role_id IS NOT NULL
                         UNION ALL
                         SELECT q.role_id, NULL
                         FROM group_members m
                         JOIN group_roles q ON q.tenant_id = :tenant AND q.group_id = m.group_id
                         WHERE m.tenant_id = :tenant AND m.user_id = s.user_id)
                        UNION
                        SELECT i.parent_id, held.ends_at
                        FROM held
                        JOIN role_parents i ON i.tenant_id = :tenant AND i.role_id = held.role_id),
                    allowed (permission, ends_at) AS (
                        SELECT p.permission, held.ends_at
                        FROM held
                        JOIN role_permissions p ON p.tenant_id = :tenant AND p.role_id = held.role_id
                        UNION
                        SELECT d.permission, d.expires_at
                        FROM user_grants d
                        WHERE d.tenant_id = :tenant AND d.user_id = s.user_id AND d.permission IS NOT NULL)
                    SELECT a.roles, a.role_ends, b.permissions, b.permission_ends
                    FROM (SELECT array_agg(r.name) AS roles, array_agg(held.ends_at) AS role_ends
                          FROM held
                          JOIN roles r ON r.tenant_id = :tenant AND r.id = held.role_id) a
                    CROSS JOIN (SELECT array_agg(permission) AS permissions, array_agg(ends_at) AS permission_ends
                                FROM allowed) b) has
                WHERE s.tenant_id = :tenant AND s.id = :session AND s.revoked_at IS NULL
                  AND u.status = 'ACTIVE' AND u.deleted_at IS NULL
                """)
        Optional<Standing> find(TenantId tenant, SessionId session);
    }
}
