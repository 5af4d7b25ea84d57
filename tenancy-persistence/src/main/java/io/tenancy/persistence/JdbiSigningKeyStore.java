package io.tenancy.persistence;

import io.tenancy.core.key.SigningKey;
import io.tenancy.core.key.SigningKey.State;
import io.tenancy.core.key.SigningKeyStore;
import io.tenancy.persistence.TenantDb.CatalogueSql;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

final class JdbiSigningKeyStore implements SigningKeyStore {
    private final CatalogueSql<Sql> db;

    JdbiSigningKeyStore(TenantDb db) {
        this.db = db.catalogue(Sql.class);
    }

    @Override
    public List<SigningKey> list() {
        return db.one(Sql::list);
    }

    @Override
    public boolean addFirst(SigningKey key) {
        return change(sql -> sql.addFirst(key)) == 1;
    }

    @Override
    public boolean addNext(SigningKey key) {
        return change(sql -> sql.addNext(key)) == 1;
    }

    @Override
    public boolean rotate(String next, Instant at) {
        return change(sql -> {
            sql.lock();
            return sql.retire(next, at) == 1 && sql.activate(next, at) == 1;
        });
    }

    @Override
    public Optional<State> revoke(String kid, Instant at) {
        return change(sql -> {
            sql.lock();
            Optional<State> state = sql.remove(kid).map(State::valueOf);
            if (state.equals(Optional.of(State.ACTIVE))) {
                sql.activateNext(at);
            }
            return state;
        });
    }

    @Override
    public int removeRetired(Instant before) {
        return db.one(sql -> sql.removeRetired(before));
    }

    private <T> T change(Function<Sql, T> statements) {
        return db.changing(Change.KEYS, statements);
    }

    interface Sql {
        @SqlQuery("""
                SELECT kid, algorithm, state, public_jwk, encrypted_private_jwk, created_at,
                       COALESCE(changed_at, created_at) AS changed_at
                FROM catalogue.signing_keys
                ORDER BY created_at DESC, kid
                """)
        List<SigningKey> list();

        /** The index lets one active key in; of two nodes at the same time the second waits, and then adds nothing. */
        @SqlUpdate("""
                INSERT INTO catalogue.signing_keys (kid, algorithm, state, public_jwk, encrypted_private_jwk, created_at,
                                                    changed_at)
                VALUES (:key.kid, :key.algorithm, :key.state, :key.publicJwk, :key.encryptedPrivateJwk, :key.createdAt,
                        :key.since)
                ON CONFLICT (state) WHERE state = 'ACTIVE' DO NOTHING
                """)
        int addFirst(@BindMethods("key") SigningKey key);

        @SqlUpdate("""
                INSERT INTO catalogue.signing_keys (kid, algorithm, state, public_jwk, encrypted_private_jwk, created_at,
                                                    changed_at)
                VALUES (:key.kid, :key.algorithm, :key.state, :key.publicJwk, :key.encryptedPrivateJwk, :key.createdAt,
                        :key.since)
                ON CONFLICT (state) WHERE state = 'NEXT' DO NOTHING
                """)
        int addNext(@BindMethods("key") SigningKey key);

        /** Of two changes at the same time the second waits, and sees what the first has made of the keys. */
        @SqlQuery("""
                SELECT kid
                FROM catalogue.signing_keys
                ORDER BY kid
                FOR UPDATE
                """)
        List<String> lock();

        @SqlUpdate("""
                UPDATE catalogue.signing_keys
                SET state = 'RETIRED', changed_at = :at
                WHERE state = 'ACTIVE'
                  AND EXISTS (SELECT 1
                              FROM catalogue.signing_keys n
                              WHERE n.kid = :next AND n.state = 'NEXT')
                """)
        int retire(String next, Instant at);

        @SqlUpdate("""
                UPDATE catalogue.signing_keys
                SET state = 'ACTIVE', changed_at = :at
                WHERE kid = :next AND state = 'NEXT'
                """)
        int activate(String next, Instant at);

        @SqlUpdate("""
                UPDATE catalogue.signing_keys
                SET state = 'ACTIVE', changed_at = :at
                WHERE state = 'NEXT'
                """)
        int activateNext(Instant at);

        @SqlQuery("""
                DELETE FROM catalogue.signing_keys
                WHERE kid = :kid
                RETURNING state
                """)
        Optional<String> remove(String kid);

        @SqlUpdate("""
                DELETE FROM catalogue.signing_keys
                WHERE state = 'RETIRED' AND changed_at < :before
                """)
        int removeRetired(Instant before);
    }
}
