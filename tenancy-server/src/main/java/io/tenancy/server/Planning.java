package io.tenancy.server;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.Cursors;
import io.tenancy.core.access.Gate;
import io.tenancy.core.entitlement.Entitlements;
import io.tenancy.core.plan.PlanService;
import io.tenancy.core.subscription.Enrolment;
import io.tenancy.core.subscription.ExemptionService;
import io.tenancy.core.subscription.Offers;
import io.tenancy.core.subscription.OwnSubscriptionService;
import io.tenancy.core.subscription.PlanEnd;
import io.tenancy.core.subscription.PlanQuotas;
import io.tenancy.core.subscription.SubscriptionService;
import io.tenancy.core.subscription.Uses;
import io.tenancy.core.tenant.TenantDirectory;
import io.tenancy.persistence.Persistence;
import java.time.InstantSource;

/** Plans and what hangs on them, put together. */
final class Planning {
    private final Persistence stores;
    private final InstantSource clock;
    private final Offers offers;
    private final PlanQuotas quotas;

    Planning(Persistence stores, InstantSource clock) {
        this.stores = requireNonNull(stores);
        this.clock = requireNonNull(clock);
        this.offers = new Offers(stores.plans());
        this.quotas = new PlanQuotas(stores.knownSubscriptions(), offers, clock);
    }

    PlanQuotas quotas() {
        return quotas;
    }

    /**
     * The first subscription of new tenants.
     *
     * @param standard the key of the plan of tenants for which none is asked
     */
    Enrolment enrolment(String standard) {
        return new Enrolment(stores.plans(), stores.subscriptions(), standard);
    }

    /** The use cases; the directory sees a tenant that was added just now. */
    PlanServices services(Gate gate, TenantDirectory directory, Cursors cursors, Metering metering, PlanEnd end) {
        Uses uses = metering.counting(Uses.of(
                        stores.users(),
                        stores.roles(),
                        stores.groups(),
                        stores.serviceAccounts(),
                        stores.apiKeys(),
                        clock)
                .with(Entitlements.WEBHOOKS, stores.webhooks()::count));
        return new PlanServices(
                new PlanService(gate, stores.plans(), cursors, metering.meters()::isAddable),
                new SubscriptionService(
                        gate, stores.tenants(), directory, stores.plans(), stores.subscriptions(), uses, end),
                new ExemptionService(gate, stores.tenants(), directory, stores.subscriptions(), uses),
                new OwnSubscriptionService(gate, stores.subscriptions(), offers, uses));
    }
}
