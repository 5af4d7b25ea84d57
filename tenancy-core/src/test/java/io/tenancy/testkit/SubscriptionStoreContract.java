package io.tenancy.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.core.entitlement.Entitlements;
import io.tenancy.core.entitlement.Included;
import io.tenancy.core.plan.NewPlan;
import io.tenancy.core.plan.Plan;
import io.tenancy.core.plan.PlanId;
import io.tenancy.core.plan.Price.Interval;
import io.tenancy.core.subscription.Exemption;
import io.tenancy.core.subscription.Subscription;
import io.tenancy.core.subscription.SubscriptionStore;
import io.tenancy.core.subscription.Terms;
import io.tenancy.core.tenant.Isolation;
import io.tenancy.core.tenant.Tenant;
import io.tenancy.core.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every {@link SubscriptionStore} does. */
public abstract class SubscriptionStoreContract extends StoreContract {
    private static final Instant T1 = T0.plus(Duration.ofDays(30));
    private static final Exemption MORE =
            new Exemption(Included.limit(Entitlements.SEATS, 40), Optional.of(T1), "Agreed", T0);

    @Test
    void knowsNothingOfATenantOfWhichNothingWasSaid() {
        assertThat(subscriptions().find(tenant("quiet"))).isEqualTo(Terms.NONE);
    }

    @Test
    void keepsASubscriptionWithItsPlans() {
        TenantId acme = tenant("acme");
        Plan small = plan();
        Plan large = plan();
        Subscription first = Subscription.begin(acme, small, Interval.MONTH, T0);

        assertThat(subscriptions().add(first)).isTrue();
        assertThat(subscriptions().add(first)).isFalse();
        assertThat(subscriptions().find(acme))
                .isEqualTo(new Terms(Optional.of(first), Optional.of(small), Optional.empty(), List.of()));

        Subscription changed = first.then(Optional.of(new Subscription.Next(large.id(), Interval.YEAR, T1)));
        assertThat(subscriptions().update(changed)).isTrue();
        assertThat(subscriptions().update(changed)).isFalse();
        assertThat(subscriptions().find(acme))
                .isEqualTo(new Terms(Optional.of(changed), Optional.of(small), Optional.of(large), List.of()));
    }

    @Test
    void keepsTheTimesOfATrial() {
        TenantId acme = tenant("acme");
        Plan plan = plan();
        Subscription trial = new Subscription(
                acme, plan.id(), Interval.YEAR, T0, Optional.of(T1), Optional.of(T1), Optional.empty(), 1);

        subscriptions().add(trial);

        assertThat(subscriptions().find(acme).subscription()).contains(trial);
    }

    @Test
    void keepsWhatIsDifferentForATenant() {
        TenantId acme = tenant("acme");
        Exemption roles = new Exemption(Included.unlimited(Entitlements.ROLES), Optional.empty(), "Old customer", T0);
        Exemption fewer = new Exemption(Included.limit(Entitlements.SEATS, 2), Optional.empty(), "Asked for", T1);

        subscriptions().exempt(acme, roles);
        subscriptions().exempt(acme, MORE);
        subscriptions().exempt(acme, fewer);

        assertThat(subscriptions().find(acme).exemptions()).containsExactly(roles, fewer);
        assertThat(subscriptions().withdraw(acme, Entitlements.SEATS)).isTrue();
        assertThat(subscriptions().withdraw(acme, Entitlements.SEATS)).isFalse();
        assertThat(subscriptions().find(acme).exemptions()).containsExactly(roles);
    }

    @Test
    void findsTheChangesThatAreDue() {
        TenantId acme = tenant("acme");
        TenantId globex = tenant("globex");
        Plan plan = plan();
        Subscription.Next next = new Subscription.Next(plan.id(), Interval.MONTH, T1);
        subscriptions().add(Subscription.begin(acme, plan, Interval.MONTH, T0).then(Optional.of(next)));
        subscriptions().add(Subscription.begin(globex, plan, Interval.MONTH, T0));

        assertThat(subscriptions().due(T1, 10_000)).contains(acme).doesNotContain(globex);
        assertThat(subscriptions().due(T1.minusSeconds(1), 10_000)).doesNotContain(acme);
    }

    @Test
    void keepsTenantsApart() {
        TenantId acme = tenant("acme");
        TenantId globex = tenant("globex");

        subscriptions().add(Subscription.begin(acme, plan(), Interval.MONTH, T0));
        subscriptions().exempt(acme, MORE);

        assertThat(subscriptions().find(globex)).isEqualTo(Terms.NONE);
        assertThat(subscriptions().withdraw(globex, Entitlements.SEATS)).isFalse();
    }

    private Plan plan() {
        String key = "p" + TestTenants.newId().toString().substring(19);
        NewPlan wanted = new NewPlan(key, "Team", null, null, Optional.empty(), Optional.empty(), null);
        Plan plan = Plan.draft(new PlanId(TestTenants.newId()), 1, wanted, T0).published(T0);
        assertThat(stores().plans().add(plan)).isTrue();
        return plan;
    }

    /** The id of a new tenant of the catalogue. */
    private TenantId tenant(String start) {
        String slug = start + "-" + TestTenants.newId().toString().substring(24);
        Tenant tenant = TestTenants.tenant(slug, Isolation.SHARED, "main");
        assertThat(stores().tenants().add(tenant)).isTrue();
        return tenant.id();
    }

    private SubscriptionStore subscriptions() {
        return stores().subscriptions();
    }
}
