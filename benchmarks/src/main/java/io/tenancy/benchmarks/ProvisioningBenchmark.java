package io.tenancy.benchmarks;

import static io.tenancy.benchmarks.Report.number;

import io.tenancy.benchmarks.Benchmarks.Benchmark;
import io.tenancy.core.tenant.Isolation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How many tenants a second are created, each with its owner, by four workers. */
final class ProvisioningBenchmark implements Benchmark {
    private static final int WORKERS = 4;
    private static final int ROUNDS = 3;

    private int slugs;

    /** Makes something under a name that nothing has had so far. */
    private interface Creation {
        void make(Platform platform, String slug);
    }

    /** Tenants of one isolation: how many in a round, how many a second are wanted, and what was measured. */
    private record Kind(
            String name,
            Creation creation,
            int tenants,
            String target,
            List<Double> rates,
            List<Long> times,
            List<Cpu> cpu) {
        Kind(Isolation isolation, int tenants, int target) {
            this(
                    isolation.name().toLowerCase(Locale.ROOT),
                    (platform, slug) -> platform.create(slug, isolation),
                    tenants,
                    "≥ " + target);
        }

        Kind(String name, Creation creation, int tenants, String target) {
            this(name, creation, tenants, target, new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        }

        /** What there is to compare with: the tables, and no tenant. */
        static Kind placeAlone(Isolation isolation, int tenants) {
            return new Kind(
                    isolation.name().toLowerCase(Locale.ROOT) + ", the place alone",
                    (platform, slug) -> platform.place(slug, isolation),
                    tenants,
                    "");
        }

        Cpu cpuOfAll() {
            return cpu.stream().reduce(Cpu.none(), Cpu::plus);
        }
    }

    @Override
    public Report run(BenchmarkPostgres postgres) throws Exception {
        List<Kind> kinds = List.of(
                new Kind(Isolation.SHARED, 600, 300),
                new Kind(Isolation.SCHEMA, 120, 35),
                Kind.placeAlone(Isolation.SCHEMA, 120),
                new Kind(Isolation.DATABASE, 80, 30),
                Kind.placeAlone(Isolation.DATABASE, 80));
        try (Platform platform = Platform.open(postgres.environment("provisioning"));
                Workers workers = new Workers(WORKERS)) {
            for (Kind kind : kinds) {
                create(platform, workers, kind);
            }
            for (int round = 0; round < ROUNDS; round++) {
                for (Kind kind : kinds) {
                    Cpu before = postgres.cpu();
                    long start = System.nanoTime();
                    kind.times().addAll(create(platform, workers, kind));
                    kind.rates().add(kind.tenants() * 1e9 / (System.nanoTime() - start));
                    kind.cpu().add(postgres.cpu().since(before));
                }
            }
        }
        return report(kinds);
    }

    private List<Long> create(Platform platform, Workers workers, Kind kind) throws Exception {
        int first = slugs;
        slugs += kind.tenants();
        return workers.times(kind.tenants(), number -> kind.creation().make(platform, "tenant-" + (first + number)));
    }

    private static Report report(List<Kind> kinds) {
        Report report = new Report(
                        "Creating tenants",
                        "Tenants created a second by " + WORKERS
                                + " workers through the use case that `POST /v1/tenants`"
                                + " calls: the row of the catalogue, the place, the built-in roles, the owner with an"
                                + " invitation, the journal. " + ROUNDS + " rounds of each kind, interleaved, after one"
                                + " that does not count: a server that has run for a while has compiled its code.")
                .table(
                        "isolation",
                        "tenants/s (median of rounds)",
                        "rounds",
                        "median ms",
                        "p99 ms",
                        "CPU ms of the server",
                        "CPU ms of PostgreSQL",
                        "target/s");
        for (Kind kind : kinds) {
            int created = kind.tenants() * ROUNDS;
            Cpu cpu = kind.cpuOfAll();
            report.row(
                    kind.name(),
                    number("%.0f", Quantiles.of(kind.rates(), 0.5)),
                    kind.rates().stream()
                            .map(rate -> number("%.0f", rate))
                            .toList()
                            .toString(),
                    number("%.1f", Quantiles.of(kind.times(), 0.5) / 1e6),
                    number("%.1f", Quantiles.of(kind.times(), 0.99) / 1e6),
                    number("%.2f", cpu.server() / created),
                    cpu.postgres().isPresent() ? number("%.2f", cpu.postgres().getAsDouble() / created) : "unknown",
                    kind.target());
        }
        return report;
    }
}
