package io.tenancy.persistence;

import io.tenancy.core.audit.Checkpoint;
import io.tenancy.core.audit.CheckpointStore;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.persistence.TenantDb.CatalogueSql;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** Checkpoints of all tenants, in the catalogue. */
final class JdbiCheckpointStore implements CheckpointStore {
    private final CatalogueSql<Sql> db;

    JdbiCheckpointStore(TenantDb db) {
        this.db = db.catalogue(Sql.class);
    }

    @Override
    public void add(TenantScope scope, Checkpoint checkpoint) {
        var unused = db.one(sql -> sql.add(scope.id(), checkpoint));
    }

    @Override
    public Optional<Checkpoint> last(TenantScope scope) {
        return db.one(sql -> sql.last(scope.id()));
    }

    @Override
    public List<Checkpoint> list(TenantScope scope, long longerThan, int limit) {
        return db.one(sql -> sql.list(scope.id(), longerThan, limit));
    }

    interface Sql {
        @SqlUpdate("""
                INSERT INTO catalogue.audit_checkpoints (tenant_id, sequence, digest, at, signature)
                VALUES (:tenant, :point.sequence, :point.digest, :point.at, :point.signature)
                ON CONFLICT (tenant_id, sequence) DO NOTHING
                """)
        int add(TenantId tenant, @BindMethods("point") Checkpoint checkpoint);

        @SqlQuery("""
                SELECT sequence, digest, at, signature
                FROM catalogue.audit_checkpoints
                WHERE tenant_id = :tenant
                ORDER BY sequence DESC
                LIMIT 1
                """)
        Optional<Checkpoint> last(TenantId tenant);

        @SqlQuery("""
                SELECT sequence, digest, at, signature
                FROM catalogue.audit_checkpoints
                WHERE tenant_id = :tenant AND sequence > :longerThan
                ORDER BY sequence
                LIMIT :limit
                """)
        List<Checkpoint> list(TenantId tenant, long longerThan, int limit);
    }
}
