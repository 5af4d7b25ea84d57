package io.tenancy.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.core.Position;
import io.tenancy.core.access.Entitlement;
import io.tenancy.core.entitlement.Entitlements;
import io.tenancy.core.entitlement.Included;
import io.tenancy.core.entitlement.Included.Period;
import io.tenancy.core.plan.NewPlan;
import io.tenancy.core.plan.Plan;
import io.tenancy.core.plan.Plan.Status;
import io.tenancy.core.plan.PlanId;
import io.tenancy.core.plan.PlanStore;
import io.tenancy.core.plan.Price;
import io.tenancy.core.plan.Price.Interval;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every {@link PlanStore} does. Plans are no tenant's, so it has nothing to keep apart. */
public abstract class PlanStoreContract extends StoreContract {
    private static final Entitlement EXPORTS = new Entitlement("exports");
    private static final Entitlement SUPPORT = new Entitlement("support");

    @Test
    void keepsAPlanAsItIs() {
        NewPlan bare = wanted();
        Plan plan = new Plan(
                new PlanId(TestTenants.newId()),
                bare.key(),
                1,
                Status.DRAFT,
                "Team",
                "For teams",
                List.of(Price.of(1990, "EUR", Interval.MONTH), Price.of(0, "JPY", Interval.YEAR)),
                14,
                7,
                List.of(
                        Included.metered(EXPORTS, 1_000_000_000_000L, Period.DAY, true),
                        Included.limit(Entitlements.SEATS, 25),
                        Included.unlimited(Entitlements.API_KEYS),
                        Included.feature(SUPPORT, true)),
                T0,
                T0,
                Optional.empty(),
                1);

        assertThat(plans().add(plan)).isTrue();

        assertThat(plans().find(plan.id())).contains(plan);
        assertThat(plans().find(new PlanId(TestTenants.newId()))).isEmpty();
        assertThat(plans().newest(plan.key())).isEqualTo(1);
        assertThat(plans().newest("no such plan")).isZero();
    }

    @Test
    void hasOneDraftAndOnePublishedVersionOfAPlan() {
        Plan first = draft(wanted(), 1);
        Plan second = draft(wanted(first), 2);

        assertThat(plans().add(first)).isTrue();
        assertThat(plans().add(second)).isFalse();
        assertThat(plans().update(first.published(T0))).isTrue();
        assertThat(plans().add(second)).isTrue();
        assertThat(plans().update(second.published(T0))).isFalse();
        assertThat(plans().published(first.key())).contains(first.published(T0));
        assertThat(plans().update(first.published(T0).retired(T0))).isTrue();
        assertThat(plans().update(second.published(T0))).isTrue();
        assertThat(plans().published(first.key())).contains(second.published(T0));
        assertThat(plans().newest(first.key())).isEqualTo(2);
    }

    @Test
    void changesTheVersionThatSomebodyHasSeen() {
        Plan plan = draft(wanted(), 1);
        plans().add(plan);

        assertThat(plans().update(plan.published(T0))).isTrue();
        assertThat(plans().update(plan.published(T0))).isFalse();
    }

    @Test
    void deletesDraftsAlone() {
        Plan draft = draft(wanted(), 1);
        Plan published = draft(wanted(), 1).published(T0);
        plans().add(draft);
        plans().add(published);

        assertThat(plans().delete(draft.id())).isTrue();
        assertThat(plans().delete(draft.id())).isFalse();
        assertThat(plans().delete(published.id())).isFalse();
        assertThat(plans().find(published.id())).contains(published);
    }

    @Test
    void listsPlansInTheOrderOfTheirIds() {
        Plan draft = draft(wanted(), 1);
        Plan published = draft(wanted(), 1).published(T0);
        plans().add(draft);
        plans().add(published);

        assertThat(list(Optional.empty(), draft)).startsWith(published);
        assertThat(list(Optional.of(Status.DRAFT), draft)).doesNotContain(published);
        assertThat(plans().list(Optional.of(Status.PUBLISHED), Optional.empty(), 10_000))
                .contains(published)
                .doesNotContain(draft);
    }

    private List<Plan> list(Optional<Status> status, Plan after) {
        return plans().list(status, Optional.of(new Position("", after.id().value())), 10_000);
    }

    private static NewPlan wanted() {
        String key = "p" + TestTenants.newId().toString().substring(19);
        return new NewPlan(key, "Team", null, null, Optional.empty(), Optional.empty(), null);
    }

    private static NewPlan wanted(Plan same) {
        return new NewPlan(same.key(), "Team", null, null, Optional.empty(), Optional.empty(), null);
    }

    private static Plan draft(NewPlan wanted, int number) {
        return Plan.draft(new PlanId(TestTenants.newId()), number, wanted, T0);
    }

    private PlanStore plans() {
        return stores().plans();
    }
}
