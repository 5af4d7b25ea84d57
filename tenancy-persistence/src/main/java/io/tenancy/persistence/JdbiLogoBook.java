package io.tenancy.persistence;

import io.tenancy.core.brand.Logo;
import io.tenancy.core.brand.LogoBook;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.persistence.TenantDb.CatalogueSql;
import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

final class JdbiLogoBook implements LogoBook {
    private final CatalogueSql<Sql> db;

    JdbiLogoBook(TenantDb db) {
        this.db = db.catalogue(Sql.class);
    }

    @Override
    public Optional<Logo> find(String digest) {
        return db.one(sql -> sql.find(digest)).map(Logo::of);
    }

    @Override
    public Optional<String> digest(TenantId tenant) {
        return db.one(sql -> sql.digest(tenant));
    }

    @Override
    public void put(TenantId tenant, Logo logo) {
        var unused = db.one(sql -> sql.put(tenant, logo.digest(), logo.bytes()));
    }

    @Override
    public boolean remove(TenantId tenant) {
        return db.one(sql -> sql.remove(tenant)) == 1;
    }

    interface Sql {
        @SqlQuery("""
                SELECT image
                FROM catalogue.logos
                WHERE digest = :digest
                LIMIT 1
                """)
        Optional<byte[]> find(String digest);

        @SqlQuery("""
                SELECT digest
                FROM catalogue.logos
                WHERE tenant_id = :tenant
                """)
        Optional<String> digest(TenantId tenant);

        @SqlUpdate("""
                INSERT INTO catalogue.logos (tenant_id, digest, image)
                VALUES (:tenant, :digest, :image)
                ON CONFLICT (tenant_id) DO UPDATE
                SET digest = EXCLUDED.digest, image = EXCLUDED.image
                """)
        int put(TenantId tenant, String digest, byte[] image);

        @SqlUpdate("""
                DELETE FROM catalogue.logos
                WHERE tenant_id = :tenant
                """)
        int remove(TenantId tenant);
    }
}
