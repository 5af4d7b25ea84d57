package io.tenancy.server;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.plan.PlanService;
import io.tenancy.core.subscription.ExemptionService;
import io.tenancy.core.subscription.OwnSubscriptionService;
import io.tenancy.core.subscription.SubscriptionService;

/** The use cases of plans, and of what tenants have of them. */
public record PlanServices(
        PlanService plans, SubscriptionService subscriptions, ExemptionService exemptions, OwnSubscriptionService own) {
    public PlanServices {
        requireNonNull(plans);
        requireNonNull(subscriptions);
        requireNonNull(exemptions);
        requireNonNull(own);
    }
}
