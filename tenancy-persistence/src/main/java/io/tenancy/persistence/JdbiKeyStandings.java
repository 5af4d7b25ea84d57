package io.tenancy.persistence;

import io.tenancy.core.apikey.ApiKeyId;
import io.tenancy.core.program.KeyStanding;
import io.tenancy.core.program.KeyStandings;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.core.tenant.TenantScope;
import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

final class JdbiKeyStandings implements KeyStandings {
    private final TenantSql<Sql> db;

    JdbiKeyStandings(TenantDb db) {
        this.db = db.tenant(Sql.class);
    }

    @Override
    public Optional<KeyStanding> find(TenantScope scope, ApiKeyId key) {
        return db.one(scope, sql -> sql.find(scope.id(), key));
    }

    interface Sql {
        @SqlQuery("""
                SELECT k.id, k.user_id, k.account_id, k.digest, k.scopes, k.created_at, k.expires_at,
                       has.roles, has.role_ends, has.permissions, has.permission_ends
                FROM api_keys k
                CROSS JOIN LATERAL (
                    WITH RECURSIVE held (role_id, ends_at) AS (
                        (SELECT h.role_id, CAST(NULL AS timestamptz)
                         FROM user_roles h
                         WHERE h.tenant_id = :tenant AND h.user_id = k.user_id
                         UNION ALL
                         SELECT c.role_id, NULL
                         FROM service_account_roles c
                         WHERE c.tenant_id = :tenant AND c.account_id = k.account_id
                         UNION ALL
                         SELECT g.role_id, g.expires_at
                         FROM user_grants g
                         WHERE g.tenant_id = :tenant AND g.user_id = k.user_id AND g.role_id IS NOT NULL
                         UNION ALL
                         SELECT q.role_id, NULL
                         FROM group_members m
                         JOIN group_roles q ON q.tenant_id = :tenant AND q.group_id = m.group_id
                         WHERE m.tenant_id = :tenant AND m.user_id = k.user_id)
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
                        WHERE d.tenant_id = :tenant AND d.user_id = k.user_id AND d.permission IS NOT NULL)
                    SELECT a.roles, a.role_ends, b.permissions, b.permission_ends
                    FROM (SELECT array_agg(r.name) AS roles, array_agg(held.ends_at) AS role_ends
                          FROM held
                          JOIN roles r ON r.tenant_id = :tenant AND r.id = held.role_id) a
                    CROSS JOIN (SELECT array_agg(permission) AS permissions, array_agg(ends_at) AS permission_ends
                                FROM allowed) b) has
                WHERE k.tenant_id = :tenant AND k.id = :key AND k.revoked_at IS NULL
                  AND (EXISTS (SELECT 1
                               FROM users u
                               WHERE u.tenant_id = :tenant AND u.id = k.user_id
                                 AND u.status = 'ACTIVE' AND u.deleted_at IS NULL)
                       OR EXISTS (SELECT 1
                                  FROM service_accounts a
                                  WHERE a.tenant_id = :tenant AND a.id = k.account_id AND a.status = 'ACTIVE'))
                """)
        Optional<KeyStanding> find(TenantId tenant, ApiKeyId key);
    }
}
