package io.tenancy.testkit;

import io.tenancy.core.throttle.Counter;
import io.tenancy.core.throttle.Limits;
import io.tenancy.core.throttle.Tally;
import io.tenancy.core.throttle.ThrottleStore;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Counters of failed attempts in memory. */
final class InMemoryThrottleStore implements ThrottleStore {
    private final Map<String, Row> rows = new HashMap<>();

    private record Row(Tally tally, String subject, boolean familiar) {}

    @Override
    public synchronized List<Tally> find(Set<String> digests) {
        return digests.stream()
                .map(rows::get)
                .filter(Objects::nonNull)
                .map(Row::tally)
                .toList();
    }

    @Override
    public synchronized Optional<Integer> reserve(Counter counter, Limits limits, Instant now, Instant forgotten) {
        @Nullable Row row = rows.get(counter.digest());
        boolean anew = row == null || row.tally().lastAt().isBefore(forgotten);
        int before = row == null || anew ? 0 : row.tally().failures();
        boolean blocked =
                row != null && row.tally().blockedUntil().filter(now::isBefore).isPresent();
        if (blocked) {
            return Optional.empty();
        }
        put(counter, before + 1, limits, now, row != null && row.familiar());
        return Optional.of(before + 1);
    }

    @Override
    public synchronized void release(Counter counter, Limits limits) {
        @Nullable Row row = rows.get(counter.digest());
        if (row != null) {
            Tally tally = row.tally();
            Optional<Instant> until = tally.blockedUntil().filter(at -> tally.failures() > limits.failures());
            Tally less = new Tally(tally.digest(), Math.max(0, tally.failures() - 1), until, tally.lastAt());
            rows.put(counter.digest(), new Row(less, row.subject(), row.familiar()));
        }
    }

    @Override
    public synchronized void succeed(Counter subject, Optional<Counter> familiar, Instant now) {
        rows.remove(subject.digest());
        familiar.ifPresent(counter -> rows.put(
                counter.digest(),
                new Row(new Tally(counter.digest(), 0, Optional.empty(), now), counter.subject(), true)));
    }

    @Override
    public synchronized void unlock(String subject) {
        rows.values().removeIf(row -> row.subject().equals(subject) && !row.familiar());
        rows.replaceAll((digest, row) -> row.subject().equals(subject)
                ? new Row(new Tally(digest, 0, Optional.empty(), row.tally().lastAt()), subject, true)
                : row);
    }

    @Override
    public synchronized void prune(Instant idleBefore, Instant blockedBefore, Instant familiarBefore) {
        rows.values().removeIf(row -> {
            boolean blocks = row.tally().blockedUntil().isPresent();
            Instant bound = row.familiar() ? familiarBefore : blocks ? blockedBefore : idleBefore;
            return row.tally().lastAt().isBefore(bound);
        });
    }

    private void put(Counter counter, int failures, Limits limits, Instant at, boolean familiar) {
        Optional<Instant> until = Optional.of(limits.delay(failures))
                .filter(delay -> !delay.isZero())
                .map(at::plus);
        rows.put(
                counter.digest(),
                new Row(new Tally(counter.digest(), failures, until, at), counter.subject(), familiar));
    }
}
