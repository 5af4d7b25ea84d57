package io.tenancy.persistence;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.access.Entitlement;
import io.tenancy.core.entitlement.Included;
import io.tenancy.core.plan.Plan;
import io.tenancy.core.plan.PlanId;
import io.tenancy.core.plan.PlanStore;
import io.tenancy.core.plan.Price.Interval;
import io.tenancy.core.subscription.Exemption;
import io.tenancy.core.subscription.Subscription;
import io.tenancy.core.subscription.SubscriptionStore;
import io.tenancy.core.subscription.Terms;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.persistence.TenantDb.CatalogueSql;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

final class JdbiSubscriptionStore implements SubscriptionStore {
    private final CatalogueSql<Sql> db;
    private final PlanStore plans;

    JdbiSubscriptionStore(TenantDb db, PlanStore plans) {
        this.db = db.catalogue(Sql.class);
        this.plans = requireNonNull(plans);
    }

    /** A version of a plan that somebody has is never deleted, and its text never changed. */
    @Override
    public Terms find(TenantId tenant) {
        return terms(tenant, db.one(sql -> sql.find(tenant)), plans::find);
    }

    /** What these rows say of a tenant. */
    static Terms terms(TenantId tenant, List<Row> rows, Function<PlanId, Optional<Plan>> plans) {
        Optional<Subscription> subscription = rows.stream().findFirst().flatMap(row -> row.subscription(tenant));
        return new Terms(
                subscription,
                subscription.flatMap(one -> plans.apply(one.plan())),
                subscription.flatMap(Subscription::next).flatMap(next -> plans.apply(next.plan())),
                rows.stream().flatMap(row -> row.exemption().stream()).toList());
    }

    @Override
    public boolean add(Subscription subscription) {
        return db.changing(Change.tenant(subscription.tenant()), sql -> sql.add(subscription, To.of(subscription)))
                == 1;
    }

    @Override
    public boolean update(Subscription subscription) {
        return db.changing(Change.tenant(subscription.tenant()), sql -> sql.update(subscription, To.of(subscription)))
                == 1;
    }

    @Override
    public void exempt(TenantId tenant, Exemption exemption) {
        var unused = db.changing(
                Change.tenant(tenant),
                sql -> sql.exempt(
                        tenant,
                        exemption,
                        exemption.included().entitlement(),
                        exemption.included().text()));
    }

    @Override
    public boolean withdraw(TenantId tenant, Entitlement entitlement) {
        return db.changing(Change.tenant(tenant), sql -> sql.withdraw(tenant, entitlement.name())) == 1;
    }

    @Override
    public List<TenantId> due(Instant now, int limit) {
        return db.one(sql -> sql.due(now, limit)).stream().map(TenantId::new).toList();
    }

    /** The subscription as it is kept, and one of the exemptions; both may be absent, but not in one row. */
    record Row(
            Optional<UUID> planId,
            Optional<Interval> every,
            Optional<Instant> startedAt,
            Optional<Instant> trialEndsAt,
            Optional<Instant> endsAt,
            Optional<UUID> nextPlanId,
            Optional<Interval> nextEvery,
            Optional<Instant> nextAt,
            Optional<Long> agreedVersion,
            Optional<String> included,
            Optional<Instant> expiresAt,
            Optional<String> reason,
            Optional<Instant> setAt) {
        Optional<Subscription> subscription(TenantId tenant) {
            return planId.map(plan -> new Subscription(
                    tenant,
                    new PlanId(plan),
                    every.orElseThrow(),
                    startedAt.orElseThrow(),
                    trialEndsAt,
                    endsAt,
                    nextPlanId.map(
                            id -> new Subscription.Next(new PlanId(id), nextEvery.orElseThrow(), nextAt.orElseThrow())),
                    agreedVersion.orElseThrow()));
        }

        Optional<Exemption> exemption() {
            return included.map(
                    text -> new Exemption(Included.parse(text), expiresAt, reason.orElseThrow(), setAt.orElseThrow()));
        }
    }

    /** What is to come, in columns; JDBI binds the methods of what is public. */
    public record To(Optional<UUID> plan, Optional<Interval> interval, Optional<Instant> at) {
        static To of(Subscription subscription) {
            return new To(
                    subscription.next().map(next -> next.plan().value()),
                    subscription.next().map(Subscription.Next::interval),
                    subscription.next().map(Subscription.Next::at));
        }
    }

    interface Sql {
        @SqlQuery("""
                SELECT s.plan_id, s.every, s.started_at, s.trial_ends_at, s.ends_at, s.next_plan_id, s.next_every,
                       s.next_at, s.version AS agreed_version, e.included, e.expires_at, e.reason, e.set_at
                FROM (SELECT * FROM catalogue.subscriptions WHERE tenant_id = :tenant) AS s
                FULL JOIN (SELECT * FROM catalogue.exemptions WHERE tenant_id = :tenant) AS e
                  ON e.tenant_id = s.tenant_id
                ORDER BY e.entitlement
                """)
        List<Row> find(TenantId tenant);

        @SqlUpdate("""
                INSERT INTO catalogue.subscriptions (tenant_id, plan_id, every, started_at, trial_ends_at, ends_at,
                                                     next_plan_id, next_every, next_at, version)
                VALUES (:one.tenant, :one.plan, :one.interval, :one.startedAt, :one.trialEndsAt, :one.endsAt,
                        :next.plan, :next.interval, :next.at, :one.version)
                ON CONFLICT (tenant_id) DO NOTHING
                """)
        int add(@BindMethods("one") Subscription one, @BindMethods("next") To next);

        @SqlUpdate("""
                UPDATE catalogue.subscriptions
                SET plan_id = :one.plan, every = :one.interval, started_at = :one.startedAt,
                    trial_ends_at = :one.trialEndsAt, ends_at = :one.endsAt, next_plan_id = :next.plan,
                    next_every = :next.interval, next_at = :next.at, version = :one.version
                WHERE tenant_id = :one.tenant AND version = :one.version - 1
                """)
        int update(@BindMethods("one") Subscription one, @BindMethods("next") To next);

        @SqlUpdate("""
                INSERT INTO catalogue.exemptions (tenant_id, entitlement, included, expires_at, reason, set_at)
                VALUES (:tenant, :entitlement, :included, :one.expiresAt, :one.reason, :one.setAt)
                ON CONFLICT (tenant_id, entitlement) DO UPDATE
                SET included = EXCLUDED.included, expires_at = EXCLUDED.expires_at, reason = EXCLUDED.reason,
                    set_at = EXCLUDED.set_at
                """)
        int exempt(TenantId tenant, @BindMethods("one") Exemption one, String entitlement, String included);

        @SqlUpdate("""
                DELETE FROM catalogue.exemptions
                WHERE tenant_id = :tenant AND entitlement = :entitlement
                """)
        int withdraw(TenantId tenant, String entitlement);

        @SqlQuery("""
                SELECT tenant_id
                FROM catalogue.subscriptions
                WHERE next_at <= :now
                ORDER BY next_at
                LIMIT :limit
                """)
        List<UUID> due(Instant now, int limit);
    }
}
