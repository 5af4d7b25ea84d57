package io.tenancy.core.usage;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.tenant.TenantId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * How many requests tenants have made, by the day in UTC. It is in the catalogue, so that a list of tenants costs one question
 * wherever these live. Numbers to look at: where the answer to an addition is lost, it may be counted twice.
 */
public interface RequestDays {
    /**
     * The requests of a tenant on a day.
     *
     * @param day its beginning
     */
    record Day(TenantId tenant, Instant day, long requests) {
        public Day {
            requireNonNull(tenant);
            requireNonNull(day);
        }
    }

    /** The day of a moment. */
    static Instant dayOf(Instant moment) {
        return moment.truncatedTo(ChronoUnit.DAYS);
    }

    /** Adds to what is known, in one statement; what is of a tenant that is gone is left out. */
    void add(Collection<Day> days);

    /** What is known of these tenants from a day on, in one statement and no order; days without requests are not there. */
    List<Day> since(Collection<TenantId> tenants, Instant day);

    /** The requests of all tenants together from a day on, by the day; days without requests are not there. */
    Map<Instant, Long> totals(Instant day);

    /** Forgets what is before a day. */
    int prune(Instant before);
}
