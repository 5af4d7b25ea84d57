package io.tenancy.persistence;

import io.tenancy.core.tenant.TenantScope;
import io.tenancy.core.usage.MeterDefinition;
import io.tenancy.core.usage.MeterSource.Aggregation;
import io.tenancy.core.usage.Reading;
import io.tenancy.core.usage.UsagePoint;
import io.tenancy.core.usage.UsageQuery.Step;
import io.tenancy.core.usage.UsageStore;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Events travel as columns, a thousand in one statement; rows are locked in one order: events, hours, words. */
final class JdbiUsageStore implements UsageStore {
    private final TenantSql<UsageSql> db;

    JdbiUsageStore(TenantDb db) {
        this.db = db.tenant(UsageSql.class);
    }

    @Override
    public int add(TenantScope scope, List<Reading> readings, Instant now) {
        Columns all = Columns.of(readings);
        return db.one(
                scope,
                sql -> sql.add(
                        scope.id(),
                        all.sources(),
                        all.ids(),
                        all.meters(),
                        all.times(),
                        all.amounts(),
                        all.words(),
                        all.subjects(),
                        now));
    }

    @Override
    public List<Known> find(TenantScope scope, List<Reading.Key> keys) {
        String[] sources = keys.stream().map(Reading.Key::source).toArray(String[]::new);
        String[] ids = keys.stream().map(Reading.Key::id).toArray(String[]::new);
        return db.one(scope, sql -> sql.find(scope.id(), sources, ids)).stream()
                .map(Row::known)
                .toList();
    }

    @Override
    public int correct(TenantScope scope, List<Reading> corrections, Instant now) {
        Columns all = Columns.of(corrections);
        return db.all(scope, sql -> {
            int added = sql.correct(
                    scope.id(),
                    all.sources(),
                    all.ids(),
                    all.meters(),
                    all.times(),
                    all.amounts(),
                    all.words(),
                    all.subjects(),
                    all.corrects(),
                    now);
            if (added < corrections.size()) {
                return added;
            }
            var unusedLock = sql.lockHours(scope.id(), all.meters(), all.hours());
            var unusedHours = sql.countHours(scope.id(), all.meters(), all.hours());
            var unusedWords = sql.countWords(scope.id(), all.meters(), all.hours(), all.words());
            return added;
        });
    }

    @Override
    public List<UsagePoint> points(
            TenantScope scope, MeterDefinition meter, Instant from, Instant to, Step step, int limit) {
        String unit = step.name().toLowerCase(Locale.ROOT);
        return db.one(
                scope,
                sql -> meter.aggregation() == Aggregation.UNIQUE
                        ? sql.wordPoints(scope.id(), meter.name(), from, to, unit, limit)
                        : sql.points(scope.id(), meter.name(), from, to, unit, meter.aggregation(), limit));
    }

    @Override
    public Optional<Long> total(TenantScope scope, MeterDefinition meter, Instant from, Instant to) {
        return db.one(
                scope,
                sql -> meter.aggregation() == Aggregation.UNIQUE
                        ? sql.wordTotal(scope.id(), meter.name(), from, to)
                        : sql.total(scope.id(), meter.name(), from, to, meter.aggregation()));
    }

    @Override
    public int prune(TenantScope scope, Instant before, int limit) {
        return db.one(scope, sql -> sql.prune(scope.id(), before, limit));
    }

    /** A row as it is kept. */
    record Row(
            String source,
            String id,
            String meter,
            Instant at,
            long amount,
            String word,
            Optional<String> subject,
            Optional<String> corrects,
            boolean corrected) {
        Known known() {
            return new Known(new Reading(source, id, meter, at, amount, word, subject, corrects), corrected);
        }
    }

    /** Events as columns; their order in a batch is that of their places. */
    private record Columns(List<Reading> all) {
        static Columns of(List<Reading> readings) {
            return new Columns(readings);
        }

        String[] sources() {
            return all.stream().map(Reading::source).toArray(String[]::new);
        }

        String[] ids() {
            return all.stream().map(Reading::id).toArray(String[]::new);
        }

        String[] meters() {
            return all.stream().map(Reading::meter).toArray(String[]::new);
        }

        String[] times() {
            return all.stream().map(one -> one.at().toString()).toArray(String[]::new);
        }

        String[] hours() {
            return all.stream().map(one -> one.hour().toString()).toArray(String[]::new);
        }

        long[] amounts() {
            return all.stream().mapToLong(Reading::amount).toArray();
        }

        String[] words() {
            return all.stream().map(Reading::word).toArray(String[]::new);
        }

        String[] subjects() {
            return all.stream().map(one -> one.subject().orElse("")).toArray(String[]::new);
        }

        String[] corrects() {
            return all.stream().map(one -> one.corrects().orElseThrow()).toArray(String[]::new);
        }
    }
}
