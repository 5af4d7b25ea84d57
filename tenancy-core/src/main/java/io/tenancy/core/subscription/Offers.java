package io.tenancy.core.subscription;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.Page;
import io.tenancy.core.Shortage;
import io.tenancy.core.Shortage.Offer;
import io.tenancy.core.access.Entitlement;
import io.tenancy.core.entitlement.Entitlements;
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
                .flatMap(plan -> of(plan, entitlement)
                        .filter(other -> other.isMoreThan(limit))
                        .map(other -> new Offer(plan.key(), plan.name(), other.limit()))
                        .stream())
                .sorted(Comparator.comparing((Offer offer) -> offer.limit().orElse(Long.MAX_VALUE))
                        .thenComparing(Offer::plan))
                .toList();
        return new Shortage(included.entitlement(), limit, used, more);
    }

    /** What a plan includes; nothing where it is silent and no code knows the entitlement. */
    private static Optional<Included> of(Plan plan, Entitlement entitlement) {
        return plan.of(entitlement)
                .or(() -> Entitlements.named(entitlement.name()).map(Included::standard));
    }
}
