package io.tenancy.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.core.tenant.TenantScope;
import io.tenancy.core.usage.MeterDefinition;
import io.tenancy.core.usage.MeterSource.Aggregation;
import io.tenancy.core.usage.Reading;
import io.tenancy.core.usage.UsagePoint;
import io.tenancy.core.usage.UsageQuery.Step;
import io.tenancy.core.usage.UsageStore;
import io.tenancy.core.usage.UsageStore.Known;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every {@link UsageStore} does. */
public abstract class UsageStoreContract extends StoreContract {
    private static final Instant MONTH = Instant.parse("2026-10-01T00:00:00Z");
    private static final Instant NEXT_MONTH = Instant.parse("2026-11-01T00:00:00Z");
    private static final MeterDefinition SENT = meter(Aggregation.SUM);

    private static MeterDefinition meter(Aggregation kind) {
        return new MeterDefinition("sent", kind, MeterDefinition.VALUE, "What was sent.");
    }

    @Test
    void countsAnEventOnce() {
        List<Reading> first = List.of(reading("1", 0, 5), reading("2", 1, 7), reading("2", 1, 7));
        List<Reading> again = List.of(reading("2", 1, 7), reading("3", 1, 1));

        assertThat(add(acme(), first)).isEqualTo(2);
        assertThat(add(acme(), again)).isEqualTo(1);
        assertThat(add(acme(), first)).isZero();

        assertThat(total(acme(), SENT)).contains(13L);
    }

    @Test
    void countsAnEventOnceThatManySendAtTheSameTime() {
        List<Reading> all = IntStream.range(0, 200)
                .mapToObj(number -> reading("" + number, number, 1))
                .toList();
        TenantScope acme = acme();

        List<Integer> added = AtOnce.run(4, number -> {
            List<Reading> mixed = new ArrayList<>(all);
            Collections.shuffle(mixed, new Random(number));
            return add(acme, mixed);
        });

        assertThat(added.stream().mapToInt(Integer::intValue).sum()).isEqualTo(200);
        assertThat(total(acme, SENT)).contains(200L);
    }

    @Test
    void letsATotalGoAsFarAsItCanAndNoFurther() {
        long most = UsageStore.MOST;
        add(acme(), List.of(reading("1", 0, most - 1), reading("2", 1, most)));
        assertThat(total(acme(), SENT)).contains(most);

        assertThat(add(acme(), List.of(reading("3", 0, most), reading("4", 1, most))))
                .isEqualTo(2);
        add(globex(), List.of(reading("1", 0, -most), reading("2", 0, -most), reading("3", 1, -most)));

        assertThat(total(acme(), SENT)).contains(most);
        assertThat(usage().points(acme(), SENT, MONTH, NEXT_MONTH, Step.MONTH, 10))
                .containsExactly(new UsagePoint(MONTH, most));
        assertThat(total(globex(), SENT)).contains(-most);
    }

    @Test
    void keepsTenantsApart() {
        Reading one = reading("1", 0, 5);
        add(acme(), List.of(one));

        assertThat(usage().find(globex(), List.of(one.key()))).isEmpty();
        assertThat(total(globex(), SENT)).isEmpty();
        assertThat(usage().points(globex(), SENT, MONTH, NEXT_MONTH, Step.HOUR, 10))
                .isEmpty();
        assertThat(usage().prune(globex(), NEXT_MONTH, 10)).isZero();
        assertThat(add(globex(), List.of(reading("1", 0, 9)))).isEqualTo(1);

        assertThat(total(acme(), SENT)).contains(5L);
        assertThat(total(globex(), SENT)).contains(9L);
    }

    @Test
    void findsWhatIsKept() {
        Reading plain = reading("1", 0, 5);
        Reading said = new Reading("app", "2", "sent", MONTH, 1, "ada", Optional.of("user-7"), Optional.empty());
        add(acme(), List.of(plain, said));

        assertThat(usage().find(acme(), List.of(said.key(), new Reading.Key("app", "9"), plain.key())))
                .containsExactlyInAnyOrder(new Known(plain, false), new Known(said, false));
    }

    @ParameterizedTest
    @EnumSource(Aggregation.class)
    void saysTheSameAsAllEventsCountedAnew(Aggregation kind) {
        Random random = new Random(kind.name().hashCode());
        List<Reading> all = new ArrayList<>();
        for (int batch = 0; batch < 6; batch++) {
            List<Reading> some = readings(random, kind, batch);
            all.addAll(some);
            add(acme(), some);
            add(acme(), some.subList(0, 10));
        }
        List<Reading> wrong = all.stream().filter(one -> random.nextInt(4) == 0).toList();
        for (Reading one : wrong) {
            Reading correction = takenBack(one);
            assertThat(correct(acme(), correction)).isEqualTo(1);
            assertThat(correct(acme(), correction)).isZero();
        }
        List<Reading> late = readings(random, kind, 9);
        add(acme(), late);
        List<Reading> right = Stream.concat(all.stream().filter(one -> !wrong.contains(one)), late.stream())
                .toList();

        for (Step step : Step.values()) {
            List<UsagePoint> points = usage().points(acme(), meter(kind), MONTH, NEXT_MONTH, step, 1_000);

            assertThat(points).isEqualTo(anew(right, kind, step));
        }
        assertThat(total(acme(), meter(kind))).contains(value(kind, right));
        assertThat(usage().find(acme(), List.of(wrong.get(0).key()))).containsExactly(new Known(wrong.get(0), true));
    }

    @Test
    void countsCorrectionsBesideNewEvents() {
        TenantScope acme = acme();
        add(
                acme,
                IntStream.range(0, 40)
                        .mapToObj(number -> reading("" + number, 0, 1))
                        .toList());

        AtOnce.run(
                4,
                number -> number == 0
                        ? IntStream.range(0, 40)
                                .map(id -> correct(acme, takenBack(reading("" + id, 0, 1))))
                                .sum()
                        : IntStream.range(0, 40)
                                .map(id -> add(acme, List.of(reading(number + "x" + id, 0, 1))))
                                .sum());

        assertThat(total(acme, SENT)).contains(120L);
    }

    @Test
    void forgetsEventsAndNoTotals() {
        add(acme(), List.of(reading("1", 0, 5), reading("2", 70, 7)));

        assertThat(usage().prune(acme(), MONTH.plus(Duration.ofHours(1)), 10)).isEqualTo(1);

        assertThat(usage().find(acme(), List.of(new Reading.Key("app", "1")))).isEmpty();
        assertThat(usage().find(acme(), List.of(new Reading.Key("app", "2")))).hasSize(1);
        assertThat(total(acme(), SENT)).contains(12L);
    }

    private static List<Reading> readings(Random random, Aggregation kind, int batch) {
        return IntStream.range(0, 40)
                .mapToObj(number -> new Reading(
                        "app",
                        batch + "-" + number,
                        "sent",
                        MONTH.plusSeconds(random.nextInt(6 * 3_600)).plus(Duration.ofDays(random.nextInt(3))),
                        kind == Aggregation.UNIQUE || kind == Aggregation.COUNT ? 1 : random.nextInt(2_000) - 1_000,
                        kind == Aggregation.UNIQUE ? "user-" + random.nextInt(12) : "",
                        Optional.empty(),
                        Optional.empty()))
                .toList();
    }

    private static Reading takenBack(Reading one) {
        return new Reading(
                one.source(),
                "not " + one.id(),
                one.meter(),
                one.at(),
                -one.amount(),
                one.word(),
                one.subject(),
                Optional.of(one.id()));
    }

    private static List<UsagePoint> anew(List<Reading> all, Aggregation kind, Step step) {
        return all.stream()
                .map(one -> begin(step, one))
                .distinct()
                .sorted()
                .map(begin -> new UsagePoint(
                        begin,
                        value(
                                kind,
                                all.stream()
                                        .filter(one -> begin(step, one).equals(begin))
                                        .toList())))
                .toList();
    }

    private static Instant begin(Step step, Reading one) {
        return switch (step) {
            case HOUR -> one.hour();
            case DAY -> Instant.ofEpochSecond(one.at().getEpochSecond() / 86_400 * 86_400);
            case MONTH -> MONTH;
        };
    }

    private static long value(Aggregation kind, List<Reading> all) {
        return switch (kind) {
            case SUM -> all.stream().mapToLong(Reading::amount).sum();
            case COUNT -> all.size();
            case MAX -> all.stream().mapToLong(Reading::amount).max().orElseThrow();
            case UNIQUE -> all.stream().map(Reading::word).distinct().count();
            case LATEST ->
                all.stream()
                        .max(Comparator.comparing(Reading::at).thenComparing(Reading::amount))
                        .orElseThrow()
                        .amount();
        };
    }

    private static Reading reading(String id, int hours, long amount) {
        return new Reading(
                "app", id, "sent", MONTH.plus(Duration.ofHours(hours)), amount, "", Optional.empty(), Optional.empty());
    }

    private UsageStore usage() {
        return stores().usage();
    }

    private int add(TenantScope scope, List<Reading> readings) {
        return stores().transactions().run(scope, () -> usage().add(scope, readings, T0));
    }

    private int correct(TenantScope scope, Reading correction) {
        return stores().transactions().run(scope, () -> usage().correct(scope, List.of(correction), T0));
    }

    private Optional<Long> total(TenantScope scope, MeterDefinition meter) {
        return usage().total(scope, meter, MONTH, NEXT_MONTH);
    }
}
