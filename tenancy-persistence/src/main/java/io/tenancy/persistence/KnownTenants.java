package io.tenancy.persistence;

import static java.util.Objects.requireNonNull;

import com.github.benmanes.caffeine.cache.Ticker;
import io.tenancy.core.plan.Plan;
import io.tenancy.core.plan.PlanId;
import io.tenancy.core.plan.PlanStore;
import io.tenancy.core.subscription.Terms;
import io.tenancy.core.tenant.Tenant;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.persistence.TenantDb.CatalogueSql;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

/**
 * Remembers what every request asks of the catalogue about its tenant, for as long as a node may be behind: the tenant and
 * what it may have, which are asked for by one statement. Plans are remembered for longer, because nothing of what a plan
 * includes is changed while somebody has it.
 */
final class KnownTenants {
    private static final int MOST = 100_000;
    private static final Duration PLANS = Duration.ofMinutes(5);

    private final CatalogueSql<Sql> db;
    private final int shipped;
    private final PlanStore plans;
    private final Hearing hearing;
    private final Recent<TenantId, Known> tenants;
    private final Recent<PlanId, Optional<Plan>> knownPlans;

    /**
     * @param shipped how many changes the tables of a tenant have in this release
     * @param hearing of changes in the catalogue
     */
    KnownTenants(TenantDb db, int shipped, PlanStore plans, Hearing hearing, Duration staleness, Ticker clock) {
        this.db = db.catalogue(Sql.class);
        this.shipped = shipped;
        this.plans = requireNonNull(plans);
        this.hearing = requireNonNull(hearing);
        this.tenants = new Recent<>(MOST, staleness, Hearing.LONGEST, clock, tenant -> tenant);
        this.knownPlans = new Recent<>(MOST, PLANS, clock, plan -> plan);
    }

    /** Forgets at once what changes make another, and everything where some may have gone by. */
    KnownTenants hearing(Changes changes) {
        tenants.hearTenants(changes);
        return this;
    }

    Optional<Tenant> tenant(TenantId id) {
        return tenants.get(id, this::ask, hearing).tenant();
    }

    Terms terms(TenantId id) {
        return tenants.get(id, this::ask, hearing).terms();
    }

    private Known ask(TenantId id) {
        List<Row> rows = db.one(sql -> sql.find(id, shipped));
        return new Known(
                rows.stream().findFirst().map(Row::tenant),
                JdbiSubscriptionStore.terms(id, rows.stream().map(Row::agreed).toList(), this::plan));
    }

    private Optional<Plan> plan(PlanId id) {
        return knownPlans.get(id, plans::find);
    }

    private record Known(Optional<Tenant> tenant, Terms terms) {}

    /** A tenant, its subscription, and one of its exemptions. */
    record Row(Tenant tenant, JdbiSubscriptionStore.Row agreed) {}

    interface Sql {
        @SqlQuery("""
                SELECT t.id, t.slug, t.name, t.contact_name, t.contact_email, t.status, t.isolation, t.store, t.plan,
                       t.region, t.created_at, t.updated_at, t.read_only_at, t.suspended_at, t.purge_at,
                       t.failure_step, t.failure_reason, t.failed_at, t.failures, t.retry_at, t.version,
                       t.isolation = 'SHARED' OR t.status = 'PROVISIONING' OR t.tables_version >= :shipped AS current,
                       s.plan_id, s.every, s.started_at, s.trial_ends_at, s.ends_at, s.next_plan_id, s.next_every,
                       s.next_at, s.version AS agreed_version, e.included, e.expires_at, e.reason, e.set_at
                FROM catalogue.tenants t
                LEFT JOIN catalogue.subscriptions s ON s.tenant_id = t.id
                LEFT JOIN catalogue.exemptions e ON e.tenant_id = t.id
                WHERE t.id = :id
                ORDER BY e.entitlement
                """)
        List<Row> find(TenantId id, int shipped);
    }
}
