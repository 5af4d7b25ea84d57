package io.tenancy.core.usage;

import io.tenancy.core.usage.MeterSource.Aggregation;
import io.tenancy.core.usage.UsageQuery.Step;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a tenant has used of a meter.
 *
 * @param from the beginning of the first step
 * @param to the end of the last
 * @param total of the whole time; absent where nothing was counted
 * @param points steps in which something was counted
 */
public record UsageReport(
        String meter,
        Aggregation aggregation,
        Step step,
        Instant from,
        Instant to,
        Optional<Long> total,
        List<UsagePoint> points) {
    public UsageReport {
        points = List.copyOf(points);
    }
}
