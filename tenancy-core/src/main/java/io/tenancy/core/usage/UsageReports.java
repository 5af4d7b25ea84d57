package io.tenancy.core.usage;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.TenancyException.Invalid;
import io.tenancy.core.tenant.TenantScope;
import java.util.List;
import java.util.Optional;

/** Answers what a tenant has used of a meter. */
final class UsageReports {
    private final UsageStore store;
    private final Meters meters;

    UsageReports(UsageStore store, Meters meters) {
        this.store = requireNonNull(store);
        this.meters = requireNonNull(meters);
    }

    UsageReport of(TenantScope scope, UsageQuery query) {
        MeterDefinition meter = named(query);
        return new UsageReport(
                meter.name(),
                meter.aggregation(),
                query.step(),
                query.from(),
                query.to(),
                store.total(scope, meter, query.from(), query.to()),
                store.points(scope, meter, query.from(), query.to(), query.step(), UsageQuery.MOST_POINTS));
    }

    /** Of a tenant that has no place yet, or no longer. */
    UsageReport ofNothing(UsageQuery query) {
        MeterDefinition meter = named(query);
        return new UsageReport(
                meter.name(), meter.aggregation(), query.step(), query.from(), query.to(), Optional.empty(), List.of());
    }

    private MeterDefinition named(UsageQuery query) {
        return meters.named(query.meter())
                .orElseThrow(() -> new Invalid("meter", "usage.unknown_meter", "There is no meter of this name."));
    }
}
