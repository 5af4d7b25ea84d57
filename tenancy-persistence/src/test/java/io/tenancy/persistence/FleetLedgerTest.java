package io.tenancy.persistence;

import static io.tenancy.persistence.TenantFleet.FIRST;
import static io.tenancy.persistence.TenantFleet.OPTIONS;
import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.core.tenant.Isolation;
import io.tenancy.persistence.testkit.CountingProxy;
import io.tenancy.persistence.testkit.TestDatabase;
import io.tenancy.persistence.testkit.TestPostgres;
import java.io.IOException;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/** The catalogue knows which tenants are behind, so that nobody has to look at those that are not. */
final class FleetLedgerTest {
    private static final String TENANTS = """
            INSERT INTO catalogue.tenants (id, slug, name, name_key, contact_name, contact_email, status, isolation, store,
                                           plan, region, created_at, updated_at, version, tables_version)
            SELECT gen_random_uuid(), 't-' || n, 'Tenant', 'tenant', 'Ada', 'ada@example.org', 'ACTIVE',
                   (ARRAY['SCHEMA', 'DATABASE', 'SHARED'])[n %% 3 + 1], 'main', 'free', 'eu', now(), now(), 1, %s
            FROM generate_series(%s, %s) n
            """;

    private final TestDatabase database = TestPostgres.database();

    @Test
    void asksAsLittleForTenThousandTenantsAsForTen() throws IOException {
        tenants(1, 10);
        int ten = statements();
        tenants(11, 10_000);

        int tenThousand = statements();

        assertThat(tenThousand).isEqualTo(ten).isBetween(1, 30);
    }

    @Test
    void findsTheFewThatAreBehindByAnIndex() {
        tenants(1, 10_000);
        database.plant("UPDATE catalogue.tenants SET tables_version = 1 WHERE slug = 't-7'; ANALYZE catalogue.tenants");

        List<String> plan = Jdbi.create(database.owner())
                .withHandle(handle -> handle.select(
                                "EXPLAIN " + Ledger.BEHIND.replace("?", String.valueOf(FIRST.version())))
                        .mapTo(String.class)
                        .list());

        assertThat(plan)
                .anyMatch(line -> line.contains("tenants_behind_ix"))
                .noneMatch(line -> line.contains("Seq Scan"));
    }

    @Test
    void knowsNobodyInSharedTables() {
        TenantFleet fleet = new TenantFleet();
        try (fleet) {
            fleet.open("shared", Isolation.SHARED, "main");

            assertThat(fleet.behind(FIRST)).isZero();
        }
    }

    private void tenants(int from, int to) {
        database.plant(TENANTS.formatted(FIRST.version(), from, to));
    }

    /** How many statements a run with nothing to do sends. */
    private int statements() throws IOException {
        try (CountingProxy proxy = new CountingProxy(database.port())) {
            FleetSummary summary = new FleetMigration(
                            database.through(proxy.port()).stores(), FIRST, OPTIONS, FleetProgress.NONE)
                    .run();
            assertThat(summary.isComplete()).isTrue();
            return proxy.parsed();
        }
    }
}
