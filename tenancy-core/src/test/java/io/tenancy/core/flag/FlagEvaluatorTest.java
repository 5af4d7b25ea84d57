package io.tenancy.core.flag;

import static io.tenancy.testkit.TestFlags.attribute;
import static io.tenancy.testkit.TestFlags.bool;
import static io.tenancy.testkit.TestFlags.is;
import static io.tenancy.testkit.TestFlags.on;
import static io.tenancy.testkit.TestFlags.share;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tenancy.core.TenancyException.Invalid;
import io.tenancy.core.flag.Condition.About;
import io.tenancy.core.flag.Condition.Operator;
import io.tenancy.core.flag.Condition.Unit;
import io.tenancy.core.flag.Evaluation.Reason;
import io.tenancy.core.flag.Evaluation.Source;
import io.tenancy.core.flag.Flag.Exposure;
import io.tenancy.core.flag.FlagContext.Given;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FlagEvaluatorTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final String TENANT = "0198c0de-0000-7000-8000-00000000000a";
    private static final String USER = "0198c0de-0000-7000-8000-00000000000b";

    @Test
    void isStaticWithoutRules() {
        Evaluation answer = evaluate(flag(), context(Map.of()));

        assertThat(answer.reason()).isEqualTo(Reason.STATIC);
        assertThat(answer.variant()).isEqualTo(new Variant("off", false));
    }

    @Test
    void takesTheFirstRuleThatHolds() {
        Flag flag = flag(
                new Rule("nobody", List.of(is(About.PLAN, "free")), "off"),
                new Rule("team", List.of(is(About.PLAN, "team"), is(About.ROLE, "ADMIN")), "on"));

        Evaluation answer = evaluate(flag, context(Map.of()));

        assertThat(answer.variant().value()).isEqualTo(true);
        assertThat(answer.reason()).isEqualTo(Reason.TARGETING_MATCH);
        assertThat(answer.rule()).contains("team");
    }

    @Test
    void looksAtTenantUserAndWhatThePlanIncludes() {
        assertThat(holds(is(About.TENANT, TENANT))).isTrue();
        assertThat(holds(is(About.TENANT, USER))).isFalse();
        assertThat(holds(is(About.USER, USER))).isTrue();
        assertThat(new Matcher.Entitled(List.of("exports"), false).holds(context(Map.of())))
                .isTrue();
        assertThat(new Matcher.Entitled(List.of("imports"), false).holds(context(Map.of())))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "IN, 30, false",
        "IN, 18, true",
        "NOT_IN, 30, true",
        "LESS_THAN, 18, false",
        "AT_MOST, 18, true",
        "AT_LEAST, 18, true",
        "GREATER_THAN, 18, false",
        "GREATER_THAN, 17.5, true",
    })
    void comparesNumbers(Operator how, double bound, boolean expected) {
        assertThat(evaluate(flag(on(attribute("age", how, bound))), context(Map.of("age", 18L)))
                        .variant()
                        .value())
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "STARTS_WITH, Z, true",
        "ENDS_WITH, Z, false",
        "CONTAINS, ri, true",
        "IN, Zurich, true",
        "IN, Z, false",
    })
    void comparesTexts(Operator how, String part, boolean expected) {
        assertThat(evaluate(flag(on(attribute("city", how, part))), context(Map.of("city", "Zurich")))
                        .variant()
                        .value())
                .isEqualTo(expected);
    }

    @Test
    void knowsWhetherAnAttributeIsThere() {
        assertThat(holds(attribute("city", Operator.ABSENT))).isTrue();
        assertThat(holds(attribute("city", Operator.PRESENT))).isFalse();
        assertThat(holds(attribute("city", Operator.NOT_IN, "Bern"))).isTrue();
        assertThat(holds(attribute("city", Operator.IN, "Bern"))).isFalse();
    }

    @Test
    void givesAPercentageOfKeysAndTheSameOnesEachTime() {
        Flag tenth = flag(on(share("10", Unit.TARGETING_KEY)));
        Flag fifth = flag(on(share("20", Unit.TARGETING_KEY)));
        List<String> among = new ArrayList<>();

        for (int number = 0; number < 20_000; number++) {
            FlagContext context = keyed("user-" + number);
            if (evaluate(tenth, context).variant().name().equals("on")) {
                among.add("user-" + number);
            }
        }

        assertThat(among.size()).isCloseTo(2_000, within(200));
        assertThat(among)
                .allMatch(key -> evaluate(fifth, keyed(key)).variant().name().equals("on"));
        assertThat(evaluate(tenth, keyed(among.get(0))).reason()).isEqualTo(Reason.SPLIT);
    }

    /** Whoever is in a bucket stays there with the next release too. */
    @Test
    void neverMovesAKeyToAnotherBucket() {
        long seed = Bucket.seed("checkout");

        assertThat(List.of(Bucket.of(seed, "ada"), Bucket.of(seed, "bob"), Bucket.of(seed, "Zoë 🦉")))
                .isEqualTo(BUCKETS);
    }

    @Test
    void givesNobodyNoneAndEverybodyAll() {
        assertThat(evaluate(flag(on(share("0", Unit.TARGETING_KEY))), keyed("a"))
                        .variant()
                        .value())
                .isEqualTo(false);
        assertThat(evaluate(flag(on(share("100", Unit.TARGETING_KEY))), keyed("a"))
                        .variant()
                        .value())
                .isEqualTo(true);
    }

    @Test
    void needsATargetingKeyForAPercentageOfKeysAlone() {
        assertThatThrownBy(() -> evaluate(flag(on(share("50", Unit.TARGETING_KEY))), context(Map.of())))
                .isInstanceOf(Invalid.class)
                .extracting("code")
                .isEqualTo("targetingKey.missing");
        assertThat(evaluate(flag(on(share("100", Unit.TENANT))), context(Map.of()))
                        .variant()
                        .value())
                .isEqualTo(true);
    }

    @Test
    void prefersWhatWasGivenToTheUserThenTheTenantsOwnThenWhatWasAgreed() {
        Flag flag = flag(on());
        Given user = given(flag, Source.USER, true, "off", Optional.of(NOW.plusSeconds(1)));
        Given tenant = given(flag, Source.TENANT, true, "on", Optional.empty());
        Given agreed = given(flag, Source.PLATFORM, false, "off", Optional.empty());

        assertThat(evaluate(flag, with(NOW, user, tenant, agreed)).source()).isEqualTo(Source.USER);
        assertThat(evaluate(flag, with(NOW.plusSeconds(1), user, tenant, agreed))
                        .source())
                .isEqualTo(Source.TENANT);
        assertThat(evaluate(flag, with(NOW, agreed)).source()).isEqualTo(Source.PLATFORM);
    }

    @Test
    void letsATenantsOwnWordCountOnlyWhileItMayChangeTheFlag() {
        Flag flag = Flag.of(new FlagId(new UUID(1, 1)), bool("f", Exposure.VISIBLE), NOW);

        Evaluation answer = evaluate(flag, with(NOW, given(flag, Source.TENANT, true, "on", Optional.empty())));

        assertThat(answer.source()).isEqualTo(Source.FLAG);
    }

    @Test
    void ignoresAVariantThatIsGone() {
        Flag flag = flag();

        assertThat(evaluate(flag, with(NOW, given(flag, Source.TENANT, true, "gone", Optional.empty())))
                        .source())
                .isEqualTo(Source.FLAG);
    }

    @Test
    void isOffForEverybodyWhileItIsKilled() {
        Flag flag = flag(on()).killed(true, NOW);

        Evaluation answer = evaluate(flag, with(NOW, given(flag, Source.USER, true, "on", Optional.empty())));

        assertThat(answer.variant().name()).isEqualTo("off");
        assertThat(answer.reason()).isEqualTo(Reason.DISABLED);
    }

    private static final List<Integer> BUCKETS = List.of(30_099, 30_724, 72_336);

    private static boolean holds(Condition condition) {
        return evaluate(flag(on(condition)), context(Map.of()))
                .variant()
                .value()
                .equals(true);
    }

    private static Flag flag(Rule... rules) {
        return Flag.of(new FlagId(new UUID(1, 1)), bool("checkout", Exposure.CHANGEABLE, rules), NOW);
    }

    private static Evaluation evaluate(Flag flag, FlagContext context) {
        return new FlagEvaluator(List.of(flag)).evaluate(flag.key(), context).orElseThrow();
    }

    private static Given given(Flag flag, Source source, boolean own, String variant, Optional<Instant> end) {
        return new Given(source, own, Map.of(flag.id(), new Assignment(flag.id(), variant, end, "", NOW)));
    }

    private static FlagContext with(Instant now, Given... given) {
        return context(Map.of(), Optional.empty(), now, given);
    }

    private static FlagContext keyed(String key) {
        return context(Map.of(), Optional.of(key), NOW);
    }

    private static FlagContext context(Map<String, Object> attributes) {
        return context(attributes, Optional.empty(), NOW);
    }

    private static FlagContext context(
            Map<String, Object> attributes, Optional<String> key, Instant now, Given... given) {
        return new FlagContext(
                TENANT,
                Optional.of("team"),
                "exports"::equals,
                Optional.of(USER),
                Set.of("ADMIN"),
                key,
                attributes,
                List.of(given),
                now);
    }
}
