package io.tenancy.core.subscription;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.TenancyException.Invalid;
import io.tenancy.core.plan.NewPlan;
import io.tenancy.core.plan.Plan;
import io.tenancy.core.plan.PlanId;
import io.tenancy.core.plan.PlanStore;
import io.tenancy.core.plan.Price.Interval;
import io.tenancy.core.tenant.Tenant;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** The first subscription of new tenants. */
public final class Enrolment {
    private final PlanStore plans;
    private final SubscriptionStore subscriptions;
    private final String standard;

    /**
     * @param standard the key of the plan of tenants for which none is asked; where there is none, an unlimited one is made
     */
    public Enrolment(PlanStore plans, SubscriptionStore subscriptions, String standard) {
        this.plans = requireNonNull(plans);
        this.subscriptions = requireNonNull(subscriptions);
        this.standard = requireNonNull(standard);
    }

    /**
     * The plan that is asked for, or the default one.
     *
     * @throws Invalid if it is not published
     */
    public Plan choose(Optional<String> wanted, Supplier<UUID> ids, Instant now) {
        String key = wanted.orElse(standard);
        return plans.published(key)
                .or(() -> key.equals(standard) ? made(ids, now) : Optional.empty())
                .orElseThrow(Enrolment::unknown);
    }

    /** Gives a new tenant its first subscription. */
    public void begin(Tenant tenant, Plan plan, Instant now) {
        subscriptions.add(Subscription.begin(tenant.id(), plan, Interval.MONTH, now));
    }

    /** The default plan, made by the first tenant that needs it; one that was retired is not made again. */
    private Optional<Plan> made(Supplier<UUID> ids, Instant now) {
        if (plans.newest(standard) > 0) {
            return plans.published(standard);
        }
        NewPlan unlimited =
                new NewPlan(standard, standard, "", List.of(), Optional.empty(), Optional.empty(), List.of());
        Plan plan = Plan.draft(new PlanId(ids.get()), 1, unlimited, now).published(now);
        return plans.add(plan) ? Optional.of(plan) : plans.published(standard);
    }

    static Invalid unknown() {
        return new Invalid("plan", "plan.unknown", "There is no published plan of this key.");
    }
}
