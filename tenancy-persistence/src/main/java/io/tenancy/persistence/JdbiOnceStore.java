package io.tenancy.persistence;

import io.tenancy.core.once.KeptRequest;
import io.tenancy.core.once.OnceStore;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.core.tenant.TenantScope;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

final class JdbiOnceStore implements OnceStore {
    private final TenantSql<Sql> db;

    JdbiOnceStore(TenantDb db) {
        this.db = db.tenant(Sql.class);
    }

    @Override
    public boolean claim(TenantScope scope, KeptRequest request, Instant now) {
        return db.one(scope, sql -> sql.claim(scope.id(), request, now)) == 1;
    }

    @Override
    public Optional<KeptRequest> find(TenantScope scope, String digest) {
        return db.one(scope, sql -> sql.find(scope.id(), digest));
    }

    @Override
    public boolean work(TenantScope scope, String digest, UUID attempt) {
        return db.one(scope, sql -> sql.work(scope.id(), digest, attempt)) == 1;
    }

    @Override
    public boolean answer(TenantScope scope, String digest, UUID attempt, String sealed) {
        return db.one(scope, sql -> sql.answer(scope.id(), digest, attempt, sealed)) == 1;
    }

    @Override
    public boolean release(TenantScope scope, String digest, UUID attempt) {
        return db.one(scope, sql -> sql.release(scope.id(), digest, attempt)) == 1;
    }

    @Override
    public int count(TenantScope scope, int most) {
        return db.one(scope, sql -> sql.count(scope.id(), most));
    }

    @Override
    public int prune(TenantScope scope, Instant now) {
        return db.one(scope, sql -> sql.prune(scope.id(), now));
    }

    interface Sql {
        @SqlUpdate("""
                INSERT INTO kept_requests (tenant_id, digest, fingerprint, attempt, lease_until, expires_at, worked, answer)
                VALUES (:tenant, :request.digest, :request.fingerprint, :request.attempt, :request.leaseUntil,
                        :request.expiresAt, :request.worked, :request.answer)
                ON CONFLICT (tenant_id, digest) DO UPDATE
                SET fingerprint = EXCLUDED.fingerprint, attempt = EXCLUDED.attempt, lease_until = EXCLUDED.lease_until,
                    expires_at = EXCLUDED.expires_at, worked = EXCLUDED.worked, answer = EXCLUDED.answer
                WHERE kept_requests.expires_at <= :now
                   OR (kept_requests.lease_until <= :now AND NOT kept_requests.worked
                       AND kept_requests.answer IS NULL AND kept_requests.fingerprint = EXCLUDED.fingerprint)
                """)
        int claim(TenantId tenant, @BindMethods("request") KeptRequest request, Instant now);

        @SqlQuery("""
                SELECT digest, fingerprint, attempt, lease_until, expires_at, worked, answer
                FROM kept_requests
                WHERE tenant_id = :tenant AND digest = :digest
                """)
        Optional<KeptRequest> find(TenantId tenant, String digest);

        @SqlUpdate("""
                UPDATE kept_requests
                SET worked = true
                WHERE tenant_id = :tenant AND digest = :digest AND attempt = :attempt
                """)
        int work(TenantId tenant, String digest, UUID attempt);

        @SqlUpdate("""
                UPDATE kept_requests
                SET answer = :sealed
                WHERE tenant_id = :tenant AND digest = :digest AND attempt = :attempt
                """)
        int answer(TenantId tenant, String digest, UUID attempt, String sealed);

        @SqlUpdate("""
                DELETE FROM kept_requests
                WHERE tenant_id = :tenant AND digest = :digest AND attempt = :attempt AND NOT worked
                """)
        int release(TenantId tenant, String digest, UUID attempt);

        @SqlQuery("""
                SELECT count(*)
                FROM (SELECT FROM kept_requests WHERE tenant_id = :tenant LIMIT :most) AS kept
                """)
        int count(TenantId tenant, int most);

        @SqlUpdate("""
                DELETE FROM kept_requests
                WHERE tenant_id = :tenant AND digest IN (
                    SELECT digest
                    FROM kept_requests
                    WHERE tenant_id = :tenant AND expires_at <= :now
                    ORDER BY expires_at
                    LIMIT 500
                    FOR UPDATE SKIP LOCKED)
                """)
        int prune(TenantId tenant, Instant now);
    }
}
