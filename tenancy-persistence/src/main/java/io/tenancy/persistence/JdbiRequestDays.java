package io.tenancy.persistence;

import io.tenancy.core.tenant.TenantId;
import io.tenancy.core.usage.RequestDays;
import io.tenancy.persistence.TenantDb.CatalogueSql;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

final class JdbiRequestDays implements RequestDays {
    private final CatalogueSql<Sql> db;

    JdbiRequestDays(TenantDb db) {
        this.db = db.catalogue(Sql.class);
    }

    @Override
    public void add(Collection<Day> days) {
        UUID[] tenants = days.stream().map(one -> one.tenant().value()).toArray(UUID[]::new);
        String[] times = days.stream().map(one -> one.day().toString()).toArray(String[]::new);
        long[] requests = days.stream().mapToLong(Day::requests).toArray();
        var unused = db.one(sql -> sql.add(tenants, times, requests));
    }

    @Override
    public List<Day> since(Collection<TenantId> tenants, Instant day) {
        UUID[] ids = tenants.stream().map(TenantId::value).toArray(UUID[]::new);
        return db.one(sql -> sql.since(ids, day)).stream()
                .map(row -> new Day(new TenantId(row.tenantId()), row.day(), row.requests()))
                .toList();
    }

    @Override
    public Map<Instant, Long> totals(Instant day) {
        return db.one(sql -> sql.totals(day)).stream()
                .collect(Collectors.toUnmodifiableMap(Total::day, Total::requests));
    }

    /** All requests of a day. */
    record Total(Instant day, long requests) {}

    @Override
    public int prune(Instant before) {
        return db.one(sql -> sql.prune(before));
    }

    /** A row as it is kept. */
    record Row(UUID tenantId, Instant day, long requests) {}

    interface Sql {
        /** In one order, so that nodes which do this at the same time wait for each other and go on. */
        @SqlUpdate("""
                INSERT INTO catalogue.request_days (tenant_id, day, requests)
                SELECT t.id, g.day, CAST(sum(g.requests) AS bigint)
                FROM unnest(:tenants, CAST(:days AS timestamptz[]), :requests) AS g (tenant_id, day, requests)
                JOIN catalogue.tenants t ON t.id = g.tenant_id
                GROUP BY t.id, g.day
                ORDER BY t.id, g.day
                ON CONFLICT (tenant_id, day) DO UPDATE
                SET requests = request_days.requests + EXCLUDED.requests
                """)
        int add(UUID[] tenants, String[] days, long[] requests);

        @SqlQuery("""
                SELECT tenant_id, day, requests
                FROM catalogue.request_days
                WHERE tenant_id = ANY (:tenants) AND day >= :day
                """)
        List<Row> since(UUID[] tenants, Instant day);

        @SqlQuery("""
                SELECT day, CAST(sum(requests) AS bigint) AS requests
                FROM catalogue.request_days
                WHERE day >= :day
                GROUP BY day
                """)
        List<Total> totals(Instant day);

        @SqlUpdate("""
                DELETE FROM catalogue.request_days
                WHERE day < :before
                """)
        int prune(Instant before);
    }
}
