package io.tenancy.benchmarks;

import static io.tenancy.benchmarks.Report.number;

import io.tenancy.benchmarks.Benchmarks.Benchmark;
import io.tenancy.core.tenant.Isolation;
import io.tenancy.core.tenant.TenantDirectory;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.core.user.UserStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

/** What a quiet tenant with a database of its own notices of one that asks without a pause, under one connection cap. */
final class NeighboursBenchmark implements Benchmark {
    private static final int CAP = 20;
    private static final int ROUNDS = 8;
    private static final int READS = 1_000;
    private static final int LOUD_THREADS = 16;

    @Override
    public Report run(BenchmarkPostgres postgres) throws Exception {
        Map<String, String> environment = new HashMap<>(postgres.environment("neighbours"));
        environment.put("TENANCY_DB_TENANT_POOL_MAX", String.valueOf(CAP));
        List<Long> alone = new ArrayList<>();
        List<Long> beside = new ArrayList<>();
        try (Platform platform = Platform.open(environment)) {
            TenantScope quiet = open(platform, "quiet");
            TenantScope loud = open(platform, "loud");
            UserStore users = platform.persistence().users();
            for (int round = 0; round <= ROUNDS; round++) {
                if (round == 1) {
                    alone.clear();
                    beside.clear();
                }
                read(users, quiet, alone);
                AtomicBoolean going = new AtomicBoolean(true);
                ExecutorService threads = Executors.newFixedThreadPool(LOUD_THREADS);
                List<Future<?>> noise = new ArrayList<>();
                for (int i = 0; i < LOUD_THREADS; i++) {
                    noise.add(threads.submit(() -> {
                        while (going.get()) {
                            find(users, loud);
                        }
                    }));
                }
                read(users, quiet, beside);
                going.set(false);
                for (Future<?> one : noise) {
                    one.get();
                }
                threads.shutdown();
            }
        }
        return report(alone, beside);
    }

    private static TenantScope open(Platform platform, String slug) {
        var tenant = platform.create(slug + "-tenant", Isolation.DATABASE).tenant();
        return new TenantDirectory(platform.persistence().tenants())
                .enter(tenant.id())
                .orElseThrow();
    }

    private static void read(UserStore users, TenantScope tenant, List<Long> times) {
        for (int i = 0; i < READS; i++) {
            long start = System.nanoTime();
            find(users, tenant);
            times.add(System.nanoTime() - start);
        }
    }

    private static void find(UserStore users, TenantScope tenant) {
        if (users.findByEmail(tenant, "nobody@example.org").isPresent()) {
            throw new IllegalStateException("Nobody is somebody.");
        }
    }

    private static Report report(List<Long> alone, List<Long> beside) {
        return new Report(
                        "A loud neighbour",
                        "One thread reads a user of a quiet tenant with a database of its own, alone and while "
                                + LOUD_THREADS + " threads do the same for another tenant without a pause; cap of "
                                + CAP
                                + " connections, " + ROUNDS + " rounds of " + READS
                                + " reads each, interleaved, after one that does not count.")
                .table("", "median ms", "p99 ms", "p99.9 ms")
                .row("alone", at(alone, 0.5), at(alone, 0.99), at(alone, 0.999))
                .row("beside the loud one", at(beside, 0.5), at(beside, 0.99), at(beside, 0.999))
                .text("p99 beside : alone = " + number("%.1f", Quantiles.of(beside, 0.99) / Quantiles.of(alone, 0.99))
                        + " (target ≤ 3)");
    }

    private static String at(List<Long> times, double part) {
        return number("%.2f", Quantiles.of(times, part) / 1e6);
    }
}
