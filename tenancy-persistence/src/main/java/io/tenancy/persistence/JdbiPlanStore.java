package io.tenancy.persistence;

import io.tenancy.core.Position;
import io.tenancy.core.entitlement.Included;
import io.tenancy.core.plan.Plan;
import io.tenancy.core.plan.PlanId;
import io.tenancy.core.plan.PlanStore;
import io.tenancy.core.plan.Price;
import io.tenancy.persistence.TenantDb.CatalogueSql;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

final class JdbiPlanStore implements PlanStore {
    private static final UUID FIRST = new UUID(0, 0);

    private final CatalogueSql<Sql> db;

    JdbiPlanStore(TenantDb db) {
        this.db = db.catalogue(Sql.class);
    }

    @Override
    public Optional<Plan> find(PlanId id) {
        return db.one(sql -> sql.find(id)).map(Row::plan);
    }

    @Override
    public Optional<Plan> published(String key) {
        return db.one(sql -> sql.published(key)).map(Row::plan);
    }

    @Override
    public List<Plan> list(Optional<Plan.Status> status, Optional<Position> after, int limit) {
        UUID place = after.map(Position::id).orElse(FIRST);
        return db.one(sql -> sql.list(status, place, limit)).stream()
                .map(Row::plan)
                .toList();
    }

    @Override
    public int newest(String key) {
        return db.one(sql -> sql.newest(key));
    }

    @Override
    public boolean add(Plan plan) {
        return db.one(sql -> sql.add(plan, prices(plan), entitlements(plan))) == 1;
    }

    @Override
    public boolean update(Plan plan) {
        return db.one(sql -> sql.update(plan, prices(plan), entitlements(plan))) == 1;
    }

    @Override
    public boolean delete(PlanId id) {
        return db.one(sql -> sql.delete(id)) == 1;
    }

    private static String[] prices(Plan plan) {
        return plan.prices().stream().map(Price::text).toArray(String[]::new);
    }

    private static String[] entitlements(Plan plan) {
        return plan.entitlements().stream().map(Included::text).toArray(String[]::new);
    }

    /** A row as it is kept. */
    record Row(
            UUID id,
            String key,
            int number,
            Plan.Status status,
            String name,
            String description,
            List<String> prices,
            int trialDays,
            int graceDays,
            List<String> entitlements,
            Instant createdAt,
            Instant updatedAt,
            Optional<Instant> publishedAt,
            long version) {
        Plan plan() {
            return new Plan(
                    new PlanId(id),
                    key,
                    number,
                    status,
                    name,
                    description,
                    prices.stream().map(Price::parse).toList(),
                    trialDays,
                    graceDays,
                    entitlements.stream().map(Included::parse).toList(),
                    createdAt,
                    updatedAt,
                    publishedAt,
                    version);
        }
    }

    interface Sql {
        @SqlQuery("""
                SELECT id, key, number, status, name, description, prices, trial_days, grace_days, entitlements,
                       created_at, updated_at, published_at, version
                FROM catalogue.plans
                WHERE id = :id
                """)
        Optional<Row> find(PlanId id);

        @SqlQuery("""
                SELECT id, key, number, status, name, description, prices, trial_days, grace_days, entitlements,
                       created_at, updated_at, published_at, version
                FROM catalogue.plans
                WHERE key = :key AND status = 'PUBLISHED'
                """)
        Optional<Row> published(String key);

        @SqlQuery("""
                SELECT id, key, number, status, name, description, prices, trial_days, grace_days, entitlements,
                       created_at, updated_at, published_at, version
                FROM catalogue.plans
                WHERE id > :after AND (CAST(:status AS text) IS NULL OR status = :status)
                ORDER BY id
                LIMIT :limit
                """)
        List<Row> list(Optional<Plan.Status> status, UUID after, int limit);

        @SqlQuery("""
                SELECT COALESCE(max(number), 0)
                FROM catalogue.plans
                WHERE key = :key
                """)
        int newest(String key);

        @SqlUpdate("""
                INSERT INTO catalogue.plans (id, key, number, status, name, description, prices, trial_days, grace_days,
                                             entitlements, created_at, updated_at, published_at, version)
                VALUES (:plan.id, :plan.key, :plan.number, :plan.status, :plan.name, :plan.description, :prices,
                        :plan.trialDays, :plan.graceDays, :entitlements, :plan.createdAt, :plan.updatedAt,
                        :plan.publishedAt, :plan.version)
                ON CONFLICT DO NOTHING
                """)
        int add(@BindMethods("plan") Plan plan, String[] prices, String[] entitlements);

        @SqlUpdate("""
                UPDATE catalogue.plans
                SET status = :plan.status, name = :plan.name, description = :plan.description, prices = :prices,
                    trial_days = :plan.trialDays, grace_days = :plan.graceDays, entitlements = :entitlements,
                    updated_at = :plan.updatedAt, published_at = :plan.publishedAt, version = :plan.version
                WHERE id = :plan.id AND version = :plan.version - 1
                  AND (:plan.status <> 'PUBLISHED' OR NOT EXISTS (
                      SELECT 1
                      FROM catalogue.plans other
                      WHERE other.key = :plan.key AND other.status = 'PUBLISHED' AND other.id <> :plan.id))
                """)
        int update(@BindMethods("plan") Plan plan, String[] prices, String[] entitlements);

        @SqlUpdate("""
                DELETE FROM catalogue.plans
                WHERE id = :id AND status = 'DRAFT'
                """)
        int delete(PlanId id);
    }
}
