package io.tenancy.persistence;

import io.tenancy.core.mfa.Challenge;
import io.tenancy.core.mfa.Challenge.Purpose;
import io.tenancy.core.mfa.ChallengeStore;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.core.user.UserId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

final class JdbiChallengeStore implements ChallengeStore {
    private final TenantSql<Sql> db;

    JdbiChallengeStore(TenantDb db) {
        this.db = db.tenant(Sql.class);
    }

    @Override
    public void add(TenantScope scope, Challenge challenge, Instant now) {
        db.all(scope, sql -> {
            sql.prune(scope.id(), challenge.user(), now);
            return sql.add(scope.id(), challenge);
        });
    }

    @Override
    public Optional<Challenge> find(
            TenantScope scope, UUID id, Purpose purpose, String digest, Instant now, int tries) {
        return db.one(scope, sql -> sql.find(scope.id(), id, purpose, digest, now, tries));
    }

    @Override
    public Optional<Challenge> attempt(
            TenantScope scope, UUID id, Purpose purpose, String digest, Instant now, int tries) {
        return db.one(scope, sql -> sql.attempt(scope.id(), id, purpose, digest, now, tries));
    }

    @Override
    public boolean take(TenantScope scope, UUID id) {
        return db.one(scope, sql -> sql.take(scope.id(), id)) == 1;
    }

    interface Sql {
        @SqlUpdate("""
                DELETE FROM challenges
                WHERE tenant_id = :tenant AND user_id = :user AND expires_at <= :now
                """)
        int prune(TenantId tenant, UserId user, Instant now);

        @SqlUpdate("""
                INSERT INTO challenges (tenant_id, id, user_id, purpose, digest, password_at, new_hash, tries, expires_at)
                VALUES (:tenant, :challenge.id, :challenge.user, :challenge.purpose, :challenge.digest,
                        :challenge.passwordAt, :challenge.newHash, 0, :challenge.expiresAt)
                """)
        int add(TenantId tenant, @BindMethods("challenge") Challenge challenge);

        @SqlQuery("""
                SELECT id, user_id AS "user", purpose, digest, password_at, new_hash, expires_at
                FROM challenges
                WHERE tenant_id = :tenant AND id = :id AND purpose = :purpose AND digest = :digest
                  AND expires_at > :now AND tries < :most
                """)
        Optional<Challenge> find(TenantId tenant, UUID id, Purpose purpose, String digest, Instant now, int most);

        @SqlQuery("""
                UPDATE challenges
                SET tries = tries + 1
                WHERE tenant_id = :tenant AND id = :id AND purpose = :purpose AND digest = :digest
                  AND expires_at > :now AND tries < :most
                RETURNING id, user_id AS "user", purpose, digest, password_at, new_hash, expires_at
                """)
        Optional<Challenge> attempt(TenantId tenant, UUID id, Purpose purpose, String digest, Instant now, int most);

        @SqlUpdate("""
                DELETE FROM challenges
                WHERE tenant_id = :tenant AND id = :id
                """)
        int take(TenantId tenant, UUID id);
    }
}
