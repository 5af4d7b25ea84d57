package io.tenancy.core.subscription;

import static io.tenancy.core.access.Permissions.SUBSCRIPTION_READ;
import static java.util.Objects.requireNonNull;

import io.tenancy.core.Page;
import io.tenancy.core.access.Caller;
import io.tenancy.core.access.Gate;
import io.tenancy.core.entitlement.Entitlements;
import io.tenancy.core.plan.Plan;
import java.time.Instant;
import java.util.Optional;

/** What a tenant's own people see of its plan. */
public final class OwnSubscriptionService {
    private final Gate gate;
    private final SubscriptionStore subscriptions;
    private final Offers offers;
    private final Uses uses;

    public OwnSubscriptionService(Gate gate, SubscriptionStore subscriptions, Offers offers, Uses uses) {
        this.gate = requireNonNull(gate);
        this.subscriptions = requireNonNull(subscriptions);
        this.offers = requireNonNull(offers);
        this.uses = requireNonNull(uses);
    }

    public SubscriptionStatus get(Caller caller) {
        return gate.query(
                caller, SUBSCRIPTION_READ, scope -> SubscriptionStatus.of(subscriptions.find(scope.id()), gate.now()));
    }

    /** What the tenant may have, and has, on one page. */
    public Page<EntitlementStatus> entitlements(Caller caller) {
        return gate.query(caller, SUBSCRIPTION_READ, scope -> {
            Terms terms = subscriptions.find(scope.id());
            Instant now = gate.now();
            return new Page<>(
                    Entitlements.all().stream()
                            .map(one -> EntitlementStatus.of(
                                    one, terms, uses.used(scope, terms.of(one.entitlement(), now), now), false, now))
                            .toList(),
                    Optional.empty());
        });
    }

    /** The plans that tenants can have, on one page. */
    public Page<Plan> plans(Caller caller) {
        return gate.query(caller, SUBSCRIPTION_READ, scope -> new Page<>(offers.published(), Optional.empty()));
    }
}
