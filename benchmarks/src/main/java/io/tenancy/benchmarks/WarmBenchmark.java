package io.tenancy.benchmarks;

import static io.tenancy.benchmarks.Report.number;

import io.tenancy.benchmarks.Benchmarks.Benchmark;
import io.tenancy.core.tenant.Isolation;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How long somebody waits for a new tenant, one at a time, where places are kept ready. */
final class WarmBenchmark implements Benchmark {
    private static final int TENANTS = 40;
    private static final int WARM_UP = 20;

    @Override
    public Report run(BenchmarkPostgres postgres) throws Exception {
        Map<String, String> environment = new HashMap<>(postgres.environment("warm"));
        environment.put("TENANCY_WARM_SCHEMAS", String.valueOf(WARM_UP + TENANTS + 1));
        environment.put("TENANCY_WARM_DATABASES", String.valueOf(WARM_UP + TENANTS + 1));
        Map<Isolation, List<Long>> times = new EnumMap<>(Isolation.class);
        try (Platform platform = Platform.open(environment)) {
            platform.keepHouse();
            for (int i = 0; i < WARM_UP + TENANTS; i++) {
                if (i == WARM_UP) {
                    times.clear();
                }
                for (Isolation isolation : Isolation.values()) {
                    long start = System.nanoTime();
                    platform.create(isolation.name().toLowerCase(Locale.ROOT) + "-" + i, isolation);
                    times.computeIfAbsent(isolation, any -> new ArrayList<>()).add(System.nanoTime() - start);
                }
            }
        }
        return report(times);
    }

    private static Report report(Map<Isolation, List<Long>> times) {
        Report report = new Report(
                        "Creating tenants in places kept ready",
                        "One tenant after the other, " + TENANTS + " of each kind by turns, through the use case that"
                                + " `POST /v1/tenants` calls, with places kept ready for schemas and databases, after "
                                + WARM_UP + " of each that do not count.")
                .table("isolation", "median ms", "p90 ms", "median beside shared, ms", "target");
        double shared = Quantiles.of(times.getOrDefault(Isolation.SHARED, List.of(0L)), 0.5) / 1e6;
        times.forEach((isolation, each) -> report.row(
                isolation.name().toLowerCase(Locale.ROOT),
                number("%.1f", Quantiles.of(each, 0.5) / 1e6),
                number("%.1f", Quantiles.of(each, 0.9) / 1e6),
                number("%+.1f", Quantiles.of(each, 0.5) / 1e6 - shared),
                isolation == Isolation.SHARED ? "" : "< 20 ms"));
        return report;
    }
}
