package io.tenancy.benchmarks;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code mvn -Pbenchmarks}: runs the benchmarks that are named, or all, and writes a report of each. */
public final class Benchmarks {
    private static final Path RESULTS = Path.of("results");

    private Benchmarks() {}

    /** A benchmark gets a PostgreSQL of its own, and says what it has measured. */
    interface Benchmark {
        Report run(BenchmarkPostgres postgres) throws Exception;
    }

    private static Map<String, Benchmark> all() {
        Map<String, Benchmark> all = new LinkedHashMap<>();
        all.put("provisioning", new ProvisioningBenchmark());
        all.put("warm", new WarmBenchmark());
        all.put("migration", new MigrationBenchmark());
        all.put("neighbours", new NeighboursBenchmark());
        all.put("enumeration", new EnumerationBenchmark());
        all.put("usage", new UsageBenchmark());
        all.put("requests", new RequestsBenchmark());
        all.put("logins", new LoginsBenchmark());
        all.put("start", new StartBenchmark());
        all.put("runtime", new RuntimeBenchmark());
        all.put("nodes", new NodesBenchmark());
        all.put("million", new MillionBenchmark());
        all.put("hotpath", new HotpathBenchmark.InForks());
        all.put("traces", new TracesBenchmark.InForks());
        all.put("decisions", new DecisionBenchmark.InForks());
        all.put("flags", new FlagBenchmark.InForks());
        return all;
    }

    /**
     * Runs what the arguments name, separated by commas or spaces.
     *
     * @throws IllegalArgumentException if there is no benchmark of a name
     */
    public static void main(String... arguments) throws Exception {
        Map<String, Benchmark> all = all();
        List<String> wanted = List.of(String.join(",", arguments).split("[, ]+", -1));
        for (String name : wanted.contains("all") ? all.keySet() : wanted) {
            Benchmark benchmark = all.get(name);
            if (benchmark == null) {
                throw new IllegalArgumentException("There is no benchmark " + name + ", only " + all.keySet());
            }
            try (BenchmarkPostgres postgres = BenchmarkPostgres.start()) {
                benchmark.run(postgres).write(RESULTS.resolve(name + ".md"));
            }
        }
    }
}
