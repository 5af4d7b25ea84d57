package io.tenancy.persistence;

import com.github.benmanes.caffeine.cache.Ticker;
import io.tenancy.core.domain.Domain;
import io.tenancy.core.domain.DomainBook;
import io.tenancy.core.domain.DomainId;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.persistence.TenantDb.CatalogueSql;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** What tenants have proven. Whose a name is, is remembered for as long as a node may be behind, of 10,000 names at most. */
final class JdbiDomainBook implements DomainBook {
    private static final int MOST = 10_000;

    private final CatalogueSql<Sql> db;
    private final Recent<String, Optional<TenantId>> owners;

    JdbiDomainBook(TenantDb db, Duration staleness, Ticker clock) {
        this.db = db.catalogue(Sql.class);
        this.owners = new Recent<>(MOST, staleness, clock, name -> name);
    }

    /** Forgets at once whose names are where some have changed, or may have. */
    JdbiDomainBook hearing(Changes changes) {
        changes.tell(
                change -> {
                    if (change.kind() == Change.Kind.DOMAINS) {
                        owners.allChanged();
                    }
                },
                owners::allChanged);
        return this;
    }

    @Override
    public List<Domain> list(TenantId tenant) {
        return db.one(sql -> sql.list(tenant)).stream().map(Row::domain).toList();
    }

    @Override
    public Optional<Domain> find(TenantId tenant, DomainId id) {
        return db.one(sql -> sql.find(tenant, id)).map(Row::domain);
    }

    @Override
    public boolean add(TenantId tenant, Domain domain) {
        return db.one(sql -> sql.add(tenant, domain)) == 1;
    }

    @Override
    public boolean update(TenantId tenant, Domain domain, Instant checkedAt) {
        return db.changing(Change.DOMAINS, sql -> {
            var unused = sql.lock(domain.name());
            return sql.update(tenant, domain, checkedAt) == 1;
        });
    }

    @Override
    public boolean delete(TenantId tenant, DomainId id) {
        return db.changing(Change.DOMAINS, sql -> sql.delete(tenant, id)) == 1;
    }

    @Override
    public Optional<TenantId> owner(String name) {
        return owners.get(name, asked -> db.one(sql -> sql.owner(asked)).map(TenantId::new));
    }

    @Override
    public List<Owned> due(Instant before, int limit) {
        return db.one(sql -> sql.due(before, limit)).stream()
                .map(row -> new Owned(new TenantId(row.tenantId()), row.domain()))
                .toList();
    }

    /** A row as it is kept. */
    record Row(
            UUID tenantId,
            UUID id,
            String name,
            String token,
            Instant createdAt,
            Optional<Instant> verifiedAt,
            Optional<Instant> missedAt) {
        Domain domain() {
            return Domain.of(new DomainId(id), name, token, createdAt, verifiedAt, missedAt);
        }
    }

    interface Sql {
        @SqlQuery("""
                SELECT tenant_id, id, name, token, created_at, verified_at, missed_at
                FROM catalogue.domains
                WHERE tenant_id = :tenant
                ORDER BY id
                """)
        List<Row> list(TenantId tenant);

        @SqlQuery("""
                SELECT tenant_id, id, name, token, created_at, verified_at, missed_at
                FROM catalogue.domains
                WHERE tenant_id = :tenant AND id = :id
                """)
        Optional<Row> find(TenantId tenant, DomainId id);

        @SqlUpdate("""
                INSERT INTO catalogue.domains (tenant_id, id, name, token, created_at, verified_at, missed_at, checked_at)
                VALUES (:tenant, :domain.id, :domain.name, :domain.token, :domain.createdAt, :domain.verifiedAt,
                        :domain.missedAt, :domain.createdAt)
                ON CONFLICT (tenant_id, name) DO NOTHING
                """)
        int add(TenantId tenant, @BindMethods("domain") Domain domain);

        /** Of tenants that prove a name at the same moment one comes after the other. */
        @SqlQuery("""
                SELECT CAST(pg_advisory_xact_lock(hashtextextended('domain ' || :name, 3)) AS text)
                """)
        String lock(String name);

        @SqlUpdate("""
                UPDATE catalogue.domains
                SET verified_at = :domain.verifiedAt, missed_at = :domain.missedAt, checked_at = :checkedAt
                WHERE tenant_id = :tenant AND id = :domain.id
                  AND (CAST(:domain.verifiedAt AS timestamptz) IS NULL OR NOT EXISTS (
                      SELECT 1
                      FROM catalogue.domains other
                      WHERE other.name = :domain.name AND other.tenant_id <> :tenant AND other.verified_at IS NOT NULL))
                """)
        int update(TenantId tenant, @BindMethods("domain") Domain domain, Instant checkedAt);

        @SqlUpdate("""
                DELETE FROM catalogue.domains
                WHERE tenant_id = :tenant AND id = :id
                """)
        int delete(TenantId tenant, DomainId id);

        @SqlQuery("""
                SELECT tenant_id
                FROM catalogue.domains
                WHERE name = :name AND verified_at IS NOT NULL
                """)
        Optional<UUID> owner(String name);

        @SqlQuery("""
                SELECT tenant_id, id, name, token, created_at, verified_at, missed_at
                FROM catalogue.domains
                WHERE verified_at IS NOT NULL AND checked_at < :before
                ORDER BY checked_at
                LIMIT :limit
                """)
        List<Row> due(Instant before, int limit);
    }
}
