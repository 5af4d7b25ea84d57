package io.tenancy.persistence;

import io.tenancy.core.key.SigningKey;
import io.tenancy.core.key.SigningKeyStore;
import io.tenancy.persistence.TenantDb.CatalogueSql;
import java.util.List;
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
        return db.one(sql -> sql.addFirst(key)) == 1;
    }

    interface Sql {
        @SqlQuery("""
                SELECT kid, algorithm, state, public_jwk, encrypted_private_jwk, created_at
                FROM catalogue.signing_keys
                ORDER BY created_at DESC, kid
                """)
        List<SigningKey> list();

        /** The index lets one active key in; of two nodes at the same time the second waits, and then adds nothing. */
        @SqlUpdate("""
                INSERT INTO catalogue.signing_keys (kid, algorithm, state, public_jwk, encrypted_private_jwk, created_at)
                VALUES (:key.kid, :key.algorithm, :key.state, :key.publicJwk, :key.encryptedPrivateJwk, :key.createdAt)
                ON CONFLICT (state) WHERE state = 'ACTIVE' DO NOTHING
                """)
        int addFirst(@BindMethods("key") SigningKey key);
    }
}
