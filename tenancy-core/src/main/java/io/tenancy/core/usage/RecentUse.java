package io.tenancy.core.usage;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;

/**
 * How many requests a tenant has made of late, by the day.
 *
 * @param from the beginning of the first day, in UTC
 * @param requests of each day from then on; the last one is today
 */
public record RecentUse(Instant from, List<Long> requests) {
    public RecentUse {
        requireNonNull(from);
        requests = List.copyOf(requests);
    }
}
