package io.tenancy.persistence.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TestPgBouncerTest {
    @ParameterizedTest
    @ValueSource(strings = {"session", "transaction", "statement"})
    void leadsBothRolesToTheDatabase(String poolMode) {
        assumeTrue(TestPgBouncer.isInstalled(), "There is no pgbouncer on this machine (Debian: pgbouncer).");
        TestDatabase database = TestPostgres.database();

        try (TestPgBouncer pgBouncer = TestPgBouncer.start(database, poolMode)) {
            List<String> roles = List.of(
                    user(Jdbi.create(pgBouncer.database().app())),
                    user(Jdbi.create(pgBouncer.database().owner())));

            assertThat(pgBouncer.database().port()).isNotEqualTo(database.port());
            assertThat(roles)
                    .containsExactly(
                            TestPostgres.APP + " " + database.name(), TestPostgres.OWNER + " " + database.name());
        }
    }

    private static String user(Jdbi jdbi) {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT current_user || ' ' || current_database()")
                .mapTo(String.class)
                .one());
    }
}
