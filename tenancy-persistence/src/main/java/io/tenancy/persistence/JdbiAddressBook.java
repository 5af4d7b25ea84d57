package io.tenancy.persistence;

import io.tenancy.core.account.AddressBook;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.persistence.TenantDb.CatalogueSql;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

final class JdbiAddressBook implements AddressBook {
    private final CatalogueSql<Sql> db;

    JdbiAddressBook(TenantDb db) {
        this.db = db.catalogue(Sql.class);
    }

    @Override
    public void add(String digest, TenantId tenant) {
        db.later(sql -> sql.add(digest, tenant));
    }

    @Override
    public List<TenantId> find(String digest, int limit) {
        return db.one(sql -> sql.find(digest, limit)).stream()
                .map(TenantId::new)
                .toList();
    }

    @Override
    public void remove(String digest, TenantId tenant) {
        db.later(sql -> sql.remove(digest, tenant));
    }

    interface Sql {
        @SqlUpdate("""
                INSERT INTO catalogue.addresses (digest, tenant_id)
                VALUES (:digest, :tenant)
                ON CONFLICT (digest, tenant_id) DO NOTHING
                """)
        int add(String digest, TenantId tenant);

        @SqlQuery("""
                SELECT tenant_id
                FROM catalogue.addresses
                WHERE digest = :digest
                ORDER BY tenant_id
                LIMIT :limit
                """)
        List<UUID> find(String digest, int limit);

        @SqlUpdate("""
                DELETE FROM catalogue.addresses
                WHERE digest = :digest AND tenant_id = :tenant
                """)
        int remove(String digest, TenantId tenant);
    }
}
