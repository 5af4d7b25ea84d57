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
                       (SELECT o.mfa FROM security_policies o WHERE o.tenant_id = :tenant) AS mfa,
                       ARRAY(SELECT r.name
                             FROM user_roles h
                             JOIN roles r ON r.tenant_id = :tenant AND r.id = h.role_id
                             WHERE h.tenant_id = :tenant AND h.user_id = s.user_id) AS roles,
                       ARRAY(SELECT DISTINCT p.permission
                             FROM user_roles h
                             JOIN role_permissions p ON p.tenant_id = :tenant AND p.role_id = h.role_id
                             WHERE h.tenant_id = :tenant AND h.user_id = s.user_id) AS permissions
                FROM sessions s
                JOIN users u ON u.tenant_id = :tenant AND u.id = s.user_id
                WHERE s.tenant_id = :tenant AND s.id = :session AND s.revoked_at IS NULL
                  AND u.status = 'ACTIVE' AND u.deleted_at IS NULL
                """)
        Optional<Standing> find(TenantId tenant, SessionId session);
    }
}
