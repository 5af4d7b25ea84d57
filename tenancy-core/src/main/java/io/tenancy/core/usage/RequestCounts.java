package io.tenancy.core.usage;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.TenancyException;
import io.tenancy.core.tenant.TenantDirectory;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.core.usage.RequestDays.Day;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts requests of each tenant in memory, and writes the numbers down when it is told to: no request waits for that. What
 * is written is an event with an id of its own, so a write that is tried again, because nobody knows whether it has
 * succeeded, counts once. A process that is killed loses what it has counted since it has written last. Safe for use by many
 * threads.
 */
public final class RequestCounts {
    /** The most tenants whose requests are counted between two writes; requests of others are not counted then. */
    static final int MOST = 100_000;

    private static final System.Logger LOG = System.getLogger(RequestCounts.class.getName());

    private final UsageStore store;
    private final TenantDirectory directory;
    private final InstantSource clock;
    private final String source;
    private final AtomicLong written = new AtomicLong();
    private final ConcurrentMap<TenantId, Count> counts = new ConcurrentHashMap<>();
    private final ConcurrentMap<TenantId, Reading> pending = new ConcurrentHashMap<>();
    private final RequestDays days;
    /** What the catalogue is still to hear; for {@link #flush} alone. */
    private final Map<Cell, Long> unheard = new HashMap<>();

    /**
     * Nothing is counted yet.
     *
     * @param run what tells this run of a process from every other
     */
    public RequestCounts(
            UsageStore store, RequestDays days, TenantDirectory directory, String run, InstantSource clock) {
        this.store = requireNonNull(store);
        this.days = requireNonNull(days);
        this.directory = requireNonNull(directory);
        this.clock = requireNonNull(clock);
        this.source = "tenancy/requests/" + requireNonNull(run);
    }

    private record Count(Instant since, long requests) {}

    private record Cell(TenantId tenant, Instant day) {}

    /** Counts one request. */
    public void note(TenantId tenant) {
        if (counts.size() < MOST || counts.containsKey(tenant)) {
            counts.compute(
                    tenant,
                    (id, count) -> count == null
                            ? new Count(clock.instant(), 1)
                            : new Count(count.since(), count.requests() + 1));
        }
    }

    /** Writes down what was counted; what cannot be written now is written by the next call. */
    public synchronized void flush() {
        counts.keySet().forEach(tenant -> pending.computeIfAbsent(tenant, this::taken));
        for (Map.Entry<TenantId, Reading> one : pending.entrySet()) {
            if (write(one.getKey(), one.getValue())) {
                pending.remove(one.getKey());
            }
        }
        tellDays();
    }

    /** The catalogue hears of all tenants in one statement. */
    private void tellDays() {
        if (unheard.isEmpty()) {
            return;
        }
        try {
            days.add(unheard.entrySet().stream()
                    .map(one -> new Day(one.getKey().tenant(), one.getKey().day(), one.getValue()))
                    .toList());
            unheard.clear();
        } catch (TenancyException e) {
            LOG.log(Level.DEBUG, e.detail());
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "The requests of the day are written down later.", e);
        }
    }

    private Reading taken(TenantId tenant) {
        Count count = requireNonNull(counts.remove(tenant));
        unheard.merge(new Cell(tenant, RequestDays.dayOf(count.since())), count.requests(), Long::sum);
        return new Reading(
                source,
                String.valueOf(written.incrementAndGet()),
                Meters.API_REQUESTS.name(),
                count.since().truncatedTo(ChronoUnit.MICROS),
                count.requests(),
                "",
                Optional.empty(),
                Optional.empty());
    }

    /** Whether there is nothing more to do about it; requests of a tenant that is gone are nobody's. */
    private boolean write(TenantId tenant, Reading reading) {
        try {
            Optional<TenantScope> scope = directory.enter(tenant);
            scope.ifPresent(open -> store.add(open, List.of(reading), clock.instant()));
            return true;
        } catch (TenancyException e) {
            LOG.log(Level.DEBUG, e.detail());
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "Requests of tenant " + tenant.value() + " are written down later.", e);
        }
        return false;
    }
}
