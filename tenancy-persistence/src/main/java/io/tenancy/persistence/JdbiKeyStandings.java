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
                       ARRAY(SELECT r.name
                             FROM roles r
                             WHERE r.tenant_id = :tenant
                               AND (EXISTS (SELECT 1
                                            FROM user_roles h
                                            WHERE h.tenant_id = :tenant AND h.user_id = k.user_id
                                              AND h.role_id = r.id)
                                    OR EXISTS (SELECT 1
                                               FROM service_account_roles h
                                               WHERE h.tenant_id = :tenant AND h.account_id = k.account_id
                                                 AND h.role_id = r.id))) AS roles,
                       ARRAY(SELECT DISTINCT p.permission
                             FROM role_permissions p
                             WHERE p.tenant_id = :tenant
                               AND (EXISTS (SELECT 1
                                            FROM user_roles h
                                            WHERE h.tenant_id = :tenant AND h.user_id = k.user_id
                                              AND h.role_id = p.role_id)
                                    OR EXISTS (SELECT 1
                                               FROM service_account_roles h
                                               WHERE h.tenant_id = :tenant AND h.account_id = k.account_id
                                                 AND h.role_id = p.role_id))) AS permissions
                FROM api_keys k
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
