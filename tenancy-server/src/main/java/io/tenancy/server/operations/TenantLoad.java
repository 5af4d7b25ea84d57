package io.tenancy.server.operations;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/**
 * What the busiest tenants cost, and all others together, in memory of a fixed size. Who is busy is found by the
 * space-saving algorithm (Metwally, Agrawal, El Abbadi 2005): a tenant without a slot takes that of the least busy one, and
 * its count. The tenants that are shown change once a minute at most, so that a time series of each is of use; what those
 * cost that are shown no longer is added to the others, so that the sum stays right and no sum falls.
 */
final class TenantLoad {
    static final String OTHERS = "other";
    static final int SHOWN = 20;
    private static final int SLOTS = 10 * SHOWN;
    private static final Duration STAY = Duration.ofMinutes(1);

    private final LongSupplier nanoTime;
    private final Map<String, Long> estimates = new HashMap<>();
    private final Map<String, Cost> shown = new HashMap<>();
    private Cost others = Cost.NONE;
    private long chosenAt;

    /** Requests so far, those of them that failed on our side, and their time. */
    record Cost(long requests, long failures, long nanos) {
        static final Cost NONE = new Cost(0, 0, 0);

        Cost plus(Cost more) {
            return new Cost(requests + more.requests, failures + more.failures, nanos + more.nanos);
        }
    }

    TenantLoad(LongSupplier nanoTime) {
        this.nanoTime = requireNonNull(nanoTime);
        this.chosenAt = nanoTime.getAsLong();
    }

    /** Notes a request of a tenant. */
    synchronized void add(String tenant, Cost cost) {
        estimate(tenant);
        if (shown.size() < SHOWN) {
            shown.putIfAbsent(tenant, Cost.NONE);
        }
        if (shown.computeIfPresent(tenant, (same, before) -> before.plus(cost)) == null) {
            others = others.plus(cost);
        }
    }

    /** By tenant, and under {@link #OTHERS} all others; at most one more than {@link #SHOWN}. */
    synchronized Map<String, Cost> costs() {
        if (nanoTime.getAsLong() - chosenAt >= STAY.toNanos()) {
            choose();
            chosenAt = nanoTime.getAsLong();
        }
        Map<String, Cost> costs = new TreeMap<>(shown);
        costs.put(OTHERS, others);
        return costs;
    }

    private void estimate(String tenant) {
        if (estimates.size() < SLOTS || estimates.containsKey(tenant)) {
            estimates.merge(tenant, 1L, Long::sum);
            return;
        }
        Map.Entry<String, Long> least =
                estimates.entrySet().stream().min(Map.Entry.comparingByValue()).orElseThrow();
        long inherited = least.getValue();
        estimates.remove(least.getKey());
        estimates.put(tenant, inherited + 1);
    }

    /** Whoever is shown stays, unless another is clearly busier. Half of the past is forgotten. */
    private void choose() {
        List<String> busiest = new ArrayList<>(estimates.keySet());
        busiest.sort(Comparator.comparingLong(this::weight).reversed().thenComparing(Comparator.naturalOrder()));
        Set<String> chosen = new HashSet<>(busiest.subList(0, Math.min(SHOWN, busiest.size())));
        for (String tenant : List.copyOf(shown.keySet())) {
            if (!chosen.contains(tenant)) {
                others = others.plus(requireNonNull(shown.remove(tenant)));
            }
        }
        chosen.forEach(tenant -> shown.putIfAbsent(tenant, Cost.NONE));
        estimates.replaceAll((tenant, estimate) -> estimate / 2);
    }

    private long weight(String tenant) {
        long estimate = estimates.getOrDefault(tenant, 0L);
        return shown.containsKey(tenant) ? estimate * 3 : estimate * 2;
    }
}
