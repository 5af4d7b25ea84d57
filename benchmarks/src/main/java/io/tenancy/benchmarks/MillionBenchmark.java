package io.tenancy.benchmarks;

import static io.tenancy.benchmarks.Report.number;

import io.tenancy.benchmarks.Benchmarks.Benchmark;
import io.tenancy.benchmarks.Inhabitants.Inhabited;
import io.tenancy.core.PageRequest;
import io.tenancy.core.Secret;
import io.tenancy.core.access.Caller;
import io.tenancy.core.login.Login;
import io.tenancy.core.session.Client;
import io.tenancy.core.tenant.Isolation;
import io.tenancy.core.tenant.TenantFilter;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.core.user.UserId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Whether a million tenants in the catalogue make anything slower than a thousand do. */
final class MillionBenchmark implements Benchmark {
    private static final int FEW = Size.of(1_000);
    private static final int MANY = Size.of(1_000_000);
    private static final int INHABITED = 50;
    private static final int ROUNDS = Size.of(400);
    private static final int WARM_ROUNDS = Size.of(200);
    private static final int ENTERED = Size.of(200_000);
    private static final Client CLIENT = new Client(Optional.empty(), Optional.of("benchmark"));

    private static final String FILL = """
            INSERT INTO catalogue.tenants (id, slug, name, name_key, contact_name, contact_email, status, isolation,
                                           store, plan, region, created_at, updated_at, version)
            SELECT md5('tenant-' || n)::uuid, 'noted-' || n, 'Tenant noted-' || n, 'tenant noted-' || n, 'Ada',
                   'ada@example.org', 'ACTIVE', 'SHARED', 'main', 'free', 'default', now(), now(), 1
            FROM generate_series(1, %d) n
            """;

    private record Catalogue(Platform platform, List<Inhabited> tenants, int size, Map<String, List<Long>> times) {
        void time(String what, Runnable work) {
            long start = System.nanoTime();
            work.run();
            times.computeIfAbsent(what, any -> new ArrayList<>()).add(System.nanoTime() - start);
        }
    }

    @Override
    public Report run(BenchmarkPostgres postgres) throws Exception {
        try (Platform small = open(postgres, "thousand");
                Platform large = open(postgres, "million")) {
            Catalogue few = fill(postgres, small, "thousand", FEW);
            Catalogue many = fill(postgres, large, "million", MANY);
            for (int round = -WARM_ROUNDS; round < ROUNDS; round++) {
                if (round == 0) {
                    few.times().clear();
                    many.times().clear();
                }
                round(few, round + WARM_ROUNDS);
                round(many, round + WARM_ROUNDS);
            }
            double before = heapMegabytes();
            for (int number = 1; number <= ENTERED; number++) {
                var unused = large.persistence().cachedTenants().find(new TenantId(Inhabited.id("tenant-" + number)));
            }
            return report(few, many, before, heapMegabytes());
        }
    }

    private static Platform open(BenchmarkPostgres postgres, String database) throws Exception {
        Map<String, String> environment = new HashMap<>(postgres.environment(database));
        environment.putAll(RequestsBenchmark.unlimited());
        return Platform.open(environment);
    }

    private static Catalogue fill(BenchmarkPostgres postgres, Platform platform, String database, int size)
            throws Exception {
        List<Inhabited> tenants = new Inhabitants(platform, postgres, database).make(INHABITED, 20, Isolation.SHARED);
        postgres.executeIn(database, FILL.formatted(size));
        postgres.executeIn(database, "VACUUM ANALYZE");
        return new Catalogue(platform, tenants, size, new LinkedHashMap<>());
    }

    private static void round(Catalogue catalogue, int round) {
        Platform platform = catalogue.platform();
        Inhabited tenant = catalogue.tenants().get(round % catalogue.tenants().size());
        String name = "tenant noted-" + (1 + (round * 7919L) % catalogue.size());
        catalogue.time("a page of the list", () -> list(platform, Optional.empty()));
        catalogue.time("a search by the beginning of a name", () -> list(platform, Optional.of(name)));
        catalogue.time("a request of a user", () -> request(platform, tenant));
        if (round % 10 == 0) {
            catalogue.time("a login", () -> {
                var unused = platform.services()
                        .logins()
                        .login(new Login(tenant.slug(), tenant.email(), Inhabitants.password()), CLIENT);
            });
        }
    }

    private static void list(Platform platform, Optional<String> search) {
        TenantFilter filter = new TenantFilter(search, Optional.empty(), false);
        if (platform.services()
                .tenants()
                .list(platform.operator(), filter, new PageRequest(Optional.empty(), 20))
                .items()
                .isEmpty()) {
            throw new IllegalStateException("There are no tenants.");
        }
    }

    private static void request(Platform platform, Inhabited tenant) {
        Caller caller = platform.services()
                .sessions()
                .authenticate(new Secret(tenant.token()))
                .orElseThrow();
        UUID user = tenant.user(1);
        var unused = platform.services().users().get(caller, new UserId(user));
    }

    private static double heapMegabytes() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return (runtime.totalMemory() - runtime.freeMemory()) / (1024.0 * 1024);
    }

    private static Report report(Catalogue few, Catalogue many, double before, double after) {
        Report report = new Report(
                        "A million tenants",
                        "The use cases of a request, by one thread, on a catalogue of " + few.size() + " and one of "
                                + many.size() + " tenants, by turns; " + ROUNDS + " rounds after " + WARM_ROUNDS
                                + " that do not count, and a login in each tenth.")
                .table("what", "median µs, " + few.size(), "median µs, " + many.size(), "ratio", "target");
        few.times().forEach((what, times) -> {
            double one = Quantiles.of(times, 0.5) / 1e3;
            double other = Quantiles.of(many.times().getOrDefault(what, List.of()), 0.5) / 1e3;
            report.row(what, number("%.0f", one), number("%.0f", other), number("%.2f", other / one), "≤ 1.10");
        });
        return report.text("Heap in use after a collection: " + number("%.0f", before) + " MB, and "
                + number("%.0f", after) + " MB after " + ENTERED
                + " tenants were looked up through the memory of tenants,"
                + " which holds 100,000 at most.");
    }
}
