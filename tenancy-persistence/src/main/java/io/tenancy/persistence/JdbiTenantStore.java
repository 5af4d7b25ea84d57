package io.tenancy.persistence;

import io.tenancy.core.Position;
import io.tenancy.core.tenant.Tenant;
import io.tenancy.core.tenant.Tenant.Status;
import io.tenancy.core.tenant.TenantFilter;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.core.tenant.TenantStore;
import io.tenancy.persistence.TenantDb.CatalogueSql;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

final class JdbiTenantStore implements TenantStore {
    private static final UUID FIRST = new UUID(0, 0);

    private final CatalogueSql<Sql> db;

    JdbiTenantStore(TenantDb db) {
        this.db = db.catalogue(Sql.class);
    }

    @Override
    public Optional<Tenant> find(TenantId id) {
        return db.one(sql -> sql.find(id));
    }

    @Override
    public Optional<Tenant> findBySlug(String slug) {
        return db.one(sql -> sql.findBySlug(slug));
    }

    @Override
    public List<Tenant> list(TenantFilter filter, Optional<Position> after, int limit) {
        UUID place = after.map(Position::id).orElse(FIRST);
        return filter.search()
                .map(SortKey::bounded)
                .map(prefix -> db.one(sql -> sql.search(prefix, SortKey.end(prefix), filter.status(), place, limit)))
                .orElseGet(() -> db.one(sql -> sql.list(filter.status(), place, limit)));
    }

    @Override
    public List<Tenant> abandoned(Instant before, int limit) {
        return db.one(sql -> sql.abandoned(before, limit));
    }

    @Override
    public List<Tenant> purgeable(Instant now, int limit) {
        return db.one(sql -> sql.purgeable(now, limit));
    }

    @Override
    public boolean add(Tenant tenant) {
        return db.one(sql -> sql.add(tenant, SortKey.of(tenant.name()))) == 1;
    }

    @Override
    public boolean update(Tenant tenant) {
        return db.one(sql -> sql.update(tenant, SortKey.of(tenant.name()))) == 1;
    }

    @Override
    public boolean remove(TenantId id) {
        return db.one(sql -> sql.remove(id)) == 1;
    }

    interface Sql {
        @SqlQuery("""
                SELECT id, slug, name, contact_name, contact_email, status, isolation, store, plan, region, created_at,
                       updated_at, suspended_at, purge_at, version
                FROM catalogue.tenants
                WHERE id = :id
                """)
        Optional<Tenant> find(TenantId id);

        @SqlQuery("""
                SELECT id, slug, name, contact_name, contact_email, status, isolation, store, plan, region, created_at,
                       updated_at, suspended_at, purge_at, version
                FROM catalogue.tenants
                WHERE slug = :slug
                """)
        Optional<Tenant> findBySlug(String slug);

        @PlannedEachTime
        @SqlQuery("""
                SELECT id, slug, name, contact_name, contact_email, status, isolation, store, plan, region, created_at,
                       updated_at, suspended_at, purge_at, version
                FROM catalogue.tenants
                WHERE id > :after AND (CAST(:status AS text) IS NULL OR status = :status)
                ORDER BY id
                LIMIT :limit
                """)
        List<Tenant> list(Optional<Status> status, UUID after, int limit);

        @PlannedEachTime
        @SqlQuery("""
                SELECT id, slug, name, contact_name, contact_email, status, isolation, store, plan, region, created_at,
                       updated_at, suspended_at, purge_at, version
                FROM catalogue.tenants
                WHERE (slug >= :from AND slug < :to OR name_key >= :from AND name_key < :to)
                  AND id > :after AND (CAST(:status AS text) IS NULL OR status = :status)
                ORDER BY id
                LIMIT :limit
                """)
        List<Tenant> search(String from, String to, Optional<Status> status, UUID after, int limit);

        @SqlQuery("""
                SELECT id, slug, name, contact_name, contact_email, status, isolation, store, plan, region, created_at,
                       updated_at, suspended_at, purge_at, version
                FROM catalogue.tenants
                WHERE status = 'PROVISIONING' AND updated_at < :before
                ORDER BY updated_at, id
                LIMIT :limit
                """)
        List<Tenant> abandoned(Instant before, int limit);

        @SqlQuery("""
                SELECT id, slug, name, contact_name, contact_email, status, isolation, store, plan, region, created_at,
                       updated_at, suspended_at, purge_at, version
                FROM catalogue.tenants
                WHERE status IN ('DELETING', 'PURGING') AND (status = 'PURGING' OR purge_at <= :now)
                ORDER BY purge_at, id
                LIMIT :limit
                """)
        List<Tenant> purgeable(Instant now, int limit);

        @SqlUpdate("""
                INSERT INTO catalogue.tenants (id, slug, name, name_key, contact_name, contact_email, status, isolation,
                                               store, plan, region, created_at, updated_at, suspended_at, purge_at, version)
                VALUES (:tenant.id, :tenant.slug, :tenant.name, :nameKey, :tenant.contact.name, :tenant.contact.email,
                        :tenant.status, :tenant.isolation, :tenant.store, :tenant.plan, :tenant.region,
                        :tenant.createdAt, :tenant.updatedAt, :tenant.suspendedAt,
                        :tenant.purgeAt, :tenant.version)
                ON CONFLICT DO NOTHING
                """)
        int add(@BindMethods("tenant") Tenant tenant, String nameKey);

        @SqlUpdate("""
                UPDATE catalogue.tenants
                SET name = :tenant.name, name_key = :nameKey, contact_name = :tenant.contact.name,
                    contact_email = :tenant.contact.email, status = :tenant.status, isolation = :tenant.isolation,
                    store = :tenant.store, plan = :tenant.plan, region = :tenant.region,
                    updated_at = :tenant.updatedAt, suspended_at = :tenant.suspendedAt,
                    purge_at = :tenant.purgeAt, version = :tenant.version
                WHERE id = :tenant.id AND version = :tenant.version - 1
                """)
        int update(@BindMethods("tenant") Tenant tenant, String nameKey);

        @SqlUpdate("""
                DELETE FROM catalogue.tenants
                WHERE id = :id AND status = 'PURGING'
                """)
        int remove(TenantId id);
    }
}
