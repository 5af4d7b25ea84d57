package io.tenancy.core.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.core.Cursors;
import io.tenancy.core.TenancyException.Invalid;
import io.tenancy.core.access.Caller;
import io.tenancy.core.access.Difference;
import io.tenancy.core.access.JournalEntry;
import io.tenancy.core.entitlement.Entitlements;
import io.tenancy.core.entitlement.Included;
import io.tenancy.core.plan.Price.Interval;
import io.tenancy.core.plan.Price.Overage;
import io.tenancy.core.usage.MeterDefinition;
import io.tenancy.core.usage.Meters;
import io.tenancy.testkit.InMemoryPlatform;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Prices that an outside biller could not charge, and what is written down of changes. */
final class PlanServiceTest {
    private final InMemoryPlatform platform = new InMemoryPlatform();
    private final Caller operator = platform.operator();

    @Test
    void refusesToHaveABillerAddUpWhatCannotBeAddedUp() {
        PlanService plans = plans(name -> !name.equals("api_requests"));

        assertThatThrownBy(() -> plans.create(operator, priced("team", Optional.of("price_1"))))
                .isInstanceOfSatisfying(Invalid.class, e -> assertThat(e.code()).isEqualTo("overages.not_addable"));
        assertThat(platform.stores.plans().newest("team")).isZero();
        assertThat(plans.create(operator, priced("team", Optional.empty())).key())
                .isEqualTo("team");
        assertThat(plans(name -> true)
                        .create(operator, priced("more", Optional.of("price_1")))
                        .key())
                .isEqualTo("more");
    }

    @Test
    void onlyWhatSumsOrCountsCanBeAddedUp() {
        Meters meters = new Meters(List.of(
                MeterDefinition.parse("messages=count"),
                MeterDefinition.parse("bytes=sum"),
                MeterDefinition.parse("storage=max"),
                MeterDefinition.parse("people=unique:user"),
                MeterDefinition.parse("level=latest")));

        assertThat(List.of("messages", "bytes", "api_requests", "no_meter")).allMatch(meters::isAddable);
        assertThat(List.of("storage", "people", "level")).noneMatch(meters::isAddable);
    }

    @Test
    void writesDownEachPriceAndEachLimitThatIsAnotherOne() {
        Plan draft = platform.plans.create(
                operator,
                new NewPlan(
                        "team",
                        "Team",
                        "",
                        List.of(Price.of(1_990, "EUR", Interval.MONTH), Price.of(2_190, "USD", Interval.MONTH)),
                        Optional.of(14),
                        Optional.empty(),
                        List.of(Included.limit(Entitlements.SEATS, 5), Included.limit(Entitlements.GROUPS, 1))));
        platform.plans.update(
                operator,
                draft.id(),
                new PlanChange(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(List.of(
                                Price.of(2_490, "EUR", Interval.MONTH), Price.of(2_190, "USD", Interval.MONTH))),
                        Optional.of(0),
                        Optional.empty(),
                        Optional.of(List.of(Included.limit(Entitlements.SEATS, 10)))));
        platform.plans.publish(operator, draft.id());

        assertThat(changes("plan.drafted"))
                .singleElement()
                .satisfies(changes -> assertThat(changes)
                        .contains(
                                Difference.added("key", "team"),
                                Difference.added("trialDays", 14),
                                Difference.added("prices.EUR.MONTH", "month EUR 1990"),
                                Difference.added("entitlements.seats", "seats limit 5")));
        assertThat(changes("plan.updated"))
                .containsExactly(List.of(
                        Difference.between("trialDays", 14, 0),
                        Difference.between("prices.EUR.MONTH", "month EUR 1990", "month EUR 2490"),
                        Difference.between("entitlements.seats", "seats limit 5", "seats limit 10"),
                        Difference.removed("entitlements.groups", "groups limit 1")));
        assertThat(changes("plan.published"))
                .containsExactly(List.of(Difference.between("status", "DRAFT", "PUBLISHED")));
    }

    private List<List<Difference>> changes(String action) {
        return platform.journal(operator).stream()
                .filter(entry -> entry.action().equals(action))
                .map(JournalEntry::changes)
                .toList();
    }

    private PlanService plans(Predicate<String> addable) {
        return new PlanService(
                platform.gate, platform.stores.plans(), new Cursors(platform.key, platform.clock), addable);
    }

    private static NewPlan priced(String key, Optional<String> reference) {
        Price price = new Price(
                4_900, "EUR", Interval.MONTH, Optional.empty(), List.of(new Overage("api_requests", 2, reference)));
        return new NewPlan(key, "A plan", "", List.of(price), Optional.empty(), Optional.empty(), List.of());
    }
}
