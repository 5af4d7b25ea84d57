package io.tenancy.core.usage;

import static io.tenancy.core.access.Permissions.PLATFORM_READ_TENANTS;
import static java.util.Objects.requireNonNull;

import io.tenancy.core.Page;
import io.tenancy.core.TenancyException.NotFound;
import io.tenancy.core.access.Caller;
import io.tenancy.core.access.Gate;
import io.tenancy.core.tenant.Tenant;
import io.tenancy.core.tenant.TenantDirectory;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.core.tenant.TenantStore;
import io.tenancy.core.usage.RequestDays.Day;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** Shows operators what tenants use: of many at a glance, and of one by its meters. */
public final class TenantUsageService {
    /** So many days are those of late. */
    static final int DAYS = 30;

    /** For how long the requests of a day need to be known. */
    public static final Duration KEPT = Duration.ofDays(DAYS + 5L);

    private final Gate gate;
    private final TenantStore tenants;
    private final TenantDirectory directory;
    private final UsageReports reports;
    private final Meters meters;
    private final RequestDays days;
    private final InstantSource clock;

    public TenantUsageService(
            Gate gate,
            TenantStore tenants,
            TenantDirectory directory,
            UsageStore store,
            RequestDays days,
            Meters meters,
            InstantSource clock) {
        this.gate = requireNonNull(gate);
        this.tenants = requireNonNull(tenants);
        this.directory = requireNonNull(directory);
        this.reports = new UsageReports(store, meters);
        this.meters = requireNonNull(meters);
        this.days = requireNonNull(days);
        this.clock = requireNonNull(clock);
    }

    /** The requests of these tenants of late, each of them with its own; one question to the catalogue. */
    public Map<TenantId, RecentUse> recent(Caller operator, Collection<TenantId> wanted) {
        Instant from = first();
        return gate.query(operator, PLATFORM_READ_TENANTS, scope -> {
            Map<TenantId, Map<Instant, Long>> known = days.since(wanted, from).stream()
                    .collect(Collectors.groupingBy(Day::tenant, Collectors.toMap(Day::day, Day::requests, Long::sum)));
            return wanted.stream()
                    .distinct()
                    .collect(Collectors.toMap(
                            Function.identity(), tenant -> series(from, known.getOrDefault(tenant, Map.of()))));
        });
    }

    /** The requests of all tenants together of late. */
    public RecentUse total(Caller operator) {
        Instant from = first();
        return gate.query(operator, PLATFORM_READ_TENANTS, scope -> series(from, days.totals(from)));
    }

    private Instant first() {
        return RequestDays.dayOf(clock.instant()).minus(Duration.ofDays(DAYS - 1L));
    }

    private static RecentUse series(Instant from, Map<Instant, Long> requests) {
        return new RecentUse(
                from,
                LongStream.range(0, DAYS)
                        .mapToObj(number -> requests.getOrDefault(from.plus(Duration.ofDays(number)), 0L))
                        .toList());
    }

    /** What a tenant in whatever status has used of a meter. */
    public UsageReport report(Caller operator, TenantId id, UsageQuery query) {
        return gate.query(operator, PLATFORM_READ_TENANTS, scope -> {
            Tenant tenant = existing(id);
            return tenant.status().hasPlace()
                    ? reports.of(directory.enterToLook(tenant), query)
                    : reports.ofNothing(query);
        });
    }

    /** Everything that is measured of a tenant, on one page. */
    public Page<MeterDefinition> meters(Caller operator, TenantId id) {
        return gate.query(operator, PLATFORM_READ_TENANTS, scope -> {
            var unused = existing(id);
            return new Page<>(meters.all(), Optional.empty());
        });
    }

    private Tenant existing(TenantId id) {
        return tenants.find(id).orElseThrow(() -> new NotFound("tenant"));
    }
}
