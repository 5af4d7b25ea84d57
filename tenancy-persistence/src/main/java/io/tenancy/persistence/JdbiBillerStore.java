package io.tenancy.persistence;

import io.tenancy.core.biller.Biller.Use;
import io.tenancy.core.biller.BillerAccount;
import io.tenancy.core.biller.BillerStore;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.core.usage.UsagePoint;
import io.tenancy.persistence.TenantDb.CatalogueSql;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

final class JdbiBillerStore implements BillerStore {
    private final CatalogueSql<Sql> db;

    JdbiBillerStore(TenantDb db) {
        this.db = db.catalogue(Sql.class);
    }

    @Override
    public Optional<BillerAccount> find(TenantId tenant, String biller) {
        return db.one(sql -> sql.find(tenant, biller)).map(Row::account);
    }

    @Override
    public Optional<BillerAccount> ofCustomer(String biller, String customer) {
        return db.one(sql -> sql.ofCustomer(biller, customer)).map(Row::account);
    }

    @Override
    public boolean add(BillerAccount account) {
        return db.one(sql -> sql.add(account, told(account), telling(account))) == 1;
    }

    @Override
    public boolean update(BillerAccount account) {
        return db.one(sql -> sql.update(account, told(account), telling(account))) == 1;
    }

    private static String[] told(BillerAccount account) {
        return account.told().toArray(String[]::new);
    }

    private static Optional<String[]> telling(BillerAccount account) {
        return account.telling().map(prices -> prices.toArray(String[]::new));
    }

    @Override
    public boolean note(String biller, String event, Instant now) {
        return db.one(sql -> sql.note(biller, event, now)) == 1;
    }

    @Override
    public int forget(Instant before, int limit) {
        return db.one(sql -> sql.forget(before, limit));
    }

    @Override
    public Map<Instant, Long> known(TenantId tenant, String biller, String meter, Instant from) {
        return db.one(sql -> sql.known(tenant, biller, meter, from)).stream()
                .collect(Collectors.toMap(UsagePoint::from, UsagePoint::value));
    }

    @Override
    public void stage(TenantId tenant, String biller, String meter, List<UsagePoint> totals) {
        String[] hours = totals.stream().map(one -> one.from().toString()).toArray(String[]::new);
        long[] values = totals.stream().mapToLong(UsagePoint::value).toArray();
        var unused = db.one(sql -> sql.stage(tenant, biller, meter, hours, values));
    }

    @Override
    public List<Use> staged(TenantId tenant, String biller, int limit) {
        return db.one(sql -> sql.staged(tenant, biller, limit)).stream()
                .map(row -> new Use(tenant, row.meter(), row.hour(), row.amount(), row.number()))
                .toList();
    }

    @Override
    public void said(String biller, Use use) {
        var unused = db.one(sql -> sql.said(biller, use));
    }

    @Override
    public int forgetHours(Instant before, int limit) {
        return db.one(sql -> sql.forgetHours(before, limit));
    }

    /** An hour of which something is to be said. */
    record Hour(String meter, Instant hour, long amount, int number) {}

    /** An account as it is kept. */
    record Row(
            UUID tenantId,
            String biller,
            String customer,
            Optional<String> subscription,
            List<String> told,
            Optional<List<String>> telling,
            Optional<String> state,
            Optional<Instant> stateAt,
            Instant createdAt,
            long version) {
        BillerAccount account() {
            return new BillerAccount(
                    new TenantId(tenantId),
                    biller,
                    customer,
                    subscription,
                    told,
                    telling,
                    state,
                    stateAt,
                    createdAt,
                    version);
        }
    }

    interface Sql {
        @SqlQuery("""
                SELECT tenant_id, biller, customer, subscription, told, telling, state, state_at, created_at, version
                FROM catalogue.biller_accounts
                WHERE tenant_id = :tenant AND biller = :biller
                """)
        Optional<Row> find(TenantId tenant, String biller);

        @SqlQuery("""
                SELECT tenant_id, biller, customer, subscription, told, telling, state, state_at, created_at, version
                FROM catalogue.biller_accounts
                WHERE biller = :biller AND customer = :customer
                """)
        Optional<Row> ofCustomer(String biller, String customer);

        @SqlUpdate("""
                INSERT INTO catalogue.biller_accounts (tenant_id, biller, customer, subscription, told, telling, state,
                                                       state_at, created_at, version)
                VALUES (:one.tenant, :one.biller, :one.customer, :one.subscription, :told, :telling, :one.state,
                        :one.stateAt, :one.createdAt, :one.version)
                ON CONFLICT DO NOTHING
                """)
        int add(@BindMethods("one") BillerAccount one, String[] told, Optional<String[]> telling);

        @SqlUpdate("""
                UPDATE catalogue.biller_accounts
                SET subscription = :one.subscription, told = :told, telling = :telling, state = :one.state,
                    state_at = :one.stateAt, version = :one.version
                WHERE tenant_id = :one.tenant AND biller = :one.biller AND version = :one.version - 1
                """)
        int update(@BindMethods("one") BillerAccount one, String[] told, Optional<String[]> telling);

        @SqlUpdate("""
                INSERT INTO catalogue.biller_events (biller, id, received_at)
                VALUES (:biller, :event, :now)
                ON CONFLICT DO NOTHING
                """)
        int note(String biller, String event, Instant now);

        @SqlUpdate("""
                DELETE FROM catalogue.biller_events
                WHERE (biller, id) IN (
                    SELECT biller, id
                    FROM catalogue.biller_events
                    WHERE received_at < :before
                    ORDER BY received_at
                    LIMIT :limit)
                """)
        int forget(Instant before, int limit);

        @SqlQuery("""
                SELECT hour AS "from", said + unsaid AS value
                FROM catalogue.biller_usage
                WHERE tenant_id = :tenant AND biller = :biller AND meter = :meter AND hour >= :from
                """)
        List<UsagePoint> known(TenantId tenant, String biller, String meter, Instant from);

        @SqlUpdate("""
                INSERT INTO catalogue.biller_usage AS u (tenant_id, biller, meter, hour, said, unsaid, number)
                SELECT :tenant, :biller, :meter, hour, 0, total, 1
                FROM unnest(CAST(:hours AS timestamptz[]), :totals) AS t (hour, total)
                WHERE true
                ORDER BY hour
                ON CONFLICT (tenant_id, biller, meter, hour) DO UPDATE
                SET unsaid = EXCLUDED.unsaid - u.said, number = u.number + 1
                WHERE u.unsaid = 0 AND u.said <> EXCLUDED.unsaid
                """)
        int stage(TenantId tenant, String biller, String meter, String[] hours, long[] totals);

        @SqlQuery("""
                SELECT meter, hour, unsaid AS amount, number
                FROM catalogue.biller_usage
                WHERE tenant_id = :tenant AND biller = :biller AND unsaid <> 0
                ORDER BY hour, meter
                LIMIT :limit
                """)
        List<Hour> staged(TenantId tenant, String biller, int limit);

        @SqlUpdate("""
                UPDATE catalogue.biller_usage
                SET said = said + unsaid, unsaid = 0
                WHERE tenant_id = :use.tenant AND biller = :biller AND meter = :use.meter AND hour = :use.hour
                  AND number = :use.number
                """)
        int said(String biller, @BindMethods("use") Use use);

        @SqlUpdate("""
                DELETE FROM catalogue.biller_usage
                WHERE (tenant_id, biller, meter, hour) IN (
                    SELECT tenant_id, biller, meter, hour
                    FROM catalogue.biller_usage
                    WHERE hour < :before AND unsaid = 0
                    ORDER BY hour
                    LIMIT :limit)
                """)
        int forgetHours(Instant before, int limit);
    }
}
