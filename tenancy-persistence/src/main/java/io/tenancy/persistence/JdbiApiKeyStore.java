package io.tenancy.persistence;

import io.tenancy.core.access.Permission;
import io.tenancy.core.apikey.ApiKey;
import io.tenancy.core.apikey.ApiKeyId;
import io.tenancy.core.apikey.ApiKeyStore;
import io.tenancy.core.apikey.KeyOwner;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.core.tenant.TenantScope;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

final class JdbiApiKeyStore implements ApiKeyStore {
    private final TenantSql<Sql> db;

    JdbiApiKeyStore(TenantDb db) {
        this.db = db.tenant(Sql.class);
    }

    @Override
    public Optional<ApiKey> find(TenantScope scope, ApiKeyId id) {
        return db.one(scope, sql -> sql.find(scope.id(), id));
    }

    @Override
    public List<ApiKey> list(TenantScope scope, KeyOwner owner) {
        return switch (owner.kind()) {
            case USER -> db.one(scope, sql -> sql.ofUser(scope.id(), owner));
            case SERVICE_ACCOUNT -> db.one(scope, sql -> sql.ofAccount(scope.id(), owner));
        };
    }

    @Override
    public long count(TenantScope scope, Instant now) {
        return db.one(scope, sql -> sql.count(scope.id(), now));
    }

    @Override
    public void add(TenantScope scope, ApiKey key, String digest) {
        String[] scopes = key.scopes().stream().map(Permission::name).toArray(String[]::new);
        db.one(scope, sql -> sql.add(scope.id(), key, digest, scopes));
    }

    @Override
    public boolean expire(TenantScope scope, ApiKeyId id, Instant at) {
        return db.changing(scope, sql -> sql.expire(scope.id(), id, at)) == 1;
    }

    @Override
    public boolean revoke(TenantScope scope, ApiKeyId id, Instant at) {
        return db.changing(scope, sql -> sql.revoke(scope.id(), id, at)) == 1;
    }

    @Override
    public void touch(TenantScope scope, ApiKeyId id, Instant at) {
        db.one(scope, sql -> sql.touch(scope.id(), id, at));
    }

    @Override
    public void prune(TenantScope scope, KeyOwner owner, Instant before) {
        switch (owner.kind()) {
            case USER -> db.one(scope, sql -> sql.pruneOfUser(scope.id(), owner, before));
            case SERVICE_ACCOUNT -> db.one(scope, sql -> sql.pruneOfAccount(scope.id(), owner, before));
        }
    }

    interface Sql {
        @SqlQuery("""
                SELECT count(*)
                FROM api_keys
                WHERE tenant_id = :tenant AND revoked_at IS NULL AND expires_at > :now
                """)
        long count(TenantId tenant, Instant now);

        @SqlQuery("""
                SELECT id, user_id, account_id, name, scopes, created_at, expires_at, last_used_at, revoked_at
                FROM api_keys
                WHERE tenant_id = :tenant AND id = :id
                """)
        Optional<ApiKey> find(TenantId tenant, ApiKeyId id);

        @SqlQuery("""
                SELECT id, user_id, account_id, name, scopes, created_at, expires_at, last_used_at, revoked_at
                FROM api_keys
                WHERE tenant_id = :tenant AND user_id = :owner.id
                ORDER BY id DESC
                """)
        List<ApiKey> ofUser(TenantId tenant, @BindMethods("owner") KeyOwner owner);

        @SqlQuery("""
                SELECT id, user_id, account_id, name, scopes, created_at, expires_at, last_used_at, revoked_at
                FROM api_keys
                WHERE tenant_id = :tenant AND account_id = :owner.id
                ORDER BY id DESC
                """)
        List<ApiKey> ofAccount(TenantId tenant, @BindMethods("owner") KeyOwner owner);

        @SqlUpdate("""
                INSERT INTO api_keys (tenant_id, id, user_id, account_id, name, digest, scopes, created_at, expires_at,
                                      last_used_at, revoked_at)
                VALUES (:tenant, :key.id, :key.owner.user, :key.owner.account, :key.name, :digest, :scopes,
                        :key.createdAt, :key.expiresAt, :key.lastUsedAt, :key.revokedAt)
                """)
        int add(TenantId tenant, @BindMethods("key") ApiKey key, String digest, String[] scopes);

        @SqlUpdate("""
                UPDATE api_keys
                SET expires_at = LEAST(expires_at, :at)
                WHERE tenant_id = :tenant AND id = :id AND revoked_at IS NULL
                """)
        int expire(TenantId tenant, ApiKeyId id, Instant at);

        @SqlUpdate("""
                UPDATE api_keys
                SET revoked_at = :at
                WHERE tenant_id = :tenant AND id = :id AND revoked_at IS NULL
                """)
        int revoke(TenantId tenant, ApiKeyId id, Instant at);

        @SqlUpdate("""
                UPDATE api_keys
                SET last_used_at = GREATEST(last_used_at, :at)
                WHERE tenant_id = :tenant AND id = :id
                """)
        int touch(TenantId tenant, ApiKeyId id, Instant at);

        @SqlUpdate("""
                DELETE FROM api_keys
                WHERE tenant_id = :tenant AND user_id = :owner.id AND LEAST(revoked_at, expires_at) < :before
                """)
        int pruneOfUser(TenantId tenant, @BindMethods("owner") KeyOwner owner, Instant before);

        @SqlUpdate("""
                DELETE FROM api_keys
                WHERE tenant_id = :tenant AND account_id = :owner.id AND LEAST(revoked_at, expires_at) < :before
                """)
        int pruneOfAccount(TenantId tenant, @BindMethods("owner") KeyOwner owner, Instant before);
    }
}
