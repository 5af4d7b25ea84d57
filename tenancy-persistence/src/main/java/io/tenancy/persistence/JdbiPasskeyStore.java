package io.tenancy.persistence;

import io.tenancy.core.passkey.Passkey;
import io.tenancy.core.passkey.PasskeyId;
import io.tenancy.core.passkey.PasskeyKey;
import io.tenancy.core.passkey.PasskeyStore;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.core.user.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

final class JdbiPasskeyStore implements PasskeyStore {
    private final TenantSql<Sql> db;

    JdbiPasskeyStore(TenantDb db) {
        this.db = db.tenant(Sql.class);
    }

    @Override
    public void lock(TenantScope scope, UserId user) {
        db.later(scope, sql -> sql.lock(scope.id(), user));
    }

    @Override
    public boolean add(TenantScope scope, Passkey passkey, PasskeyKey key) {
        String[] transports = passkey.transports().toArray(String[]::new);
        return db.changing(scope, sql -> sql.add(scope.id(), passkey, key, transports)) == 1;
    }

    @Override
    public List<Passkey> list(TenantScope scope, UserId user) {
        return db.one(scope, sql -> sql.list(scope.id(), user));
    }

    @Override
    public boolean any(TenantScope scope, UserId user) {
        return db.one(scope, sql -> sql.any(scope.id(), user));
    }

    @Override
    public Optional<PasskeyKey> key(TenantScope scope, String credentialId) {
        return db.one(scope, sql -> sql.key(scope.id(), credentialId));
    }

    @Override
    public boolean rename(TenantScope scope, UserId user, PasskeyId id, String name) {
        return db.one(scope, sql -> sql.rename(scope.id(), user, id, name)) == 1;
    }

    @Override
    public boolean use(TenantScope scope, PasskeyId id, long signCount, boolean backedUp, Instant at) {
        return db.one(scope, sql -> sql.use(scope.id(), id, signCount, backedUp, at)) == 1;
    }

    @Override
    public boolean remove(TenantScope scope, UserId user, PasskeyId id) {
        return db.changing(scope, sql -> sql.remove(scope.id(), user, id)) == 1;
    }

    @Override
    public boolean removeAll(TenantScope scope, UserId user) {
        return db.changing(scope, sql -> {
            db.later(scope, spent -> spent.removeAnswers(scope.id(), user));
            return sql.removeAll(scope.id(), user) > 0;
        });
    }

    @Override
    public boolean spend(TenantScope scope, UserId user, UUID challenge, Instant expiresAt, Instant now) {
        return db.all(scope, sql -> {
            sql.prune(scope.id(), user, now);
            return sql.spend(scope.id(), user, challenge, expiresAt) == 1;
        });
    }

    @Override
    public boolean isSpent(TenantScope scope, UUID challenge) {
        return db.one(scope, sql -> sql.isSpent(scope.id(), challenge));
    }

    interface Sql {
        @SqlUpdate("""
                SELECT
                FROM users
                WHERE tenant_id = :tenant AND id = :user
                FOR NO KEY UPDATE
                """)
        int lock(TenantId tenant, UserId user);

        @SqlUpdate("""
                INSERT INTO passkeys (tenant_id, id, user_id, credential_id, public_key, sign_count, name, transports,
                                      aaguid, backup_eligible, backed_up, created_at, last_used_at)
                VALUES (:tenant, :passkey.id, :key.user, :passkey.credentialId, :key.publicKey, :key.signCount,
                        :passkey.name, :transports, :passkey.aaguid, :passkey.backupEligible, :passkey.backedUp,
                        :passkey.createdAt, :passkey.lastUsedAt)
                ON CONFLICT (tenant_id, credential_id) DO NOTHING
                """)
        int add(
                TenantId tenant,
                @BindMethods("passkey") Passkey passkey,
                @BindMethods("key") PasskeyKey key,
                String[] transports);

        @SqlQuery("""
                SELECT id, name, credential_id, transports, aaguid, backup_eligible, backed_up, created_at, last_used_at
                FROM passkeys
                WHERE tenant_id = :tenant AND user_id = :user
                ORDER BY id
                """)
        List<Passkey> list(TenantId tenant, UserId user);

        @SqlQuery("""
                SELECT EXISTS (
                    SELECT 1
                    FROM passkeys
                    WHERE tenant_id = :tenant AND user_id = :user)
                """)
        boolean any(TenantId tenant, UserId user);

        @SqlQuery("""
                SELECT id, user_id AS "user", public_key, sign_count, backup_eligible
                FROM passkeys
                WHERE tenant_id = :tenant AND credential_id = :credentialId
                """)
        Optional<PasskeyKey> key(TenantId tenant, String credentialId);

        @SqlUpdate("""
                UPDATE passkeys
                SET name = :name
                WHERE tenant_id = :tenant AND user_id = :user AND id = :id
                """)
        int rename(TenantId tenant, UserId user, PasskeyId id, String name);

        @SqlUpdate("""
                UPDATE passkeys
                SET sign_count = :signCount, backed_up = :backedUp, last_used_at = GREATEST(last_used_at, :at)
                WHERE tenant_id = :tenant AND id = :id
                  AND (sign_count < :signCount OR (sign_count = 0 AND :signCount = 0))
                """)
        int use(TenantId tenant, PasskeyId id, long signCount, boolean backedUp, Instant at);

        @SqlUpdate("""
                DELETE FROM passkeys
                WHERE tenant_id = :tenant AND user_id = :user AND id = :id
                """)
        int remove(TenantId tenant, UserId user, PasskeyId id);

        @SqlUpdate("""
                DELETE FROM passkeys
                WHERE tenant_id = :tenant AND user_id = :user
                """)
        int removeAll(TenantId tenant, UserId user);

        @SqlUpdate("""
                DELETE FROM passkey_answers
                WHERE tenant_id = :tenant AND user_id = :user
                """)
        int removeAnswers(TenantId tenant, UserId user);

        @SqlUpdate("""
                DELETE FROM passkey_answers
                WHERE tenant_id = :tenant AND user_id = :user AND expires_at <= :now
                """)
        int prune(TenantId tenant, UserId user, Instant now);

        @SqlUpdate("""
                INSERT INTO passkey_answers (tenant_id, challenge, user_id, expires_at)
                VALUES (:tenant, :challenge, :user, :expiresAt)
                ON CONFLICT (tenant_id, challenge) DO NOTHING
                """)
        int spend(TenantId tenant, UserId user, UUID challenge, Instant expiresAt);

        @SqlQuery("""
                SELECT EXISTS (
                    SELECT 1
                    FROM passkey_answers
                    WHERE tenant_id = :tenant AND challenge = :challenge)
                """)
        boolean isSpent(TenantId tenant, UUID challenge);
    }
}
