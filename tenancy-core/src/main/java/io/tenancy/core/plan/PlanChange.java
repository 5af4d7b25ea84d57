package io.tenancy.core.plan;

import io.tenancy.core.Check;
import io.tenancy.core.entitlement.Included;
import java.util.List;
import java.util.Optional;

/** What of a draft is to be changed; what is absent stays. */
public record PlanChange(
        Optional<String> name,
        Optional<String> description,
        Optional<List<Price>> prices,
        Optional<Integer> trialDays,
        Optional<Integer> graceDays,
        Optional<List<Included>> entitlements) {
    public PlanChange(
            Optional<String> name,
            Optional<String> description,
            Optional<List<Price>> prices,
            Optional<Integer> trialDays,
            Optional<Integer> graceDays,
            Optional<List<Included>> entitlements) {
        this.name = name.map(text -> Check.text("name", text, 100));
        this.description = description.map(text -> Check.optionalText("description", text, 500));
        this.prices = prices.map(NewPlan::prices);
        this.trialDays = trialDays.map(days -> NewPlan.days("trialDays", days));
        this.graceDays = graceDays.map(days -> NewPlan.days("graceDays", days));
        this.entitlements = entitlements.map(NewPlan::entitlements);
    }

    /** Whether the draft is other than this change would have it. */
    public boolean changes(Plan plan) {
        Plan changed = plan.with(this, plan.updatedAt());
        return !changed.name().equals(plan.name())
                || !changed.description().equals(plan.description())
                || !changed.prices().equals(plan.prices())
                || changed.trialDays() != plan.trialDays()
                || changed.graceDays() != plan.graceDays()
                || !changed.entitlements().equals(plan.entitlements());
    }
}
