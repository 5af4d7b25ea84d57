package io.tenancy.core.biller;

import io.tenancy.core.plan.Plan;
import io.tenancy.core.plan.Price;
import io.tenancy.core.plan.Price.Overage;
import io.tenancy.core.subscription.Subscription.State;
import io.tenancy.core.subscription.Terms;
import io.tenancy.core.tenant.Tenant;
import io.tenancy.core.tenant.Tenant.Status;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What an outside biller is to know of what tenants have subscribed to. */
final class BillerPrices {
    private BillerPrices() {}

    /**
     * The references of the prices that a tenant pays: that of its plan, then those of use beyond; none in a trial, after the end,
     * where the plan has no price with a reference, and where the tenant is being deleted.
     */
    static List<String> of(Tenant tenant, Terms terms, String currency, Instant now) {
        boolean isKept = tenant.status() != Status.DELETING && tenant.status() != Status.PURGING;
        boolean isPaid = terms.state(now).filter(state -> state == State.ACTIVE).isPresent();
        if (!isKept || !isPaid) {
            return List.of();
        }
        return price(terms, currency).stream()
                .flatMap(price -> Stream.concat(
                        price.reference().stream(),
                        price.overages().stream().flatMap(overage -> overage.reference().stream())))
                .toList();
    }

    /** The meters of which the biller is to hear. */
    static List<String> meters(Terms terms, String currency) {
        return price(terms, currency).stream()
                .flatMap(price -> price.overages().stream())
                .filter(overage -> overage.reference().isPresent())
                .map(Overage::entitlement)
                .toList();
    }

    private static Optional<Price> price(Terms terms, String currency) {
        return terms.plan().map(Plan::prices).orElse(List.of()).stream()
                .filter(price -> price.currency().equals(currency))
                .filter(price -> terms.subscription()
                        .filter(known -> known.interval() == price.interval())
                        .isPresent())
                .filter(price -> price.reference().isPresent())
                .findAny();
    }
}
