package io.tenancy.core.subscription;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.Page;
import io.tenancy.core.Shortage;
import io.tenancy.core.Shortage.Offer;
import io.tenancy.core.access.Entitlement;
import io.tenancy.core.entitlement.Included;
import io.tenancy.core.plan.Plan;
import io.tenancy.core.plan.PlanStore;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The plans that a tenant who needs more could have. */
public final class Offers {
    private final PlanStore plans;

    public Offers(PlanStore plans) {
        this.plans = requireNonNull(plans);
    }

    /** The published plans. */
    List<Plan> published() {
        return plans.list(Optional.of(Plan.Status.PUBLISHED), Optional.empty(), Page.MAX);
    }

    /** What is said to a tenant that has used up what is limited; the plans with the least that is more come first. */
    Shortage shortage(Included included, long used) {
        long limit = included.limit().orElse(0L);
        Entitlement entitlement = new Entitlement(included.entitlement());
        List<Offer> more = published().stream()
                .filter(plan -> of(plan, entitlement).isMoreThan(limit))
                .map(plan ->
                        new Offer(plan.key(), plan.name(), of(plan, entitlement).limit()))
                .sorted(Comparator.comparing((Offer offer) -> offer.limit().orElse(Long.MAX_VALUE))
                        .thenComparing(Offer::plan))
                .toList();
        return new Shortage(included.entitlement(), limit, used, more);
    }

    private static Included of(Plan plan, Entitlement entitlement) {
        return plan.of(entitlement).orElseGet(() -> Terms.standard(entitlement));
    }
}
