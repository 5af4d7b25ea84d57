package io.tenancy.persistence;

import io.tenancy.core.mfa.Authenticator;
import io.tenancy.core.mfa.FactorStore;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.core.user.UserId;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.sqlobject.statement.SqlBatch;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

final class JdbiFactorStore implements FactorStore {
    private final TenantSql<Sql> db;

    JdbiFactorStore(TenantDb db) {
        this.db = db.tenant(Sql.class);
    }

    @Override
    public Optional<Authenticator> authenticator(TenantScope scope, UserId user) {
        return db.one(scope, sql -> sql.authenticator(scope.id(), user));
    }

    @Override
    public void putPending(TenantScope scope, UserId user, String pendingKey) {
        db.one(scope, sql -> sql.putPending(scope.id(), user, pendingKey));
    }

    @Override
    public boolean removePending(TenantScope scope, UserId user) {
        return db.changing(scope, sql -> sql.removeNew(scope.id(), user) + sql.removePending(scope.id(), user) > 0);
    }

    @Override
    public boolean confirm(TenantScope scope, UserId user, String pendingKey, long step, Instant now) {
        return db.changing(scope, sql -> sql.confirm(scope.id(), user, pendingKey, step, now)) == 1;
    }

    @Override
    public boolean useStep(TenantScope scope, UserId user, String key, long step) {
        return db.one(scope, sql -> sql.useStep(scope.id(), user, key, step)) == 1;
    }

    @Override
    public void putRecoveryCodes(TenantScope scope, UserId user, Set<String> digests) {
        db.all(scope, sql -> {
            sql.removeRecoveryCodes(scope.id(), user);
            return sql.addRecoveryCodes(scope.id(), user, digests);
        });
    }

    @Override
    public int recoveryCodes(TenantScope scope, UserId user) {
        return db.one(scope, sql -> sql.recoveryCodes(scope.id(), user));
    }

    @Override
    public boolean takeRecoveryCode(TenantScope scope, UserId user, String digest) {
        return db.one(scope, sql -> sql.takeRecoveryCode(scope.id(), user, digest)) == 1;
    }

    @Override
    public boolean remove(TenantScope scope, UserId user) {
        return db.changing(
                scope,
                sql -> sql.removeAuthenticator(scope.id(), user) + sql.removeRecoveryCodes(scope.id(), user) > 0);
    }

    interface Sql {
        @SqlQuery("""
                SELECT key, since, pending_key
                FROM authenticators
                WHERE tenant_id = :tenant AND user_id = :user
                """)
        Optional<Authenticator> authenticator(TenantId tenant, UserId user);

        @SqlUpdate("""
                INSERT INTO authenticators (tenant_id, user_id, pending_key)
                VALUES (:tenant, :user, :pendingKey)
                ON CONFLICT (tenant_id, user_id) DO UPDATE
                SET pending_key = EXCLUDED.pending_key
                """)
        int putPending(TenantId tenant, UserId user, String pendingKey);

        @SqlUpdate("""
                DELETE FROM authenticators
                WHERE tenant_id = :tenant AND user_id = :user AND key IS NULL
                """)
        int removeNew(TenantId tenant, UserId user);

        @SqlUpdate("""
                UPDATE authenticators
                SET pending_key = NULL
                WHERE tenant_id = :tenant AND user_id = :user AND key IS NOT NULL AND pending_key IS NOT NULL
                """)
        int removePending(TenantId tenant, UserId user);

        @SqlUpdate("""
                UPDATE authenticators
                SET key = :pendingKey, since = :now, last_step = :step, pending_key = NULL
                WHERE tenant_id = :tenant AND user_id = :user AND pending_key = :pendingKey
                """)
        int confirm(TenantId tenant, UserId user, String pendingKey, long step, Instant now);

        @SqlUpdate("""
                UPDATE authenticators
                SET last_step = :step
                WHERE tenant_id = :tenant AND user_id = :user AND key = :key AND last_step < :step
                """)
        int useStep(TenantId tenant, UserId user, String key, long step);

        @SqlBatch("""
                INSERT INTO recovery_codes (tenant_id, user_id, digest)
                VALUES (:tenant, :user, :digests)
                """)
        int[] addRecoveryCodes(TenantId tenant, UserId user, Set<String> digests);

        @SqlQuery("""
                SELECT count(*)
                FROM recovery_codes
                WHERE tenant_id = :tenant AND user_id = :user
                """)
        int recoveryCodes(TenantId tenant, UserId user);

        @SqlUpdate("""
                DELETE FROM recovery_codes
                WHERE tenant_id = :tenant AND user_id = :user AND digest = :digest
                """)
        int takeRecoveryCode(TenantId tenant, UserId user, String digest);

        @SqlUpdate("""
                DELETE FROM recovery_codes
                WHERE tenant_id = :tenant AND user_id = :user
                """)
        int removeRecoveryCodes(TenantId tenant, UserId user);

        @SqlUpdate("""
                DELETE FROM authenticators
                WHERE tenant_id = :tenant AND user_id = :user
                """)
        int removeAuthenticator(TenantId tenant, UserId user);
    }
}
