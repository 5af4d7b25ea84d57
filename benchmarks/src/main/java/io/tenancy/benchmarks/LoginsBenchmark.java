package io.tenancy.benchmarks;

import static io.tenancy.benchmarks.Report.number;

import io.tenancy.benchmarks.Benchmarks.Benchmark;
import io.tenancy.benchmarks.HashAlone.Hashes;
import io.tenancy.benchmarks.Inhabitants.Inhabited;
import io.tenancy.benchmarks.Load.Target;
import io.tenancy.core.tenant.Isolation;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.LongAdder;

/** Signing in by 64 at once: how much more it is than its hash, and what others notice of it. */
final class LoginsBenchmark implements Benchmark {
    private static final int AT_ONCE = 64;
    private static final int READS_PER_SECOND = 100;

    /** Tenants whose owners read. They do not sign in meanwhile: a user's oldest session ends where there are too many. */
    private static final int READERS = 64;

    private static final int ROUNDS = Size.of(3);
    private static final Duration TIME = Size.of(Duration.ofSeconds(4));

    /** What was measured of a kind of hash. */
    private static final class Sum {
        private final List<Double> hashMillis = new ArrayList<>();
        private final List<Double> hashesPerSecond = new ArrayList<>();
        private final List<Double> loginMillis = new ArrayList<>();
        private final List<Double> loginsPerSecond = new ArrayList<>();
        private final List<Long> alone = new ArrayList<>();
        private final List<Long> beside = new ArrayList<>();

        double loginToHash() {
            return Quantiles.of(loginMillis, 0.5) / Quantiles.of(hashMillis, 0.5);
        }

        double besideToAlone() {
            return Quantiles.of(beside, 0.99) / Quantiles.of(alone, 0.99);
        }
    }

    private record Kind(JavaProcess java, ServerProcess server) {}

    private record Logins(long count, double seconds, double cpuMillis) {}

    @Override
    public Report run(BenchmarkPostgres postgres) throws Exception {
        Map<String, String> environment = new HashMap<>(postgres.environment("logins"));
        environment.putAll(RequestsBenchmark.unlimited());
        environment.put("TENANCY_LOGIN_ADDRESS_FAILURES", "1000000");
        List<Inhabited> tenants;
        try (Platform platform = Platform.open(environment)) {
            tenants = new Inhabitants(platform, postgres, "logins").make(AT_ONCE + READERS, 10, Isolation.SHARED);
        }
        JavaProcess all = JavaProcess.with(List.of(JavaProcess.HEAP));
        JavaProcess java = all.without("tenancy-argon2");
        Map<String, Sum> sums = new LinkedHashMap<>();
        try (ServerProcess native1 = ServerProcess.tenancy(environment, all);
                ServerProcess java1 = ServerProcess.tenancy(environment, java)) {
            Map<String, Kind> kinds = new LinkedHashMap<>();
            kinds.put("libargon2, where it is installed", new Kind(all, native1));
            kinds.put("Java", new Kind(java, java1));
            Load load = new Load(8);
            Path reads = Load.targets(reads(tenants));
            new WarmUp(List.of(native1, java1)).run(() -> {
                for (Kind kind : kinds.values()) {
                    load.run(kind.server().port(), reads, TIME);
                    logIn(kind.server(), tenants);
                }
            });
            for (int round = 0; round < ROUNDS; round++) {
                for (Map.Entry<String, Kind> kind : kinds.entrySet()) {
                    measure(kind.getValue(), tenants, sums.computeIfAbsent(kind.getKey(), any -> new Sum()));
                }
            }
        }
        return report(sums);
    }

    private static void measure(Kind kind, List<Inhabited> tenants, Sum sum) throws Exception {
        PacedReads reads = new PacedReads(READS_PER_SECOND);
        List<Target> targets = reads(tenants);
        Hashes hashes = HashAlone.measure(kind.java(), TIME);
        sum.hashMillis.add(hashes.millis());
        sum.hashesPerSecond.add(hashes.perSecond());
        sum.alone.addAll(reads.run(kind.server().port(), targets, TIME));
        Logins logins = logIn(kind.server(), tenants);
        sum.loginMillis.add(logins.cpuMillis() / logins.count());
        sum.loginsPerSecond.add(logins.count() / logins.seconds());
        CompletableFuture<Logins> meanwhile = CompletableFuture.supplyAsync(() -> {
            try {
                return logIn(kind.server(), tenants);
            } catch (Exception e) {
                throw new CompletionException(e);
            }
        });
        sum.beside.addAll(reads.run(kind.server().port(), targets, TIME));
        meanwhile.join();
    }

    private static List<Target> reads(List<Inhabited> tenants) {
        return tenants.stream()
                .skip(AT_ONCE)
                .map(tenant -> new Target("/v1/users/" + tenant.user(1), tenant.token()))
                .toList();
    }

    /** Each account signs in again as soon as it has its tokens. */
    private static Logins logIn(ServerProcess server, List<Inhabited> tenants) throws Exception {
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        LongAdder count = new LongAdder();
        double cpu = server.cpu();
        long start = System.nanoTime();
        long end = start + TIME.toNanos();
        try (Workers workers = new Workers(AT_ONCE)) {
            var unused = workers.times(AT_ONCE, number -> {
                HttpRequest login = login(server.port(), tenants.get(number));
                while (System.nanoTime() < end) {
                    int status = client.send(login, BodyHandlers.discarding()).statusCode();
                    if (status != 200) {
                        throw new IllegalStateException("A sign-in is answered by " + status);
                    }
                    count.increment();
                }
            });
        }
        return new Logins(count.sum(), (System.nanoTime() - start) / 1e9, server.cpu() - cpu);
    }

    private static HttpRequest login(int port, Inhabited tenant) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/auth/login"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"tenant\": \"%s\", \"email\": \"%s\", \"password\": \"%s\"}"
                        .formatted(
                                tenant.slug(),
                                tenant.email(),
                                Inhabitants.password().reveal())))
                .build();
    }

    private static Report report(Map<String, Sum> sums) {
        Report report = new Report(
                        "Signing in",
                        "`POST /v1/auth/login` by " + AT_ONCE
                                + " at once, each for an account of its own, without limits of"
                                + " rates; " + ROUNDS + " rounds of " + TIME.toSeconds()
                                + " s, by turns, after as many that do not count as the compilers of the servers have work for. A hash alone is verified in a JVM of its own, as many at once as there are"
                                + " processors. `GET /v1/users/{id}` is asked " + READS_PER_SECOND
                                + " times a second, without sign-ins and beside them, and its time counts from when it was due."
                                + " Medians of the rounds.")
                .table(
                        "computed by",
                        "hashes/s alone",
                        "logins/s",
                        "CPU ms of a hash",
                        "CPU ms of a login",
                        "login to hash",
                        "p99 ms of a read alone",
                        "p99 ms beside",
                        "beside to alone");
        sums.forEach((kind, sum) -> report.row(
                kind,
                number("%.0f", Quantiles.of(sum.hashesPerSecond, 0.5)),
                number("%.0f", Quantiles.of(sum.loginsPerSecond, 0.5)),
                number("%.2f", Quantiles.of(sum.hashMillis, 0.5)),
                number("%.2f", Quantiles.of(sum.loginMillis, 0.5)),
                number("%.2f", sum.loginToHash()),
                number("%.1f", Quantiles.of(sum.alone, 0.99) / 1e6),
                number("%.1f", Quantiles.of(sum.beside, 0.99) / 1e6),
                number("%.2f", sum.besideToAlone())));
        return report.row("target", "", "≥ 110", "", "", "≤ 1.10", "", "", "≤ 2");
    }
}
