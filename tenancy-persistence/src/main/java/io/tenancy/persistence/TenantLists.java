package io.tenancy.persistence;

import io.tenancy.core.Position;
import io.tenancy.core.tenant.Fleet;
import io.tenancy.core.tenant.Tenant;
import io.tenancy.core.tenant.Tenant.Status;
import io.tenancy.core.tenant.TenantFilter;
import io.tenancy.persistence.TenantDb.CatalogueSql;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

/** The lists of tenants that operators see, in each order and with each filter. */
final class TenantLists {
    private static final UUID FIRST = new UUID(0, 0);
    private static final UUID LAST = new UUID(-1, -1);

    private final CatalogueSql<Sql> db;
    private final int shipped;

    TenantLists(TenantDb db, int shipped) {
        this.db = db.catalogue(Sql.class);
        this.shipped = shipped;
    }

    List<Tenant> list(TenantFilter filter, Optional<Position> after, int limit) {
        Optional<String> from = filter.search().map(SortKey::bounded);
        Optional<String> to = from.map(SortKey::end);
        String key = after.map(Position::key).map(SortKey::bounded).orElse("");
        UUID id = after.map(Position::id).orElse(FIRST);
        UUID before = after.map(Position::id).orElse(LAST);
        Optional<Status> status = filter.status();
        boolean failed = filter.failed();
        boolean behind = filter.behind();
        return db.one(sql -> switch (filter.sort()) {
            case CREATED -> sql.oldest(from, to, status, failed, behind, id, limit, shipped);
            case NEWEST -> sql.newest(from, to, status, failed, behind, before, limit, shipped);
            case NAME -> sql.byName(from, to, status, failed, behind, key, id, limit, shipped);
        });
    }

    Fleet fleet() {
        return db.one(sql -> sql.fleet(shipped));
    }

    interface Sql {
        @PlannedEachTime
        @SqlQuery("""
                SELECT id, slug, name, contact_name, contact_email, status, isolation, store, plan, region, created_at,
                       updated_at, read_only_at, suspended_at, purge_at, failure_step, failure_reason, failed_at,
                       failures, retry_at, version,
                       isolation = 'SHARED' OR status = 'PROVISIONING' OR tables_version >= :shipped AS current
                FROM catalogue.tenants
                WHERE (CAST(:from AS text) IS NULL OR slug >= :from AND slug < :to OR name_key >= :from AND name_key < :to)
                  AND (CAST(:status AS text) IS NULL OR status = :status)
                  AND (NOT :failed OR failed_at IS NOT NULL)
                  AND (NOT :behind OR isolation <> 'SHARED' AND tables_version < :shipped
                                      AND status NOT IN ('PROVISIONING', 'PURGING'))
                  AND id > :id
                ORDER BY id
                LIMIT :limit
                """)
        List<Tenant> oldest(
                Optional<String> from,
                Optional<String> to,
                Optional<Status> status,
                boolean failed,
                boolean behind,
                UUID id,
                int limit,
                int shipped);

        @PlannedEachTime
        @SqlQuery("""
                SELECT id, slug, name, contact_name, contact_email, status, isolation, store, plan, region, created_at,
                       updated_at, read_only_at, suspended_at, purge_at, failure_step, failure_reason, failed_at,
                       failures, retry_at, version,
                       isolation = 'SHARED' OR status = 'PROVISIONING' OR tables_version >= :shipped AS current
                FROM catalogue.tenants
                WHERE (CAST(:from AS text) IS NULL OR slug >= :from AND slug < :to OR name_key >= :from AND name_key < :to)
                  AND (CAST(:status AS text) IS NULL OR status = :status)
                  AND (NOT :failed OR failed_at IS NOT NULL)
                  AND (NOT :behind OR isolation <> 'SHARED' AND tables_version < :shipped
                                      AND status NOT IN ('PROVISIONING', 'PURGING'))
                  AND id < :id
                ORDER BY id DESC
                LIMIT :limit
                """)
        List<Tenant> newest(
                Optional<String> from,
                Optional<String> to,
                Optional<Status> status,
                boolean failed,
                boolean behind,
                UUID id,
                int limit,
                int shipped);

        @PlannedEachTime
        @SqlQuery("""
                SELECT id, slug, name, contact_name, contact_email, status, isolation, store, plan, region, created_at,
                       updated_at, read_only_at, suspended_at, purge_at, failure_step, failure_reason, failed_at,
                       failures, retry_at, version,
                       isolation = 'SHARED' OR status = 'PROVISIONING' OR tables_version >= :shipped AS current
                FROM catalogue.tenants
                WHERE (CAST(:from AS text) IS NULL OR slug >= :from AND slug < :to OR name_key >= :from AND name_key < :to)
                  AND (CAST(:status AS text) IS NULL OR status = :status)
                  AND (NOT :failed OR failed_at IS NOT NULL)
                  AND (NOT :behind OR isolation <> 'SHARED' AND tables_version < :shipped
                                      AND status NOT IN ('PROVISIONING', 'PURGING'))
                  AND (name_key, id) > (:key, :id)
                ORDER BY name_key, id
                LIMIT :limit
                """)
        List<Tenant> byName(
                Optional<String> from,
                Optional<String> to,
                Optional<Status> status,
                boolean failed,
                boolean behind,
                String key,
                UUID id,
                int limit,
                int shipped);

        @SqlQuery("""
                SELECT count(*) AS tenants,
                       count(*) FILTER (WHERE tables_version < :shipped) AS behind
                FROM catalogue.tenants
                WHERE isolation <> 'SHARED' AND status NOT IN ('PROVISIONING', 'PURGING')
                """)
        Fleet fleet(int shipped);
    }
}
