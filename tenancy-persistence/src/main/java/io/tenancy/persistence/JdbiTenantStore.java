package io.tenancy.persistence;

import io.tenancy.core.Position;
import io.tenancy.core.tenant.Failure;
import io.tenancy.core.tenant.Failure.Step;
import io.tenancy.core.tenant.Fleet;
import io.tenancy.core.tenant.Tenant;
import io.tenancy.core.tenant.TenantFilter;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.core.tenant.TenantStore;
import io.tenancy.persistence.TenantDb.CatalogueSql;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

final class JdbiTenantStore implements TenantStore {
    private final CatalogueSql<Sql> db;
    private final TenantLists lists;
    private final int shipped;

    /**
     * @param shipped how many changes the tables of a tenant have in this release
     */
    JdbiTenantStore(TenantDb db, int shipped) {
        this.db = db.catalogue(Sql.class);
        this.lists = new TenantLists(db, shipped);
        this.shipped = shipped;
    }

    @Override
    public Optional<Tenant> find(TenantId id) {
        return db.one(sql -> sql.find(id, shipped));
    }

    @Override
    public Optional<Tenant> findBySlug(String slug) {
        return db.one(sql -> sql.findBySlug(slug, shipped));
    }

    @Override
    public List<Tenant> list(TenantFilter filter, Optional<Position> after, int limit) {
        return lists.list(filter, after, limit);
    }

    @Override
    public Fleet fleet() {
        return lists.fleet();
    }

    @Override
    public List<Tenant> abandoned(Instant before, Instant now, int limit) {
        return db.one(sql -> sql.abandoned(before, now, limit, shipped));
    }

    @Override
    public List<Tenant> purgeable(Instant now, int limit) {
        return db.one(sql -> sql.purgeable(now, limit, shipped));
    }

    @Override
    public boolean add(Tenant tenant) {
        return db.changing(
                        Change.tenant(tenant.id()),
                        sql -> sql.add(tenant, SortKey.of(tenant.name()), Last.of(tenant), shipped))
                == 1;
    }

    @Override
    public boolean update(Tenant tenant) {
        return db.changing(
                        Change.tenant(tenant.id()),
                        sql -> sql.update(tenant, SortKey.of(tenant.name()), Last.of(tenant), shipped))
                == 1;
    }

    @Override
    public boolean remove(TenantId id) {
        return db.changing(Change.tenant(id), sql -> {
            boolean removed = sql.remove(id) == 1;
            if (removed) {
                sql.removeAddresses(id);
                sql.removeOrigins(id);
                sql.removeLogo(id);
                sql.removeDomains(id);
                sql.removeJobs(id);
                sql.removeWebhooks(id);
            }
            return removed;
        });
    }

    interface Sql {
        @SqlQuery("""
                SELECT id, slug, name, contact_name, contact_email, status, isolation, store, plan, region, created_at,
                       updated_at, read_only_at, suspended_at, purge_at, failure_step, failure_reason, failed_at,
                       failures, retry_at, version,
                       isolation = 'SHARED' OR status = 'PROVISIONING' OR tables_version >= :shipped AS current
                FROM catalogue.tenants
                WHERE id = :id
                """)
        Optional<Tenant> find(TenantId id, int shipped);

        @SqlQuery("""
                SELECT id, slug, name, contact_name, contact_email, status, isolation, store, plan, region, created_at,
                       updated_at, read_only_at, suspended_at, purge_at, failure_step, failure_reason, failed_at,
                       failures, retry_at, version,
                       isolation = 'SHARED' OR status = 'PROVISIONING' OR tables_version >= :shipped AS current
                FROM catalogue.tenants
                WHERE slug = :slug
                """)
        Optional<Tenant> findBySlug(String slug, int shipped);

        @SqlQuery("""
                SELECT id, slug, name, contact_name, contact_email, status, isolation, store, plan, region, created_at,
                       updated_at, read_only_at, suspended_at, purge_at, failure_step, failure_reason, failed_at,
                       failures, retry_at, version,
                       isolation = 'SHARED' OR status = 'PROVISIONING' OR tables_version >= :shipped AS current
                FROM catalogue.tenants
                WHERE status = 'PROVISIONING' AND (retry_at <= :now OR retry_at IS NULL AND updated_at < :before)
                ORDER BY updated_at, id
                LIMIT :limit
                """)
        List<Tenant> abandoned(Instant before, Instant now, int limit, int shipped);

        @SqlQuery("""
                SELECT id, slug, name, contact_name, contact_email, status, isolation, store, plan, region, created_at,
                       updated_at, read_only_at, suspended_at, purge_at, failure_step, failure_reason, failed_at,
                       failures, retry_at, version,
                       isolation = 'SHARED' OR status = 'PROVISIONING' OR tables_version >= :shipped AS current
                FROM catalogue.tenants
                WHERE status IN ('DELETING', 'PURGING') AND (status = 'PURGING' OR purge_at <= :now)
                  AND (retry_at IS NULL OR retry_at <= :now)
                  AND NOT EXISTS (SELECT
                                  FROM catalogue.legal_holds h
                                  WHERE h.tenant_id = tenants.id AND h.ended_at IS NULL)
                ORDER BY purge_at, id
                LIMIT :limit
                """)
        List<Tenant> purgeable(Instant now, int limit, int shipped);

        @SqlUpdate("""
                INSERT INTO catalogue.tenants (id, slug, name, name_key, contact_name, contact_email, status, isolation,
                                               store, plan, region, created_at, updated_at, read_only_at, suspended_at,
                                               purge_at, failure_step, failure_reason, failed_at, failures, retry_at,
                                               version, tables_version)
                VALUES (:tenant.id, :tenant.slug, :tenant.name, :nameKey, :tenant.contact.name, :tenant.contact.email,
                        :tenant.status, :tenant.isolation, :tenant.store, :tenant.plan, :tenant.region,
                        :tenant.createdAt, :tenant.updatedAt, :tenant.readOnlyAt, :tenant.suspendedAt,
                        :tenant.purgeAt, :last.step, :last.reason, :last.at, :last.attempts, :last.retryAt,
                        :tenant.version, :shipped)
                ON CONFLICT DO NOTHING
                """)
        int add(@BindMethods("tenant") Tenant tenant, String nameKey, @BindMethods("last") Last last, int shipped);

        @SqlUpdate("""
                UPDATE catalogue.tenants
                SET name = :tenant.name, name_key = :nameKey, contact_name = :tenant.contact.name,
                    contact_email = :tenant.contact.email, status = :tenant.status, isolation = :tenant.isolation,
                    store = :tenant.store, plan = :tenant.plan, region = :tenant.region,
                    updated_at = :tenant.updatedAt, read_only_at = :tenant.readOnlyAt,
                    suspended_at = :tenant.suspendedAt, purge_at = :tenant.purgeAt, failure_step = :last.step,
                    failure_reason = :last.reason, failed_at = :last.at, failures = :last.attempts,
                    retry_at = :last.retryAt, version = :tenant.version,
                    tables_version = CASE WHEN status = 'PROVISIONING' THEN :shipped ELSE tables_version END
                WHERE id = :tenant.id AND version = :tenant.version - 1
                """)
        int update(@BindMethods("tenant") Tenant tenant, String nameKey, @BindMethods("last") Last last, int shipped);

        @SqlUpdate("""
                DELETE FROM catalogue.tenants
                WHERE id = :id AND status = 'PURGING'
                """)
        int remove(TenantId id);

        @SqlUpdate("""
                DELETE FROM catalogue.addresses
                WHERE tenant_id = :id
                """)
        int removeAddresses(TenantId id);

        @SqlUpdate("""
                DELETE FROM catalogue.origins
                WHERE tenant_id = :id
                """)
        int removeOrigins(TenantId id);

        @SqlUpdate("""
                DELETE FROM catalogue.logos
                WHERE tenant_id = :id
                """)
        int removeLogo(TenantId id);

        @SqlUpdate("""
                DELETE FROM catalogue.domains
                WHERE tenant_id = :id
                """)
        int removeDomains(TenantId id);

        @SqlUpdate("""
                DELETE FROM catalogue.job_queue
                WHERE tenant = :id
                """)
        int removeJobs(TenantId id);

        @SqlUpdate("""
                DELETE FROM catalogue.webhook_queue
                WHERE tenant = :id
                """)
        int removeWebhooks(TenantId id);
    }

    /** The columns of the last failure; all of them are empty where nothing failed. Public, so that JDBI may read it. */
    public record Last(
            Optional<Step> step,
            Optional<String> reason,
            Optional<Instant> at,
            Optional<Integer> attempts,
            Optional<Instant> retryAt) {

        static Last of(Tenant tenant) {
            Optional<Failure> failure = tenant.failure();
            return new Last(
                    failure.map(Failure::step),
                    failure.map(Failure::reason),
                    failure.map(Failure::at),
                    failure.map(Failure::attempts),
                    failure.map(Failure::retryAt));
        }
    }
}
