package io.tenancy.benchmarks;

import static io.tenancy.benchmarks.Report.number;

import io.tenancy.benchmarks.Benchmarks.Benchmark;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How long a server takes from the start of its process to its first answer, on a database that is there already. */
final class StartBenchmark implements Benchmark {
    private static final int ROUNDS = Size.of(7);
    private static final String C1 = "-XX:TieredStopAtLevel=1";
    private static final String SERIAL = "-XX:+UseSerialGC";

    /** The jar that is shipped, which the build has packed before. */
    private static final Path JAR = Path.of("../tenancy-server/target/tenancy-server.jar");

    /** The first release of Java that makes an ahead-of-time cache in one step (JEP 514). */
    private static final int FIRST_WITH_CACHE = 25;

    private record Sum(List<Double> seconds, List<Double> cpuSeconds, List<Double> megabytes) {
        Sum() {
            this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        }
    }

    private static Map<String, List<String>> options() {
        Map<String, List<String>> options = new LinkedHashMap<>();
        options.put("none", List.of());
        options.put(C1, List.of(C1));
        options.put(SERIAL, List.of(SERIAL));
        return options;
    }

    /** Starts a server that notes what it loads, lets it answer, and ends it as an operator would. */
    private static Path trained(Map<String, String> environment, String option) throws Exception {
        Path cache = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "trained")
                .resolve("tenancy");
        ServerProcess.tenancy(environment, jar(List.of(option + cache))).close();
        if (!Files.exists(cache)) {
            throw new IllegalStateException("The server has ended without writing " + cache);
        }
        return cache;
    }

    private static JavaProcess jar(List<String> options) {
        if (!Files.exists(JAR)) {
            throw new IllegalStateException("There is no " + JAR + "; mvn -Pbenchmarks packs it.");
        }
        return new JavaProcess(options, JAR.toString());
    }

    @Override
    public Report run(BenchmarkPostgres postgres) throws Exception {
        Map<String, String> environment = new HashMap<>(postgres.environment("start"));
        environment.putAll(RequestsBenchmark.unlimited());
        Platform.open(environment).close();
        Map<String, List<String>> all = options();
        String archive = "-XX:SharedArchiveFile=" + trained(environment, "-XX:ArchiveClassesAtExit=");
        all.put("class-data archive", List.of(archive));
        all.put("class-data archive, " + C1, List.of(archive, C1));
        if (Runtime.version().feature() >= FIRST_WITH_CACHE) {
            String cache = "-XX:AOTCache=" + trained(environment, "-XX:AOTCacheOutput=");
            all.put("ahead-of-time cache", List.of(cache));
            all.put("ahead-of-time cache, " + SERIAL, List.of(cache, SERIAL));
            all.put("ahead-of-time cache, " + SERIAL + ", " + C1, List.of(cache, SERIAL, C1));
        }
        Map<String, Sum> sums = new LinkedHashMap<>();
        for (int round = -1; round < ROUNDS; round++) {
            for (Map.Entry<String, List<String>> options : all.entrySet()) {
                try (ServerProcess server = ServerProcess.tenancy(environment, jar(options.getValue()))) {
                    if (round >= 0) {
                        Sum sum = sums.computeIfAbsent(options.getKey(), any -> new Sum());
                        sum.seconds().add(server.startSeconds());
                        sum.cpuSeconds().add(server.cpu() / 1_000);
                        sum.megabytes().add(server.residentMegabytes());
                    }
                }
            }
        }
        return report(sums);
    }

    private static Report report(Map<String, Sum> sums) {
        Report report = new Report(
                        "Starting",
                        "From the start of the process to the first answer with status 200, on a database that was migrated"
                                + " before, " + ROUNDS
                                + " times by turns after one that does not count; from the jar that is shipped. Medians.")
                .table("options of the JVM", "seconds", "CPU seconds", "resident MB", "target");
        sums.forEach((options, sum) -> report.row(
                options,
                number("%.2f", Quantiles.of(sum.seconds(), 0.5)),
                number("%.2f", Quantiles.of(sum.cpuSeconds(), 0.5)),
                number("%.0f", Quantiles.of(sum.megabytes(), 0.5)),
                target(options)));
        return report;
    }

    private static String target(String options) {
        if (options.equals("none") || options.startsWith("class-data")) {
            return "≤ 2.5 s";
        }
        return options.startsWith("ahead-of-time") ? "≤ 1.5 s of CPU" : "";
    }
}
