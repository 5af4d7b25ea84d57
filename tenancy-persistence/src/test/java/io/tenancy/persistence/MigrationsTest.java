package io.tenancy.persistence;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.persistence.testkit.TestDatabase;
import io.tenancy.persistence.testkit.TestPostgres;
import io.tenancy.testkit.AtOnce;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

final class MigrationsTest {
    private final TestDatabase database = TestPostgres.emptyDatabase();

    @Test
    void makesAnEmptyDatabaseSafeToServe() {
        assertThat(Migrations.isCurrent(database.owner())).isFalse();
        assertThat(Migrations.isCurrent(database.app())).isFalse();

        migrate();

        assertThat(Migrations.isCurrent(database.owner())).isTrue();
        assertThat(Migrations.isCurrent(database.app())).isTrue();
        assertThat(dangers()).isEmpty();
    }

    @Test
    void changesNothingTheSecondTime() {
        migrate();
        String before = changes();

        migrate();

        assertThat(changes()).isEqualTo(before);
    }

    @Test
    void asksLiquibaseNothingWhereEveryChangeIsThere() {
        migrate();
        migrate();

        assertThat(one("SELECT string_agg(DISTINCT exectype, ' ') FROM catalogue.databasechangelog"))
                .isEqualTo("EXECUTED");
    }

    @Test
    void leavesAChangeOfOtherContentToLiquibase() {
        migrate();
        database.plant("UPDATE catalogue.databasechangelog SET md5sum = '9:0' WHERE id = 'signing-keys'");

        assertThatThrownBy(this::migrate)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("signing-keys");
    }

    @Test
    void leavesAChangeWithoutASumToLiquibase() {
        migrate();
        database.plant("UPDATE catalogue.databasechangelog SET md5sum = NULL WHERE id = 'signing-keys'");

        migrate();

        assertThat(one("SELECT count(*) FROM catalogue.databasechangelog WHERE md5sum IS NULL"))
                .isEqualTo("0");
    }

    /** The name of the role is in the content of changes, so that only Liquibase knows what they sum up to. */
    @Test
    void leavesADatabaseThatAnotherRoleIsToServeToLiquibase() {
        migrate();

        assertThatThrownBy(() -> migrate(database.owner(), "another_role"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("check sum");
    }

    @Test
    void saysTheSettingsOfADatabaseAgainThatADumpDoesNotBringAlong() {
        migrate();
        database.plant("DO $$ BEGIN EXECUTE format('ALTER DATABASE %I RESET search_path', current_database()); END $$");

        migrate();

        assertThat(one("SHOW search_path")).isEqualTo("tenancy");
    }

    @Test
    void saysAgainExactlyWhatTheChangelogAlwaysApplies() {
        String catalogue = text("catalogue.sql");

        assertThat(catalogue.split("runAlways|runOnChange", -1)).hasSize(3);
        assertThat(catalogue).contains(SharedTables.SETTINGS.stripTrailing());
        assertThat(text("tenant.sql")).doesNotContain("runAlways", "runOnChange");
    }

    private static String text(String changelog) {
        try (InputStream file = Migrations.class.getResourceAsStream(changelog)) {
            return new String(file.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void makesNodesThatStartAtOnceWaitForEachOther() {
        AtOnce.run(3, number -> {
            migrate();
            return number;
        });

        assertThat(Migrations.isCurrent(database.app())).isTrue();
        assertThat(one("SELECT count(*) - count(DISTINCT id) FROM catalogue.databasechangelog"))
                .isEqualTo("0");
    }

    @Test
    void passesALockThatACrashLeftBehind() {
        migrate();
        database.plant("DELETE FROM catalogue.databasechangelog WHERE id = 'signing-keys';"
                + "DROP TABLE catalogue.signing_keys;"
                + "UPDATE catalogue.databasechangeloglock"
                + " SET locked = true, lockgranted = now(), lockedby = 'a node that is gone'");

        migrate();

        assertThat(Migrations.isCurrent(database.app())).isTrue();
        assertThat(one("SELECT bool_or(locked)::text FROM catalogue.databasechangeloglock"))
                .isEqualTo("false");
    }

    /** Wherever it is cut off, a migration has done nothing, and the next one does it all. Only the last statements clean up. */
    @Test
    void leavesNothingBehindWhereItIsCutOff() {
        int statement = 1;
        while (isCutOff(statement)) {
            String schemas = one("SELECT count(*) FROM pg_namespace WHERE nspname IN ('catalogue', 'tenancy')");
            if (!schemas.equals("0")) {
                assertThat(Migrations.isCurrent(database.app()))
                        .as("all is done after statement %s", statement)
                        .isTrue();
            }
            statement += 11;
        }

        assertThat(statement).isGreaterThan(40);
        assertThat(Migrations.isCurrent(database.app())).isTrue();
    }

    @Test
    void givesAPooledConnectionBackAsItWas() throws SQLException {
        try (TestPool pool = new TestPool(database.owner(), 1)) {
            migrate(pool, TestPostgres.APP);

            try (Connection connection = pool.getConnection();
                    Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("SHOW search_path")) {
                assertThat(row.next()).isTrue();
                assertThat(row.getString(1)).isEqualTo("\"$user\", public");
                assertThat(connection.getAutoCommit()).isTrue();
            }
        }
    }

    @Test
    void saysWhyItCannotMigrate() {
        assertThatThrownBy(() -> migrate(database.app(), TestPostgres.APP))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("permission denied");
        assertThatThrownBy(() -> migrate(database.owner(), "nobody_of_this_name"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("nobody_of_this_name");
        assertThatThrownBy(() -> migrate(database.owner(), "a\"; DROP TABLE users"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void leavesNothingInThePublicSchema() {
        migrate();

        assertThat(one("SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace"))
                .isEqualTo("0");
        assertThat(one("SHOW search_path")).isEqualTo("tenancy");
    }

    private void migrate(DataSource owner, String appRole) {
        Migrations.run(Stores.of(Store.of("main", database.app(), owner, appRole)), TenantSchema.standard());
    }

    private void migrate() {
        Migrations.run(database.stores(), TenantSchema.standard());
    }

    /** Whether a migration that breaks off at this statement gets there at all. */
    private boolean isCutOff(int statement) {
        try {
            migrate(new FailingSource(database.owner(), statement), TestPostgres.APP);
            return false;
        } catch (RuntimeException e) {
            return true;
        }
    }

    private List<String> dangers() {
        return Persistence.on(database.stores(), Duration.ofSeconds(1)).dangers();
    }

    /** The changes, without the one that is always run. */
    private String changes() {
        return one("SELECT string_agg(id || ' ' || dateexecuted, ',' ORDER BY orderexecuted)"
                + " FROM catalogue.databasechangelog WHERE id <> 'database'");
    }

    private String one(String sql) {
        try (Connection connection = database.superuser().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
