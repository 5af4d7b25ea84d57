package io.tenancy.benchmarks;

import static io.tenancy.benchmarks.Report.number;

import io.tenancy.benchmarks.Benchmarks.Benchmark;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How long a server takes from the start of its process to its first answer, on a database that is there already. */
final class StartBenchmark implements Benchmark {
    private static final int ROUNDS = Size.of(7);
    private static final Map<String, List<String>> OPTIONS = options();

    private record Sum(List<Double> seconds, List<Double> cpuSeconds, List<Double> megabytes) {
        Sum() {
            this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        }
    }

    private static Map<String, List<String>> options() {
        Map<String, List<String>> options = new LinkedHashMap<>();
        options.put("none", List.of());
        options.put("-XX:TieredStopAtLevel=1", List.of("-XX:TieredStopAtLevel=1"));
        options.put("-XX:+UseSerialGC", List.of("-XX:+UseSerialGC"));
        return options;
    }

    @Override
    public Report run(BenchmarkPostgres postgres) throws Exception {
        Map<String, String> environment = new HashMap<>(postgres.environment("start"));
        environment.putAll(RequestsBenchmark.unlimited());
        Platform.open(environment).close();
        Map<String, Sum> sums = new LinkedHashMap<>();
        for (int round = -1; round < ROUNDS; round++) {
            for (Map.Entry<String, List<String>> options : OPTIONS.entrySet()) {
                try (ServerProcess server = ServerProcess.tenancy(environment, JavaProcess.with(options.getValue()))) {
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
                                + " times by turns after one that does not count; from folders of"
                                + " classes, without class data sharing of ours. Medians.")
                .table("options of the JVM", "seconds", "CPU seconds", "resident MB", "target");
        sums.forEach((options, sum) -> report.row(
                options,
                number("%.2f", Quantiles.of(sum.seconds(), 0.5)),
                number("%.2f", Quantiles.of(sum.cpuSeconds(), 0.5)),
                number("%.0f", Quantiles.of(sum.megabytes(), 0.5)),
                options.equals("none") ? "≤ 2.5 s" : ""));
        return report;
    }
}
