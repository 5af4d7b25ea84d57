package io.tenancy.examples.notes;

import io.tenancy.core.tenant.TenantId;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.examples.notes.Label.LabelId;
import io.tenancy.persistence.Persistence;
import io.tenancy.persistence.TenantSql;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** The store of a second table. */
final class LabelStore {
    private final TenantSql<Sql> db;

    LabelStore(Persistence persistence) {
        this.db = persistence.tenantSql(Sql.class);
    }

    Optional<Label> find(TenantScope scope, LabelId id) {
        return db.one(scope, sql -> sql.find(scope.id(), id));
    }

    List<Label> list(TenantScope scope) {
        return db.one(scope, sql -> sql.list(scope.id()));
    }

    void add(TenantScope scope, Label label) {
        db.one(scope, sql -> sql.add(scope.id(), label));
    }

    boolean rename(TenantScope scope, Label label) {
        return db.one(scope, sql -> sql.rename(scope.id(), label)) == 1;
    }

    boolean delete(TenantScope scope, LabelId id) {
        return db.one(scope, sql -> sql.delete(scope.id(), id)) == 1;
    }

    interface Sql {
        @SqlQuery("""
                SELECT id, name
                FROM labels
                WHERE tenant_id = :tenant AND id = :id
                """)
        Optional<Label> find(TenantId tenant, LabelId id);

        @SqlQuery("""
                SELECT id, name
                FROM labels
                WHERE tenant_id = :tenant
                ORDER BY id DESC
                """)
        List<Label> list(TenantId tenant);

        @SqlUpdate("""
                INSERT INTO labels (tenant_id, id, name)
                VALUES (:tenant, :label.id, :label.name)
                """)
        int add(TenantId tenant, @BindMethods("label") Label label);

        @SqlUpdate("""
                UPDATE labels
                SET name = :label.name
                WHERE tenant_id = :tenant AND id = :label.id
                """)
        int rename(TenantId tenant, @BindMethods("label") Label label);

        @SqlUpdate("""
                DELETE FROM labels
                WHERE tenant_id = :tenant AND id = :id
                """)
        int delete(TenantId tenant, LabelId id);
    }
}
