package io.tenancy.persistence;

import com.github.benmanes.caffeine.cache.Ticker;
import io.tenancy.core.setting.Origin;
import io.tenancy.core.setting.OriginBook;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.persistence.TenantDb.CatalogueSql;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** What tenants have listed; whether an origin is listed is remembered for as long as a node may be behind. */
final class JdbiOriginBook implements OriginBook {
    private static final int MOST = 10_000;

    private final CatalogueSql<Sql> db;
    private final Recent<Origin, Boolean> byAny;
    private final Recent<Key, Boolean> byTenant;

    private record Key(Origin origin, TenantId tenant) {}

    JdbiOriginBook(TenantDb db, Duration staleness, Ticker clock) {
        this.db = db.catalogue(Sql.class);
        this.byAny = new Recent<>(MOST, staleness, clock, origin -> origin);
        this.byTenant = new Recent<>(MOST, staleness, clock, Key::tenant);
    }

    @Override
    public Optional<Listed> find(TenantId tenant) {
        List<Row> rows = db.one(sql -> sql.find(tenant));
        return rows.stream()
                .findAny()
                .map(any -> new Listed(
                        rows.stream()
                                .map(row -> new Origin(row.origin()))
                                .collect(Collectors.toCollection(TreeSet::new)),
                        any.setAt()));
    }

    @Override
    public void put(TenantId tenant, Listed listed) {
        List<String> origins = listed.origins().stream().map(Origin::text).toList();
        var unused = db.one(sql -> sql.put(tenant, origins.toArray(String[]::new), listed.at()));
        forget(tenant);
    }

    @Override
    public boolean remove(TenantId tenant) {
        boolean isRemoved = db.one(sql -> sql.remove(tenant)) > 0;
        forget(tenant);
        return isRemoved;
    }

    @Override
    public boolean isListed(Origin origin) {
        return byAny.get(origin, asked -> db.one(sql -> sql.isListed(asked.text())));
    }

    @Override
    public boolean isListed(Origin origin, TenantId tenant) {
        return byTenant.get(
                new Key(origin, tenant),
                asked -> db.one(
                        sql -> sql.isListedBy(asked.tenant(), asked.origin().text())));
    }

    private void forget(TenantId tenant) {
        byTenant.changed(tenant);
        byAny.allChanged();
    }

    /** A row; public, so that JDBI may make it. */
    public record Row(String origin, Instant setAt) {}

    interface Sql {
        @SqlQuery("""
                SELECT origin, set_at
                FROM catalogue.origins
                WHERE tenant_id = :tenant
                """)
        List<Row> find(TenantId tenant);

        /** One statement, so that there is no moment without the origins that stay. */
        @SqlUpdate("""
                WITH gone AS (
                    DELETE FROM catalogue.origins
                    WHERE tenant_id = :tenant AND origin <> ALL (:origins)
                )
                INSERT INTO catalogue.origins (origin, tenant_id, set_at)
                SELECT origin, :tenant, :at
                FROM unnest(:origins) AS listed (origin)
                ON CONFLICT (origin, tenant_id) DO UPDATE SET set_at = excluded.set_at
                """)
        int put(TenantId tenant, String[] origins, Instant at);

        @SqlUpdate("""
                DELETE FROM catalogue.origins
                WHERE tenant_id = :tenant
                """)
        int remove(TenantId tenant);

        @SqlQuery("""
                SELECT EXISTS (SELECT FROM catalogue.origins WHERE origin = :origin)
                """)
        boolean isListed(String origin);

        @SqlQuery("""
                SELECT EXISTS (SELECT FROM catalogue.origins WHERE origin = :origin AND tenant_id = :tenant)
                """)
        boolean isListedBy(TenantId tenant, String origin);
    }
}
