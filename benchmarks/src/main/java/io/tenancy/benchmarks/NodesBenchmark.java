package io.tenancy.benchmarks;

import static io.tenancy.benchmarks.Report.number;

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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Whether a request costs more where two servers share a database than where one has it alone. */
final class NodesBenchmark implements Benchmark {
    private static final int TENANTS = Size.of(200);
    private static final int USERS = 40;
    private static final int CONNECTIONS = 8;
    private static final int ROUNDS = Size.of(6);
    private static final Duration TIME = Size.of(Duration.ofSeconds(5));

    private record Sum(List<Double> serverMicros, List<Double> postgresMicros, List<Double> perSecond) {
        Sum() {
            this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        }

        double cpuMicros() {
            return Quantiles.of(serverMicros, 0.5) + Quantiles.of(postgresMicros, 0.5);
        }
    }

    @Override
    public Report run(BenchmarkPostgres postgres) throws Exception {
        Map<String, String> environment = new HashMap<>(postgres.environment("nodes"));
        environment.putAll(RequestsBenchmark.unlimited());
        List<Inhabited> tenants;
        try (Platform platform = Platform.open(environment)) {
            tenants = new Inhabitants(platform, postgres, "nodes").make(TENANTS, USERS, Isolation.SHARED);
        }
        postgres.executeIn("nodes", "VACUUM ANALYZE");
        Path targets = Load.targets(tenants.stream()
                .map(tenant -> new Target("/v1/users/" + tenant.user(1), tenant.token()))
                .toList());
        JavaProcess java = JavaProcess.with(List.of(JavaProcess.HEAP));
        try (ServerProcess alone = ServerProcess.tenancy(environment, java);
                ServerProcess first = ServerProcess.tenancy(environment, java);
                ServerProcess second = ServerProcess.tenancy(environment, java)) {
            Map<String, List<ServerProcess>> fleets = new LinkedHashMap<>();
            fleets.put("one", List.of(alone));
            fleets.put("two", List.of(first, second));
            Map<String, Sum> sums = new LinkedHashMap<>();
            new WarmUp(List.of(alone, first, second)).run(() -> {
                for (List<ServerProcess> fleet : fleets.values()) {
                    measure(postgres, fleet, targets, new Sum());
                }
            });
            for (int round = 0; round < ROUNDS; round++) {
                for (Map.Entry<String, List<ServerProcess>> fleet : fleets.entrySet()) {
                    measure(
                            postgres,
                            fleet.getValue(),
                            targets,
                            sums.computeIfAbsent(fleet.getKey(), any -> new Sum()));
                }
            }
            return report(sums);
        }
    }

    /** The same connections in all, parted among the servers. */
    private static void measure(BenchmarkPostgres postgres, List<ServerProcess> servers, Path targets, Sum sum)
            throws Exception {
        Load load = new Load(CONNECTIONS / servers.size());
        double server = cpu(servers);
        double database = postgres.cpu().postgres().orElse(Double.NaN);
        ExecutorService threads = Executors.newFixedThreadPool(servers.size());
        try {
            List<Future<Answers>> running = new ArrayList<>();
            for (ServerProcess one : servers) {
                running.add(threads.submit(() -> load.run(one.port(), targets, TIME)));
            }
            long requests = 0;
            double perSecond = 0;
            for (Future<Answers> one : running) {
                requests += one.get().requests();
                perSecond += one.get().requests() / one.get().seconds();
            }
            sum.serverMicros().add(1_000 * (cpu(servers) - server) / requests);
            sum.postgresMicros().add(1_000 * (postgres.cpu().postgres().orElse(Double.NaN) - database) / requests);
            sum.perSecond().add(perSecond);
        } finally {
            threads.shutdownNow();
        }
    }

    private static double cpu(List<ServerProcess> servers) {
        return servers.stream().mapToDouble(ServerProcess::cpu).sum();
    }

    private static Report report(Map<String, Sum> sums) {
        Report report = new Report(
                        "Two servers on a database",
                        "`GET /v1/users/{id}` by " + CONNECTIONS
                                + " connections to one server, and by as many parted among"
                                + " two, on the same database and the same processors; " + ROUNDS + " rounds of "
                                + TIME.toSeconds()
                                + " s by turns, after as many that do not count as the compilers of the servers have work for."
                                + " Medians.")
                .table("servers", "requests/s", "CPU µs of the servers", "CPU µs of PostgreSQL");
        sums.forEach((servers, sum) -> report.row(
                servers,
                number("%.0f", Quantiles.of(sum.perSecond(), 0.5)),
                number("%.0f", Quantiles.of(sum.serverMicros(), 0.5)),
                number("%.0f", Quantiles.of(sum.postgresMicros(), 0.5))));
        Sum one = sums.getOrDefault("one", new Sum());
        Sum two = sums.getOrDefault("two", new Sum());
        return report.text("CPU of a request with two to one = "
                + number("%.2f", two.cpuMicros() / one.cpuMicros()) + "; requests/s with two to one = "
                + number("%.2f", Quantiles.of(two.perSecond(), 0.5) / Quantiles.of(one.perSecond(), 0.5))
                + " (target ≥ 0.90).");
    }
}
