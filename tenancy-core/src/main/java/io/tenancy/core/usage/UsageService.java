package io.tenancy.core.usage;

import static io.tenancy.core.access.Permissions.USAGE_READ;
import static io.tenancy.core.access.Permissions.USAGE_WRITE;
import static java.util.Objects.requireNonNull;

import io.tenancy.core.Flaw;
import io.tenancy.core.Page;
import io.tenancy.core.TenancyException.Conflict;
import io.tenancy.core.TenancyException.Invalid;
import io.tenancy.core.access.Caller;
import io.tenancy.core.access.Difference;
import io.tenancy.core.access.Gate;
import io.tenancy.core.access.Work;
import io.tenancy.core.usage.UsageStore.Known;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Takes in usage events, each exactly once by its source and id, and says what was used. */
public final class UsageService {
    /** The most events of one request. */
    public static final int MOST_EVENTS = 1_000;

    private final Gate gate;
    private final UsageStore store;
    private final Meters meters;
    private final Measuring measuring;
    private final UsageReports reports;

    public UsageService(Gate gate, UsageStore store, Meters meters, UsagePolicy policy) {
        this.gate = requireNonNull(gate);
        this.store = requireNonNull(store);
        this.meters = requireNonNull(meters);
        this.measuring = new Measuring(meters, policy);
        this.reports = new UsageReports(store, meters);
    }

    /**
     * Counts events, all or none. An event is its own record, so only corrections are in the journal as well.
     *
     * @throws Invalid if an event is about no meter, or from another time than is taken; it lists every such event
     */
    public Recorded record(Caller caller, List<UsageEvent> events) {
        if (events.isEmpty() || events.size() > MOST_EVENTS) {
            throw new Invalid("events", "usage.too_many", "A request has 1 to " + MOST_EVENTS + " events.");
        }
        return gate.command(caller, USAGE_WRITE, work -> {
            List<Flaw> flaws = new ArrayList<>();
            List<Integer> corrections = IntStream.range(0, events.size())
                    .filter(place -> events.get(place).corrects().isPresent())
                    .boxed()
                    .toList();
            List<Reading> readings = readings(events, flaws, work.now());
            int corrected = corrections.isEmpty() ? 0 : correct(work, events, corrections, flaws);
            if (!flaws.isEmpty()) {
                throw new Invalid(flaws);
            }
            int added = readings.isEmpty() ? 0 : store.add(work.scope(), readings, work.now());
            if (corrected == 0) {
                var unused = work.changedNothing(); // an event is its own record
            }
            return new Recorded(added + corrected, events.size() - added - corrected);
        });
    }

    private List<Reading> readings(List<UsageEvent> events, List<Flaw> flaws, Instant now) {
        return IntStream.range(0, events.size())
                .filter(place -> events.get(place).corrects().isEmpty())
                .mapToObj(place -> measure(place, flaws, () -> measuring.reading(events.get(place), now)))
                .flatMap(Optional::stream)
                .toList();
    }

    private int correct(Work work, List<UsageEvent> events, List<Integer> places, List<Flaw> flaws) {
        work.lock("usage corrections");
        List<Reading.Key> keys = places.stream()
                .map(events::get)
                .flatMap(one ->
                        Stream.of(one.id(), one.corrects().orElseThrow()).map(id -> new Reading.Key(one.source(), id)))
                .distinct()
                .toList();
        Map<Reading.Key, Known> known = store.find(work.scope(), keys).stream()
                .collect(Collectors.toMap(one -> one.reading().key(), Function.identity()));
        Set<Reading.Key> taken = new HashSet<>();
        Set<Reading> corrections = new LinkedHashSet<>();
        for (int place : places) {
            UsageEvent event = events.get(place);
            if (!known.containsKey(new Reading.Key(event.source(), event.id()))) {
                measure(place, flaws, () -> correction(event, known, taken, work.now()))
                        .ifPresent(corrections::add);
            }
        }
        if (corrections.isEmpty() || !flaws.isEmpty()) {
            return 0;
        }
        return written(work, List.copyOf(corrections));
    }

    private int written(Work work, List<Reading> corrections) {
        if (store.correct(work.scope(), corrections, work.now()) != corrections.size()) {
            throw new Conflict("usage.busy", "The same event is being sent twice at once. Try again.");
        }
        Map<String, Long> amounts = corrections.stream()
                .collect(Collectors.groupingBy(Reading::meter, Collectors.summingLong(Reading::amount)));
        work.record(
                "usage.corrected",
                work.scope().id(),
                amounts.entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(one -> Difference.added(one.getKey(), String.valueOf(one.getValue())))
                        .toList());
        return corrections.size();
    }

    private Reading correction(UsageEvent event, Map<Reading.Key, Known> known, Set<Reading.Key> taken, Instant now) {
        MeterDefinition meter = measuring.meter(event);
        Reading.Key original = new Reading.Key(event.source(), event.corrects().orElseThrow());
        Known found = Optional.ofNullable(known.get(original))
                .filter(one -> one.reading().corrects().isEmpty())
                .filter(one -> one.reading().meter().equals(meter.name()))
                .orElseThrow(() -> new Invalid(
                        "corrects",
                        "usage.unknown_event",
                        "There is no event of this source, id and meter that can be taken back."));
        measuring.requireTimely(found.reading().at(), now);
        if (found.corrected() || !taken.add(original)) {
            throw new Invalid("corrects", "usage.corrected", "This event was taken back already, by another event.");
        }
        return found.reading().correctedBy(event.id());
    }

    private static Optional<Reading> measure(int place, List<Flaw> flaws, Supplier<Reading> measured) {
        try {
            return Optional.of(measured.get());
        } catch (Invalid invalid) {
            flaws.addAll(invalid.flaws("events[" + place + "]."));
            return Optional.empty();
        }
    }

    /** What the caller's tenant has used. */
    public UsageReport report(Caller caller, UsageQuery query) {
        return gate.query(caller, USAGE_READ, scope -> reports.of(scope, query));
    }

    /** Everything that is measured, on one page. */
    public Page<MeterDefinition> meters(Caller caller) {
        return gate.query(caller, USAGE_READ, scope -> new Page<>(meters.all(), Optional.empty()));
    }
}
