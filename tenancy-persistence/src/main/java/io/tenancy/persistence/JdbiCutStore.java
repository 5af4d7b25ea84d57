package io.tenancy.persistence;

import io.tenancy.core.audit.Cut;
import io.tenancy.core.audit.CutStore;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.persistence.TenantDb.CatalogueSql;
import java.util.List;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** Where the chains of all tenants begin, in the catalogue. */
final class JdbiCutStore implements CutStore {
    private final CatalogueSql<Sql> db;

    JdbiCutStore(TenantDb db) {
        this.db = db.catalogue(Sql.class);
    }

    @Override
    public void add(TenantScope scope, Cut cut) {
        var unused = db.one(sql -> sql.add(scope.id(), cut));
    }

    @Override
    public List<Cut> last(TenantScope scope, int limit) {
        return db.one(sql -> sql.last(scope.id(), limit));
    }

    interface Sql {
        @SqlUpdate("""
                INSERT INTO catalogue.audit_cuts (tenant_id, sequence, digest, at, signature)
                VALUES (:tenant, :cut.sequence, :cut.digest, :cut.at, :cut.signature)
                ON CONFLICT (tenant_id, sequence) DO NOTHING
                """)
        int add(TenantId tenant, @BindMethods("cut") Cut cut);

        @SqlQuery("""
                SELECT sequence, digest, at, signature
                FROM catalogue.audit_cuts
                WHERE tenant_id = :tenant
                ORDER BY sequence DESC
                LIMIT :limit
                """)
        List<Cut> last(TenantId tenant, int limit);
    }
}
