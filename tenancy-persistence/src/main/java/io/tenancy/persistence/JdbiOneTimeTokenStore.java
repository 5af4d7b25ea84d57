package io.tenancy.persistence;

import io.tenancy.core.credential.OneTimeToken;
import io.tenancy.core.credential.OneTimeToken.Purpose;
import io.tenancy.core.credential.OneTimeTokenStore;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.core.user.UserId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

final class JdbiOneTimeTokenStore implements OneTimeTokenStore {
    private final TenantSql<Sql> db;

    JdbiOneTimeTokenStore(TenantDb db) {
        this.db = db.tenant(Sql.class);
    }

    @Override
    public void put(TenantScope scope, OneTimeToken token) {
        db.later(scope, sql -> sql.put(scope.id(), token));
    }

    @Override
    public Optional<OneTimeToken> peek(TenantScope scope, UUID id, Purpose purpose, String digest, Instant now) {
        return db.one(scope, sql -> sql.peek(scope.id(), id, purpose, digest, now));
    }

    @Override
    public Optional<OneTimeToken> take(TenantScope scope, UUID id, Purpose purpose, String digest, Instant now) {
        return db.one(scope, sql -> sql.take(scope.id(), id, purpose, digest, now));
    }

    @Override
    public void removeAll(TenantScope scope, UserId user) {
        db.later(scope, sql -> sql.removeAll(scope.id(), user));
    }

    interface Sql {
        @SqlUpdate("""
                INSERT INTO one_time_tokens (tenant_id, id, user_id, purpose, digest, expires_at, address)
                VALUES (:tenant, :token.id, :token.user, :token.purpose, :token.digest, :token.expiresAt,
                        :token.address)
                ON CONFLICT (tenant_id, user_id, purpose) DO UPDATE
                SET id = EXCLUDED.id, digest = EXCLUDED.digest, expires_at = EXCLUDED.expires_at,
                    address = EXCLUDED.address
                """)
        int put(TenantId tenant, @BindMethods("token") OneTimeToken token);

        @SqlQuery("""
                SELECT id, user_id AS "user", purpose, digest, expires_at, address
                FROM one_time_tokens
                WHERE tenant_id = :tenant AND id = :id AND purpose = :purpose AND digest = :digest
                  AND expires_at > :now
                """)
        Optional<OneTimeToken> peek(TenantId tenant, UUID id, Purpose purpose, String digest, Instant now);

        @SqlQuery("""
                DELETE FROM one_time_tokens
                WHERE tenant_id = :tenant AND id = :id AND purpose = :purpose AND digest = :digest
                  AND expires_at > :now
                RETURNING id, user_id AS "user", purpose, digest, expires_at, address
                """)
        Optional<OneTimeToken> take(TenantId tenant, UUID id, Purpose purpose, String digest, Instant now);

        @SqlUpdate("""
                DELETE FROM one_time_tokens
                WHERE tenant_id = :tenant AND user_id = :user
                """)
        int removeAll(TenantId tenant, UserId user);
    }
}
