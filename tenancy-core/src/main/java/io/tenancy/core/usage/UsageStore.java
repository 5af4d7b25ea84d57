package io.tenancy.core.usage;

import io.tenancy.core.tenant.TenantScope;
import io.tenancy.core.usage.UsageQuery.Step;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Events of a tenant, and their totals by the hour, which change in the same transaction and stay when events go. */
public interface UsageStore {
    /** How far a total goes on both sides of zero; there it stays, whatever comes on top of it. */
    long MOST = 1_000_000_000_000_000_000L;

    /** An event that is kept, and whether it was taken back. */
    record Known(Reading reading, boolean corrected) {}

    /** Adds, and counts, those that are not there yet, in one statement; answers how many these are. */
    int add(TenantScope scope, List<Reading> readings, Instant now);

    /** Those of these events that are kept. */
    List<Known> find(TenantScope scope, List<Reading.Key> keys);

    /**
     * Adds corrections of events that are kept and were not taken back, and counts their hours anew, in the transaction that is
     * running. Who calls has kept other corrections of the tenant away.
     *
     * @return how many of them were not there yet; where these are not all, who calls undoes the transaction
     */
    int correct(TenantScope scope, List<Reading> corrections, Instant now);

    /** The totals of what a meter has counted, from an hour up to another, in the order of time; none where nothing was. */
    List<UsagePoint> points(TenantScope scope, MeterDefinition meter, Instant from, Instant to, Step step, int limit);

    /** The same of the whole time; empty where nothing was. */
    Optional<Long> total(TenantScope scope, MeterDefinition meter, Instant from, Instant to);

    /** Forgets events of before then, and no totals, so many at most; answers how many. */
    int prune(TenantScope scope, Instant before, int limit);
}
