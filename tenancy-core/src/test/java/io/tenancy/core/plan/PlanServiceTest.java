package io.tenancy.core.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.core.Cursors;
import io.tenancy.core.TenancyException.Invalid;
import io.tenancy.core.access.Caller;
import io.tenancy.core.plan.Price.Interval;
import io.tenancy.core.plan.Price.Overage;
import io.tenancy.core.usage.MeterDefinition;
import io.tenancy.core.usage.Meters;
import io.tenancy.testkit.InMemoryPlatform;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Prices that an outside biller could not charge. */
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
