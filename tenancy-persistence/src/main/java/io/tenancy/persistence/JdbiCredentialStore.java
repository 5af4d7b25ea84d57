package io.tenancy.persistence;

import io.tenancy.core.credential.Credential;
import io.tenancy.core.credential.CredentialStore;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.core.user.UserId;
import java.util.Optional;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

final class JdbiCredentialStore implements CredentialStore {
    private final TenantSql<Sql> db;

    JdbiCredentialStore(TenantDb db) {
        this.db = db.tenant(Sql.class);
    }

    @Override
    public Optional<Credential> find(TenantScope scope, UserId user) {
        return db.one(scope, sql -> sql.find(scope.id(), user));
    }

    @Override
    public void put(TenantScope scope, UserId user, Credential credential) {
        db.later(scope, sql -> sql.put(scope.id(), user, credential));
    }

    interface Sql {
        @SqlQuery("""
                SELECT hash, one_time, changed_at, beside_factor
                FROM credentials
                WHERE tenant_id = :tenant AND user_id = :user
                """)
        Optional<Credential> find(TenantId tenant, UserId user);

        @SqlUpdate("""
                INSERT INTO credentials (tenant_id, user_id, hash, one_time, changed_at, beside_factor)
                VALUES (:tenant, :user, :credential.hash, :credential.oneTime, :credential.changedAt,
                        :credential.besideFactor)
                ON CONFLICT (tenant_id, user_id) DO UPDATE
                SET hash = EXCLUDED.hash, one_time = EXCLUDED.one_time, changed_at = EXCLUDED.changed_at,
                    beside_factor = EXCLUDED.beside_factor
                """)
        int put(TenantId tenant, UserId user, @BindMethods("credential") Credential credential);
    }
}
