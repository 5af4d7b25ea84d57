package io.tenancy.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tenancy.persistence.Doctor.Depth;
import io.tenancy.persistence.testkit.TestDatabase;
import io.tenancy.persistence.testkit.TestPgBouncer;
import io.tenancy.persistence.testkit.TestPostgres;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** What the doctor finds out about a real PgBouncer. */
final class DoctorPoolerTest {
    private final TestDatabase database = TestPostgres.database();

    @BeforeEach
    void needsPgBouncer() {
        assumeTrue(TestPgBouncer.isInstalled(), "There is no pgbouncer on this machine (Debian: pgbouncer).");
    }

    @Test
    @Finds(Check.PGBOUNCER_MODE)
    void findsAPoolerThatTearsTransactionsApart() {
        try (TestPgBouncer pooler = TestPgBouncer.start(database, "statement")) {
            for (Depth depth : Depth.values()) {
                assertThat(examine(pooler.database().app(), depth)).containsExactly(Check.PGBOUNCER_MODE);
            }
        }
    }

    /** PgBouncer 1.21 and later keep them, where they are told to, and do so by themselves since 1.22. */
    @Test
    @Finds(Check.PGBOUNCER_PREPARED)
    void findsAPoolerThatForgetsPreparedStatements() {
        try (TestPgBouncer pooler =
                TestPgBouncer.start(database, "transaction", TestPgBouncer.forgettingStatements())) {
            assertThat(examine(pooler.database().app(), Depth.FULL)).containsExactly(Check.PGBOUNCER_PREPARED);
            assertThat(examine(pooler.database().app(), Depth.QUICK)).isEmpty();
        }
    }

    @Test
    void findsNothingWhereTheDriverPreparesNothing() {
        try (TestPgBouncer pooler = TestPgBouncer.start(database, "transaction")) {
            PGSimpleDataSource app = (PGSimpleDataSource) pooler.database().app();
            app.setPrepareThreshold(0);

            assertThat(examine(app, Depth.FULL)).isEmpty();
        }
    }

    /** Its clients then find the statements of each other under the names of their own. */
    @Test
    void findsThatAlsoWhereThePoolerHasASingleConnection() {
        List<String> settings = new ArrayList<>(List.of(TestPgBouncer.forgettingStatements()));
        settings.add("default_pool_size = 1");
        try (TestPgBouncer pooler = TestPgBouncer.start(database, "transaction", settings.toArray(String[]::new))) {
            assertThat(examine(pooler.database().app(), Depth.FULL)).containsExactly(Check.PGBOUNCER_PREPARED);
        }
    }

    @Test
    void findsNothingAboutAPoolerThatKeepsSessions() {
        try (TestPgBouncer pooler = TestPgBouncer.start(database, "session")) {
            assertThat(examine(pooler.database().app(), Depth.FULL)).isEmpty();
        }
    }

    private List<Check> examine(DataSource app, Depth depth) {
        return new Doctor(database.stores(app), TenantSchema.standard(), InstantSource.system())
                .examine(depth).stream()
                        .map(Finding::check)
                        .filter(check -> check != Check.ORPHAN_DATABASE)
                        .toList();
    }
}
