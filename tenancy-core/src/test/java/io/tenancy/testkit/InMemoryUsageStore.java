package io.tenancy.testkit;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.tenant.TenantScope;
import io.tenancy.core.usage.MeterDefinition;
import io.tenancy.core.usage.Reading;
import io.tenancy.core.usage.UsagePoint;
import io.tenancy.core.usage.UsageQuery.Step;
import io.tenancy.core.usage.UsageStore;
import java.math.BigInteger;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Counts anew from all events each time, which it remembers for this when they are forgotten. */
final class InMemoryUsageStore implements UsageStore {
    private final InMemoryTables tables;

    InMemoryUsageStore(InMemoryTables tables) {
        this.tables = requireNonNull(tables);
    }

    /** An event; one that is forgotten still counts. */
    record Row(Reading reading, boolean corrected, boolean forgotten) {}

    @Override
    public int add(TenantScope scope, List<Reading> readings, Instant now) {
        return tables.in(scope, () ->
                (int) readings.stream().filter(one -> put(scope, one)).count());
    }

    private boolean put(TenantScope scope, Reading reading) {
        if (row(scope, reading.key()).filter(row -> !row.forgotten()).isPresent()) {
            return false;
        }
        tables.usage.put(scope.id(), text(reading.key()), new Row(reading, false, false));
        return true;
    }

    @Override
    public List<Known> find(TenantScope scope, List<Reading.Key> keys) {
        return tables.in(
                scope,
                () -> keys.stream()
                        .flatMap(key -> row(scope, key).stream())
                        .filter(row -> !row.forgotten())
                        .map(row -> new Known(row.reading(), row.corrected()))
                        .toList());
    }

    @Override
    public int correct(TenantScope scope, List<Reading> corrections, Instant now) {
        return tables.in(scope, () -> {
            List<Reading> added =
                    corrections.stream().filter(one -> put(scope, one)).toList();
            for (Reading one : added) {
                Reading.Key original =
                        new Reading.Key(one.source(), one.corrects().orElseThrow());
                row(scope, original)
                        .ifPresent(row ->
                                tables.usage.put(scope.id(), text(original), new Row(row.reading(), true, false)));
            }
            return added.size();
        });
    }

    @Override
    public List<UsagePoint> points(
            TenantScope scope, MeterDefinition meter, Instant from, Instant to, Step step, int limit) {
        Map<Instant, List<Reading>> steps = tables.in(
                scope,
                () -> counted(scope, meter, from, to)
                        .collect(Collectors.groupingBy(
                                one -> begin(step, one.at()), TreeMap::new, Collectors.toList())));
        return steps.entrySet().stream()
                .map(one -> new UsagePoint(one.getKey(), value(meter, one.getValue())))
                .limit(limit)
                .toList();
    }

    @Override
    public Optional<Long> total(TenantScope scope, MeterDefinition meter, Instant from, Instant to) {
        List<Reading> all =
                tables.in(scope, () -> counted(scope, meter, from, to).toList());
        return all.isEmpty() ? Optional.empty() : Optional.of(value(meter, all));
    }

    @Override
    public int prune(TenantScope scope, Instant before, int limit) {
        return tables.in(scope, () -> {
            List<Row> old = tables.usage
                    .all(scope.id())
                    .filter(row -> !row.forgotten() && row.reading().at().isBefore(before))
                    .limit(limit)
                    .toList();
            old.forEach(row -> tables.usage.put(
                    scope.id(), text(row.reading().key()), new Row(row.reading(), row.corrected(), true)));
            return old.size();
        });
    }

    private Stream<Reading> counted(TenantScope scope, MeterDefinition meter, Instant from, Instant to) {
        return tables.usage
                .all(scope.id())
                .filter(row -> !row.corrected())
                .map(Row::reading)
                .filter(one -> one.corrects().isEmpty() && one.meter().equals(meter.name()))
                .filter(one -> !one.hour().isBefore(from) && one.hour().isBefore(to));
    }

    private static long value(MeterDefinition meter, List<Reading> readings) {
        return switch (meter.aggregation()) {
            case SUM, COUNT ->
                readings.stream()
                        .map(one -> BigInteger.valueOf(one.amount()))
                        .reduce(BigInteger.ZERO, BigInteger::add)
                        .min(BigInteger.valueOf(MOST))
                        .max(BigInteger.valueOf(-MOST))
                        .longValueExact();
            case MAX -> readings.stream().mapToLong(Reading::amount).max().orElseThrow();
            case UNIQUE -> readings.stream().map(Reading::word).distinct().count();
            case LATEST ->
                readings.stream()
                        .max(Comparator.comparing(Reading::at).thenComparing(Reading::amount))
                        .orElseThrow()
                        .amount();
        };
    }

    private static Instant begin(Step step, Instant at) {
        return switch (step) {
            case HOUR -> at.truncatedTo(ChronoUnit.HOURS);
            case DAY -> at.truncatedTo(ChronoUnit.DAYS);
            case MONTH ->
                at.atZone(ZoneOffset.UTC)
                        .truncatedTo(ChronoUnit.DAYS)
                        .withDayOfMonth(1)
                        .toInstant();
        };
    }

    private Optional<Row> row(TenantScope scope, Reading.Key key) {
        return tables.usage.find(scope.id(), text(key));
    }

    private static String text(Reading.Key key) {
        return key.source() + "\n" + key.id();
    }
}
