package io.tenancy.benchmarks;

import static io.tenancy.benchmarks.Report.number;

import io.tenancy.benchmarks.Benchmarks.Benchmark;
import io.tenancy.core.tenant.Isolation;
import io.tenancy.persistence.FleetMigration;
import io.tenancy.persistence.FleetOptions;
import io.tenancy.persistence.FleetProgress;
import io.tenancy.persistence.FleetSummary;
import io.tenancy.persistence.Store;
import io.tenancy.persistence.Stores;
import io.tenancy.persistence.TenantSchema;

/** How fast one more change reaches a thousand schemas, and how long it takes to see that nothing is to be done. */
final class MigrationBenchmark implements Benchmark {
    private static final int WORKERS = 4;
    private static final int SCHEMAS = 1_000;
    private static final int NOTED = 10_000;
    private static final String DATABASE = "migrations";
    private static final TenantSchema ONE_MORE =
            TenantSchema.standard().with("io/tenancy/benchmarks/one-more-change.sql");

    @Override
    public Report run(BenchmarkPostgres postgres) throws Exception {
        try (Platform platform = Platform.open(postgres.environment(DATABASE));
                Workers workers = new Workers(WORKERS)) {
            var unused = workers.times(SCHEMAS, number -> platform.create("tenant-" + number, Isolation.SCHEMA));
        }
        postgres.executeIn(DATABASE, """
                INSERT INTO catalogue.tenants (id, slug, name, name_key, contact_name, contact_email, status, isolation,
                                               store, plan, region, created_at, updated_at, version, tables_version)
                SELECT gen_random_uuid(), 'noted-' || n, 'Tenant', 'tenant', 'Ada', 'ada@example.org', 'ACTIVE', 'SCHEMA',
                       'main', 'free', 'default', now(), now(), 1, 1000000
                FROM generate_series(1, %d) n
                """.formatted(NOTED));
        Cpu before = postgres.cpu();
        FleetSummary first = migrate(postgres);
        Cpu used = postgres.cpu().since(before);
        return report(first, used, migrate(postgres));
    }

    private static FleetSummary migrate(BenchmarkPostgres postgres) {
        Stores stores =
                Stores.of(Store.of("main", postgres.app(DATABASE), postgres.owner(DATABASE), BenchmarkPostgres.APP));
        FleetSummary summary = new FleetMigration(
                        stores, ONE_MORE, FleetOptions.DEFAULT.withWorkers(WORKERS), FleetProgress.NONE)
                .run();
        if (!summary.isComplete()) {
            throw new IllegalStateException("Not every tenant is up to date: " + summary.failures());
        }
        return summary;
    }

    private static Report report(FleetSummary first, Cpu used, FleetSummary second) {
        double seconds = first.took().toNanos() / 1e9;
        return new Report(
                        "Migrating tenants",
                        "One more change set for " + SCHEMAS + " tenants with schemas of their own, by " + WORKERS
                                + " workers, waves included, beside " + NOTED
                                + " tenants of the catalogue that are up to date; then the same run again.")
                .table("what", "tenants", "seconds", "tenants/s", "CPU ms per tenant (server + PostgreSQL)", "target")
                .row(
                        "one more change",
                        String.valueOf(first.migrated()),
                        number("%.1f", seconds),
                        number("%.0f", first.migrated() / seconds),
                        used.postgres().isPresent()
                                ? number("%.2f", used.server() / first.migrated()) + " + "
                                        + number("%.2f", used.postgres().getAsDouble() / first.migrated())
                                : "unknown",
                        "≥ 250/s")
                .row(
                        "nothing to do",
                        String.valueOf(SCHEMAS + NOTED),
                        number("%.3f", second.took().toNanos() / 1e9),
                        "",
                        "",
                        "< 1 s");
    }
}
