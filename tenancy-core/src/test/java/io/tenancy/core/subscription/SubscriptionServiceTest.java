package io.tenancy.core.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.core.Shortage;
import io.tenancy.core.TenancyException;
import io.tenancy.core.TenancyException.Conflict;
import io.tenancy.core.TenancyException.Denied;
import io.tenancy.core.TenancyException.Invalid;
import io.tenancy.core.TenancyException.Limited;
import io.tenancy.core.access.Actor;
import io.tenancy.core.access.Caller;
import io.tenancy.core.access.Difference;
import io.tenancy.core.access.Entitlement;
import io.tenancy.core.access.JournalEntry;
import io.tenancy.core.access.Permissions;
import io.tenancy.core.entitlement.Entitlements;
import io.tenancy.core.entitlement.Included;
import io.tenancy.core.entitlement.Included.Period;
import io.tenancy.core.group.NewGroup;
import io.tenancy.core.plan.NewPlan;
import io.tenancy.core.plan.Plan;
import io.tenancy.core.plan.PlanChange;
import io.tenancy.core.platform.NewTenant;
import io.tenancy.core.subscription.NewSubscription.When;
import io.tenancy.core.subscription.Subscription.State;
import io.tenancy.core.tenant.Contact;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.testkit.InMemoryPlatform;
import io.tenancy.testkit.TestTenants;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class SubscriptionServiceTest {
    private final InMemoryPlatform platform = new InMemoryPlatform();
    private final Caller operator = platform.operator();

    {
        var unused = published("small", 0, 0, Included.limit(Entitlements.GROUPS, 1));
    }

    private final Plan large = published("large", 0, 0, Included.limit(Entitlements.GROUPS, 2));
    private final TenantId acme = tenant("acme", "large");
    private final TenantScope scope = platform.directory.enter(acme).orElseThrow();

    @Test
    void refusesWhatThePlanDoesNotIncludeAndNamesThePlansThatDo() {
        Plan unlimited = published("unlimited", 0, 0);
        move("small", When.NOW);
        addGroup("one");

        assertThatThrownBy(() -> addGroup("two")).isInstanceOfSatisfying(Conflict.class, refusal -> {
            assertThat(refusal.code()).isEqualTo("quota.exceeded");
            Shortage shortage = refusal.shortages().get(0);
            assertThat(shortage.entitlement()).isEqualTo("groups");
            assertThat(shortage.limit()).isEqualTo(1);
            assertThat(shortage.used()).isEqualTo(1);
            assertThat(shortage.plans())
                    .startsWith(new Shortage.Offer("large", "large", Optional.of(2L)))
                    .contains(new Shortage.Offer(unlimited.key(), "unlimited", Optional.empty()));
        });
    }

    @Test
    void refusesAPlanThatIncludesLessThanIsThereAndSchedulesIt() {
        addGroup("one");
        addGroup("two");

        assertThatThrownBy(() -> move("small", When.NOW)).isInstanceOfSatisfying(Conflict.class, refusal -> {
            assertThat(refusal.code()).isEqualTo("subscription.over");
            assertThat(refusal.shortages()).containsExactly(new Shortage("groups", 1, 2, List.of()));
        });
        SubscriptionStatus scheduled = move("small", When.PERIOD_END);
        assertThat(scheduled.plan()).isEqualTo("large");
        assertThat(scheduled.next()).hasValueSatisfying(next -> {
            assertThat(next.plan()).isEqualTo("small");
            assertThat(next.at()).isEqualTo(scheduled.period().to());
        });

        platform.clock.advance(Duration.ofDays(32));

        assertThat(platform.subscriptions.get(operator, acme).plan()).isEqualTo("small");
        assertThat(platform.subscriptions.applyDue()).isEqualTo(1);
        assertThat(platform.subscriptions.applyDue()).isZero();
        assertThat(platform.stores.tenants().find(acme).orElseThrow().plan()).isEqualTo("small");
        assertThat(platform.stores.groups().count(scope)).isEqualTo(2);
        refused(() -> addGroup("three"), "quota.exceeded");
    }

    @Test
    void takesBackAChangeToCome() {
        move("small", When.PERIOD_END);

        assertThat(platform.subscriptions.keep(operator, acme).next()).isEmpty();
        refused(() -> platform.subscriptions.keep(operator, acme), "subscription.no_change");
    }

    @Test
    void writesDownWhichPlanAndWhichDatesWereAndAre() {
        Instant end = platform.clock.instant().plus(Duration.ofDays(90));
        move("small", When.PERIOD_END);
        Instant at = platform.subscriptions
                .get(operator, acme)
                .next()
                .map(SubscriptionStatus.Scheduled::at)
                .orElseThrow();
        platform.subscriptions.keep(operator, acme);
        platform.subscriptions.end(operator, acme, new SubscriptionEnd(Optional.of(end)));
        platform.subscriptions.end(operator, acme, new SubscriptionEnd(Optional.of(end.plusSeconds(1))));

        assertThat(changes("subscription.scheduled"))
                .containsExactly(List.of(
                        Difference.added("next.plan", "small 1"),
                        Difference.added("next.interval", "MONTH"),
                        Difference.added("next.at", at)));
        assertThat(changes("subscription.unscheduled"))
                .containsExactly(List.of(
                        Difference.removed("next.plan", "small 1"),
                        Difference.removed("next.interval", "MONTH"),
                        Difference.removed("next.at", at)));
        assertThat(changes("subscription.end_changed"))
                .containsExactly(
                        List.of(Difference.added("endsAt", end)),
                        List.of(Difference.between("endsAt", end, end.plusSeconds(1))));
    }

    @Test
    void writesDownThePlanBeforeAndAfterAMoveNowOrInTime() {
        move("small", When.NOW);
        move("large", When.PERIOD_END);
        Instant due = platform.subscriptions
                .get(operator, acme)
                .next()
                .map(SubscriptionStatus.Scheduled::at)
                .orElseThrow();
        platform.clock.set(due);
        platform.subscriptions.applyDue();

        assertThat(changes("subscription.changed"))
                .containsExactly(
                        List.of(Difference.between("plan", "large 1", "small 1")),
                        List.of(
                                Difference.between("plan", "small 1", "large 1"),
                                Difference.removed("next.plan", "large 1"),
                                Difference.removed("next.interval", "MONTH"),
                                Difference.removed("next.at", due)));
    }

    /** What was due and is not written down yet is written down by whoever changes something else. */
    @Test
    void writesDownAChangeThatWasDueWithTheNextOne() {
        move("small", When.PERIOD_END);
        platform.clock.advance(Duration.ofDays(32));
        Instant end = platform.clock.instant().plus(Duration.ofDays(90));

        platform.subscriptions.end(operator, acme, new SubscriptionEnd(Optional.of(end)));

        assertThat(changes("subscription.end_changed"))
                .singleElement()
                .satisfies(changes -> assertThat(changes)
                        .contains(Difference.between("plan", "large 1", "small 1"), Difference.added("endsAt", end)));
    }

    @Test
    void letsATenantKeepTheVersionThatItHas() {
        Plan next = platform.plans.create(operator, wanted("large", 0, 0, Included.limit(Entitlements.GROUPS, 0)));
        platform.plans.publish(operator, next.id());

        addGroup("one");

        assertThat(platform.subscriptions.get(operator, acme).number()).isEqualTo(1);
        assertThat(platform.plans.get(operator, large.id()).status()).isEqualTo(Plan.Status.RETIRED);
        PlanChange change = new PlanChange(
                Optional.of("Other"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        refused(() -> platform.plans.update(operator, next.id(), change), "plan.status");
        refused(() -> platform.plans.delete(operator, next.id()), "plan.status");
    }

    @Test
    void goesFromTrialToGraceToItsEndByTheClockAlone() {
        published("trial", 14, 7, Included.limit(Entitlements.GROUPS, 5));
        TenantId globex = tenant("globex", "trial");
        TenantScope its = platform.directory.enter(globex).orElseThrow();
        assertThat(state(globex)).isEqualTo(State.TRIALING);

        platform.clock.advance(Duration.ofDays(14));
        assertThat(state(globex)).isEqualTo(State.GRACE);
        addGroup(its, "one");

        platform.clock.advance(Duration.ofDays(7));
        assertThat(state(globex)).isEqualTo(State.ENDED);
        refused(() -> addGroup(its, "two"), "quota.exceeded");

        platform.subscriptions.end(operator, globex, new SubscriptionEnd(Optional.empty()));
        assertThat(state(globex)).isEqualTo(State.ACTIVE);
        addGroup(its, "two");
    }

    @Test
    void letsAnExemptionHoldBeforeThePlanUntilItExpires() {
        move("small", When.NOW);
        addGroup("one");
        NewExemption more = new NewExemption(
                Optional.empty(),
                Optional.of(2L),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(platform.clock.instant().plus(Duration.ofDays(1))),
                "Agreed");

        EntitlementStatus status = platform.exemptions.put(operator, acme, "groups", more);

        assertThat(status.source()).isEqualTo(Terms.Source.EXEMPTION);
        addGroup("two");
        platform.clock.advance(Duration.ofDays(1));
        refused(() -> addGroup("three"), "quota.exceeded");
        platform.exemptions.withdraw(operator, acme, "groups");
        assertThat(platform.actions(operator)).contains("entitlement.exempted", "entitlement.withdrawn");
    }

    @Test
    void knowsNoPlanThatIsNotPublished() {
        platform.plans.create(operator, wanted("draft", 0, 0));

        assertThatThrownBy(() -> move("draft", When.NOW)).isInstanceOf(Invalid.class);
        assertThatThrownBy(() -> tenant("hooli", "draft")).isInstanceOf(Invalid.class);
        assertThatThrownBy(() -> wanted("typo", 0, 0, Included.limit(new Entitlement("saets"), 1)))
                .isInstanceOfSatisfying(
                        Invalid.class, refusal -> assertThat(refusal.code()).isEqualTo("entitlement.unknown"));
    }

    @Test
    void showsATenantItsPlanAndWhatItHas() {
        addGroup("one");
        Caller reader = TestTenants.caller(scope, Permissions.SUBSCRIPTION_READ);

        assertThat(platform.ownSubscription.get(reader).plan()).isEqualTo("large");
        assertThat(platform.ownSubscription.entitlements(reader).items())
                .filteredOn(one -> one.entitlement().equals("groups"))
                .singleElement()
                .satisfies(groups -> {
                    assertThat(groups.included()).isEqualTo(Included.limit(Entitlements.GROUPS, 2));
                    assertThat(groups.used()).contains(1L);
                });
        assertThat(platform.ownSubscription.plans(reader).items())
                .extracting(Plan::key)
                .contains("small", "large");
        assertThatThrownBy(() -> platform.ownSubscription.get(TestTenants.caller(scope)))
                .isInstanceOf(Denied.class);
    }

    @Test
    void refusesUseBeyondAnEnforcedAmountAlone() {
        Entitlement exports = new Entitlement("exports");
        Meter meter = (who, what, from, to) -> 10;
        exempt(Included.metered(exports, 10, Period.MONTH, false));
        spend(exports, meter);

        exempt(Included.metered(exports, 10, Period.MONTH, true));

        assertThatThrownBy(() -> spend(exports, meter))
                .isInstanceOfSatisfying(
                        Limited.class, refusal -> assertThat(refusal.code()).isEqualTo("quota.exceeded"));
        exempt(Included.metered(exports, 11, Period.MONTH, true));
        spend(exports, meter);
    }

    private void spend(Entitlement entitlement, Meter meter) {
        var unused = platform.gate.act(scope, Actor.SYSTEM, work -> {
            platform.quotas.spend(work, entitlement, 1, meter);
            return work.changedNothing();
        });
    }

    @Test
    void takesRatesFromThePlan() {
        PlannedRates rates =
                new PlannedRates(platform.stores.rateBook(), platform.stores.subscriptions(), platform.clock);
        assertThat(rates.find(acme).planned().tenant()).isEmpty();

        published(
                "rated",
                0,
                0,
                Included.limit(Entitlements.REQUESTS, 600),
                Included.unlimited(Entitlements.USER_REQUESTS));
        move("rated", When.NOW);

        assertThat(rates.find(acme).planned().tenant()).contains(600);
        assertThat(rates.find(acme).planned().user()).contains(0);
        assertThat(rates.find(acme).planned().apiKey()).isEmpty();
    }

    private void exempt(Included included) {
        platform.stores
                .subscriptions()
                .exempt(acme, new Exemption(included, Optional.empty(), "Of a test", platform.clock.instant()));
    }

    private List<List<Difference>> changes(String action) {
        return platform.journal(operator).stream()
                .filter(entry -> entry.action().equals(action))
                .map(JournalEntry::changes)
                .toList();
    }

    private State state(TenantId tenant) {
        return platform.subscriptions.get(operator, tenant).state();
    }

    private SubscriptionStatus move(String plan, When when) {
        return platform.subscriptions.move(operator, acme, new NewSubscription(plan, Optional.empty(), when));
    }

    private void addGroup(String name) {
        addGroup(scope, name);
    }

    private void addGroup(TenantScope its, String name) {
        Caller caller = TestTenants.caller(its, Permissions.GROUP_WRITE);
        platform.groups.create(caller, new NewGroup(name, null, null));
    }

    private TenantId tenant(String slug, String plan) {
        NewTenant wanted = new NewTenant(
                slug,
                slug,
                new Contact("Ada", "ada@" + slug + ".test"),
                null,
                Optional.empty(),
                Optional.of(plan),
                Optional.empty(),
                Optional.empty());
        return platform.tenants.create(operator, wanted).tenant().id();
    }

    private Plan published(String key, int trial, int grace, Included... included) {
        Plan draft = platform.plans.create(operator, wanted(key, trial, grace, included));
        return platform.plans.publish(operator, draft.id());
    }

    private static NewPlan wanted(String key, int trial, int grace, Included... included) {
        return new NewPlan(key, key, null, null, Optional.of(trial), Optional.of(grace), List.of(included));
    }

    private static void refused(Runnable what, String code) {
        assertThatThrownBy(what::run)
                .isInstanceOfSatisfying(
                        TenancyException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(code));
    }
}
