package io.tenancy.demo;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.access.Caller;
import io.tenancy.core.entitlement.Entitlements;
import io.tenancy.core.entitlement.Included;
import io.tenancy.core.entitlement.Included.Period;
import io.tenancy.core.flag.Condition;
import io.tenancy.core.flag.Condition.About;
import io.tenancy.core.flag.Flag;
import io.tenancy.core.flag.NewFlag;
import io.tenancy.core.flag.Rule;
import io.tenancy.core.plan.NewPlan;
import io.tenancy.core.plan.Plan;
import io.tenancy.core.plan.Price;
import io.tenancy.core.plan.Price.Interval;
import io.tenancy.core.plan.Price.Overage;
import io.tenancy.persistence.Persistence;
import io.tenancy.server.Services;
import java.util.List;
import java.util.Optional;

/**
 * What the demo sells: a plan for each of its tenants, with limits that hold, requests that are counted, and a feature that a
 * flag asks for. What is there already stays as it is.
 */
final class Offer {
    private static final int MOST_DRAFTS = 100;

    private final Persistence stores;
    private final Services services;

    Offer(Persistence stores, Services services) {
        this.stores = requireNonNull(stores);
        this.services = requireNonNull(services);
    }

    /** The key of the plan of a tenant. */
    static String plan(String tenant) {
        return switch (tenant) {
            case "globex" -> "team";
            case "initech" -> "free";
            default -> "business";
        };
    }

    void make(Caller operator) {
        List.of(free(), team(), business()).forEach(plan -> publish(operator, plan));
        if (stores.flags().find(DemoEntitlements.INSIGHTS.name()).isEmpty()) {
            var unused = services.flags().flags().create(operator, flag());
        }
    }

    private void publish(Caller operator, NewPlan wanted) {
        if (stores.plans().published(wanted.key()).isPresent()) {
            return;
        }
        Plan draft = stores.plans().list(Optional.of(Plan.Status.DRAFT), Optional.empty(), MOST_DRAFTS).stream()
                .filter(plan -> plan.key().equals(wanted.key()))
                .findFirst()
                .orElseGet(() -> services.plans().plans().create(operator, wanted));
        var unused = services.plans().plans().publish(operator, draft.id());
    }

    private static NewPlan free() {
        return plan(
                "free",
                "Free",
                0,
                Included.limit(Entitlements.SEATS, 5),
                Included.limit(Entitlements.GROUPS, 2),
                Included.limit(Entitlements.WEBHOOKS, 1),
                requests(10_000));
    }

    private static NewPlan team() {
        return plan(
                "team",
                "Team",
                4_900,
                Included.limit(Entitlements.SEATS, 25),
                Included.limit(Entitlements.WEBHOOKS, 5),
                Included.feature(DemoEntitlements.INSIGHTS, true),
                requests(100_000));
    }

    private static NewPlan business() {
        return plan(
                "business",
                "Business",
                19_900,
                Included.unlimited(Entitlements.SEATS),
                Included.limit(Entitlements.AUDIT_DAYS, 3_650),
                Included.feature(DemoEntitlements.INSIGHTS, true),
                requests(1_000_000));
    }

    private static NewPlan plan(String key, String name, long amount, Included... entitlements) {
        Overage beyond = new Overage(Entitlements.API_REQUESTS.name(), 1, Optional.empty());
        Price price = new Price(amount, "EUR", Interval.MONTH, Optional.empty(), List.of(beyond));
        return new NewPlan(key, name, "", List.of(price), Optional.empty(), Optional.empty(), List.of(entitlements));
    }

    /** Counted by the servers and never refused; what is beyond it is charged. */
    private static Included requests(long limit) {
        return Included.metered(Entitlements.API_REQUESTS, limit, Period.MONTH, false);
    }

    private static NewFlag flag() {
        Condition included = new Condition(
                About.ENTITLEMENT,
                Optional.empty(),
                Optional.empty(),
                List.of(DemoEntitlements.INSIGHTS.name()),
                Optional.empty(),
                Optional.empty());
        return new NewFlag(
                DemoEntitlements.INSIGHTS.name(),
                Flag.Type.BOOLEAN,
                "Reports, for tenants whose plan has them.",
                Optional.of(Flag.Exposure.VISIBLE),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                List.of(new Rule("plans with reports", List.of(included), "on")));
    }
}
