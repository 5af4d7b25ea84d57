package io.tenancy.benchmarks;

import static io.tenancy.benchmarks.Report.number;
import static java.util.Objects.requireNonNull;

import io.tenancy.benchmarks.Benchmarks.Benchmark;
import io.tenancy.benchmarks.Inhabitants.Inhabited;
import io.tenancy.benchmarks.Load.Answers;
import io.tenancy.benchmarks.Load.Target;
import io.tenancy.core.tenant.Isolation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What virtual threads, collectors and sizes of the pool do to a request: where the defaults of the server come from. */
final class RuntimeBenchmark implements Benchmark {
    private static final String DATABASE = "runtime";
    private static final int TENANTS = Size.of(200);
    private static final int USERS = 40;
    private static final int ROUNDS = Size.of(5);
    private static final Duration TIME = Size.of(Duration.ofSeconds(4));

    /** In front of each round, and not counted: what a server remembers of tenants runs out while others have their turn. */
    private static final Duration LEAD_IN = Size.of(Duration.ofSeconds(1));

    private static final String DEFAULT = "defaults";

    /** As many as processors can serve, and as many as wait for connections and threads. */
    private static final List<Integer> CONNECTIONS = List.of(8, 128);

    /** The first release of Java in which virtual threads are no preview (JEP 444). */
    private static final int FIRST_WITH_VIRTUAL_THREADS = 21;

    private record Variant(List<String> options, Map<String, String> environment) {
        static Variant of(String... options) {
            return new Variant(List.of(options), Map.of());
        }

        static Variant with(String name, String value) {
            return new Variant(List.of(), Map.of(name, value));
        }
    }

    private record Sum(List<Double> perSecond, List<Double> p99s, List<Double> serverMicros, List<Double> otherMicros) {
        Sum() {
            this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        }
    }

    private static Map<String, Variant> variants() {
        Map<String, Variant> variants = new LinkedHashMap<>();
        variants.put(DEFAULT, Variant.of());
        if (Runtime.version().feature() >= FIRST_WITH_VIRTUAL_THREADS) {
            variants.put("virtual threads", Variant.with("TENANCY_VIRTUAL_THREADS", "true"));
        }
        variants.put("-XX:+UseSerialGC", Variant.of("-XX:+UseSerialGC"));
        variants.put("-XX:+UseParallelGC", Variant.of("-XX:+UseParallelGC"));
        variants.put("a pool of 4", Variant.with("TENANCY_DB_POOL_MAX", "4"));
        variants.put("a pool of 8", Variant.with("TENANCY_DB_POOL_MAX", "8"));
        variants.put("a pool of 32", Variant.with("TENANCY_DB_POOL_MAX", "32"));
        return variants;
    }

    @Override
    public Report run(BenchmarkPostgres postgres) throws Exception {
        Map<String, String> environment = new HashMap<>(postgres.environment(DATABASE));
        environment.putAll(RequestsBenchmark.unlimited());
        // Half of the smallest pool would refuse some of the many.
        environment.put("TENANCY_RATE_CONCURRENT", "128");
        List<Inhabited> tenants;
        try (Platform platform = Platform.open(environment)) {
            tenants = new Inhabitants(platform, postgres, DATABASE).make(TENANTS, USERS, Isolation.SHARED);
        }
        postgres.executeIn(DATABASE, "VACUUM ANALYZE");
        Path targets = Load.targets(tenants.stream()
                .map(tenant -> new Target("/v1/users/" + tenant.user(1), tenant.token()))
                .toList());
        Map<String, ServerProcess> servers = new LinkedHashMap<>();
        try {
            for (Map.Entry<String, Variant> variant : variants().entrySet()) {
                servers.put(variant.getKey(), start(environment, variant.getValue()));
            }
            warmUp(servers, targets);
            return report(measure(postgres, servers, targets), servers);
        } finally {
            servers.values().forEach(ServerProcess::close);
        }
    }

    private static ServerProcess start(Map<String, String> environment, Variant variant) throws Exception {
        Map<String, String> all = new HashMap<>(environment);
        all.putAll(variant.environment());
        List<String> options = new ArrayList<>(variant.options());
        options.add(JavaProcess.HEAP);
        return ServerProcess.tenancy(all, JavaProcess.with(options));
    }

    private static void warmUp(Map<String, ServerProcess> servers, Path targets) throws Exception {
        Load load = new Load(CONNECTIONS.get(0));
        new WarmUp(List.copyOf(servers.values())).run(() -> {
            for (ServerProcess server : servers.values()) {
                load.run(server.port(), targets, TIME);
            }
        });
    }

    private static Map<String, Map<Integer, Sum>> measure(
            BenchmarkPostgres postgres, Map<String, ServerProcess> servers, Path targets) throws Exception {
        Map<String, Map<Integer, Sum>> sums = new LinkedHashMap<>();
        for (int round = 0; round < ROUNDS; round++) {
            for (Map.Entry<String, ServerProcess> server : servers.entrySet()) {
                for (int connections : CONNECTIONS) {
                    Sum sum = sums.computeIfAbsent(server.getKey(), any -> new LinkedHashMap<>())
                            .computeIfAbsent(connections, any -> new Sum());
                    measure(postgres, server.getValue(), new Load(connections), targets, sum);
                }
            }
        }
        return sums;
    }

    private static void measure(BenchmarkPostgres postgres, ServerProcess server, Load load, Path targets, Sum sum)
            throws Exception {
        load.run(server.port(), targets, LEAD_IN);
        double before = server.cpu();
        double database = postgres.cpu().postgres().orElse(Double.NaN);
        Answers answers = load.run(server.port(), targets, TIME);
        sum.perSecond().add(answers.requests() / answers.seconds());
        sum.p99s().add(answers.p99());
        sum.serverMicros().add(1_000 * (server.cpu() - before) / answers.requests());
        sum.otherMicros().add(1_000 * (postgres.cpu().postgres().orElse(Double.NaN) - database) / answers.requests());
    }

    private static Report report(Map<String, Map<Integer, Sum>> sums, Map<String, ServerProcess> servers)
            throws Exception {
        Report report = new Report(
                        "What the defaults rest on",
                        "`GET /v1/users/{id}` of " + TENANTS
                                + " tenants in shared tables, by wrk, against a server for each"
                                + " variant on the same database; " + ROUNDS + " rounds of " + TIME.toSeconds()
                                + " s by turns, each behind " + LEAD_IN.toSeconds()
                                + " s that do not count, after as many that do not count as the compilers of the servers have work for."
                                + " Medians; the memory is that"
                                + " after all rounds, with " + JavaProcess.HEAP + ".")
                .table(
                        "variant",
                        "connections",
                        "requests/s",
                        "p99 ms",
                        "CPU µs of the server",
                        "CPU µs of PostgreSQL",
                        "resident MB");
        for (Map.Entry<String, Map<Integer, Sum>> variant : sums.entrySet()) {
            String megabytes =
                    number("%.0f", requireNonNull(servers.get(variant.getKey())).residentMegabytes());
            variant.getValue()
                    .forEach((connections, sum) -> report.row(
                            variant.getKey(),
                            String.valueOf(connections),
                            number("%,.0f", Quantiles.of(sum.perSecond(), 0.5)),
                            number("%.1f", Quantiles.of(sum.p99s(), 0.5)),
                            number("%.0f", Quantiles.of(sum.serverMicros(), 0.5)),
                            number("%.0f", Quantiles.of(sum.otherMicros(), 0.5)),
                            megabytes));
        }
        return report;
    }
}
