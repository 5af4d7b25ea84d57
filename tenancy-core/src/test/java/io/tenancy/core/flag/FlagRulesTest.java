package io.tenancy.core.flag;

import static io.tenancy.testkit.TestFlags.attribute;
import static io.tenancy.testkit.TestFlags.is;
import static io.tenancy.testkit.TestFlags.on;
import static io.tenancy.testkit.TestFlags.share;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tenancy.core.TenancyException.Invalid;
import io.tenancy.core.flag.Condition.About;
import io.tenancy.core.flag.Condition.Operator;
import io.tenancy.core.flag.Condition.Unit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What nothing could evaluate is refused when it is written. */
final class FlagRulesTest {
    @Test
    void refusesAConditionThatNothingCouldEvaluate() {
        assertThat(code(() -> share("100.001", Unit.TENANT))).isEqualTo("rules.percent_range");
        assertThat(code(() -> share("0.0001", Unit.TENANT))).isEqualTo("rules.percent_range");
        assertThat(code(() -> attribute("plan", Operator.IN, "team"))).isEqualTo("rules.attribute_reserved");
        assertThat(code(() -> attribute("age", Operator.AT_LEAST, "old"))).isEqualTo("rules.condition_malformed");
        assertThat(code(() -> attribute("age", Operator.AT_LEAST, 1, 2))).isEqualTo("rules.condition_malformed");
        assertThat(code(() -> attribute("city", Operator.STARTS_WITH, 1))).isEqualTo("rules.condition_malformed");
        assertThat(code(() -> attribute("city", Operator.PRESENT, "x"))).isEqualTo("rules.condition_malformed");
        assertThat(code(() -> attribute("city", Operator.IN, List.of()))).isEqualTo("rules.condition_malformed");
        assertThat(code(() -> is(About.PLAN))).isEqualTo("rules.condition_malformed");
        assertThat(code(() -> is(About.PLAN, 7))).isEqualTo("rules.condition_malformed");
        assertThat(code(() -> is(About.USER, "ada"))).isEqualTo("rules.id_malformed");
        assertThat(code(() -> is(About.ENTITLEMENT, "seats"))).isEqualTo("rules.entitlement_unknown");
        assertThat(code(() -> is(About.ENTITLEMENT, "nothing"))).isEqualTo("rules.entitlement_unknown");
        assertThat(code(() -> is(About.PERCENTAGE, "10"))).isEqualTo("rules.condition_malformed");
        assertThat(code(() -> is(About.ATTRIBUTE, "x"))).isEqualTo("rules.condition_malformed");
    }

    @Test
    void refusesPartsThatDoNotFitTogether() {
        assertThat(code(() -> of(Flag.Type.STRING, new Variant("a", "x"), new Variant("b", 1))))
                .isEqualTo("variants.value_type");
        assertThat(code(() -> of(Flag.Type.OBJECT, new Variant("a", List.of()))))
                .isEqualTo("variants.value_type");
        assertThat(code(() -> of(Flag.Type.NUMBER))).isEqualTo("variants.count");
        assertThat(code(() -> of(Flag.Type.NUMBER, new Variant("a", 1), new Variant("a", 2))))
                .isEqualTo("variants.twice");
        assertThat(code(() -> new Variant("a", Map.of("x", Double.NaN)))).isEqualTo("variants.value_malformed");
        assertThat(code(() -> new Variant("a", new ArrayList<>(Arrays.asList(1, null)))))
                .isEqualTo("variants.value_malformed");
        assertThat(code(() -> withRules(new Rule("r", List.of(), "gone")))).isEqualTo("variant.unknown");
        assertThat(code(() -> withRules(on(), new Rule("later", List.of(), "off"))))
                .isEqualTo("rules.unreachable");
        assertThat(code(() -> withRules(on(is(About.PLAN, "a")), on(is(About.PLAN, "b")))))
                .isEqualTo("rules.twice");
    }

    @Test
    void keepsValuesAsTextAndReadsThemBack() {
        List<Variant> variants = List.of(
                new Variant("a", Map.of("deep", List.of(Map.of("x", 1.5, "y", -3, "z", "\u0000\ud83e\udd89\"")))),
                new Variant("b", "plain"));

        assertThat(FlagText.variants(FlagText.ofVariants(variants))).isEqualTo(variants);
    }

    private static NewFlag of(Flag.Type type, Variant... variants) {
        return new NewFlag(
                "f", type, null, Optional.empty(), List.of(variants), Optional.empty(), Optional.empty(), null);
    }

    private static NewFlag withRules(Rule... rules) {
        return new NewFlag(
                "f",
                Flag.Type.BOOLEAN,
                null,
                Optional.empty(),
                null,
                Optional.empty(),
                Optional.empty(),
                List.of(rules));
    }

    private static String code(Supplier<?> refused) {
        Invalid refusal = catchThrowableOfType(Invalid.class, refused::get);
        return refusal == null ? "" : refusal.code();
    }
}
