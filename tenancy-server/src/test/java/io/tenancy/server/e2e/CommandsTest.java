package io.tenancy.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tenancy.persistence.Migrations;
import io.tenancy.persistence.testkit.TestDatabase;
import io.tenancy.persistence.testkit.TestPostgres;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CommandsTest {
    private final Deployment deployment = Deployment.fresh();

    @Test
    void checkSaysThatTheConfigurationIsComplete() {
        assertThat(run(deployment, "check", "config.yml"))
                .isEqualTo(new Ended(0, "The configuration is complete.", ""));
    }

    @Test
    void migrateMakesTheTablesAndMayBeRunByTwoAtOnceAndAgain() {
        TestDatabase empty = TestPostgres.emptyDatabase();
        Deployment fresh = deployment.with("TENANCY_DB_URL", empty.jdbcUrl());

        List<JavaProcess> both = Stream.generate(() -> start(fresh, "db", "migrate", "config.yml"))
                .limit(2)
                .toList();

        both.forEach(process ->
                assertThat(Ended.of(process)).isEqualTo(new Ended(0, "The tables are those of this version.", "")));
        assertThat(Migrations.isCurrent(empty.app())).isTrue();
        assertThat(run(fresh, "db", "migrate", "config.yml").status()).isZero();
    }

    @Test
    void statusTellsWhetherTheTablesAreThoseOfThisVersion() {
        Deployment empty =
                deployment.with("TENANCY_DB_URL", TestPostgres.emptyDatabase().jdbcUrl());

        assertThat(run(deployment, "db", "status", "config.yml"))
                .isEqualTo(new Ended(0, "The tables are those of this version.", ""));
        assertThat(run(empty, "db", "status", "config.yml"))
                .isEqualTo(new Ended(1, "", "The tables are not those of this version. Run: db migrate"));
    }

    @Test
    void droppingEverythingIsNotOffered() {
        Ended ended = run(deployment, "db", "drop-all", "--confirm-delete-everything", "config.yml");

        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.errors()).isEqualTo("Dropping all tables is not offered. Drop the database instead.");
    }

    @Test
    void doctorFindsADangerAndEndsWithStatusOne() {
        assertThat(run(deployment, "doctor", "--quick", "config.yml"))
                .isEqualTo(new Ended(0, "Nothing is wrong: the databases are migrated, and keep tenants apart.", ""));
        deployment.database().plant("ALTER TABLE tenancy.users DISABLE ROW LEVEL SECURITY");

        Ended ended = run(deployment, "doctor", "config.yml");

        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.output()).contains("tenancy.users", "ALTER TABLE tenancy.users ENABLE ROW LEVEL SECURITY;");
        assertThat(ended.errors())
                .startsWith("The doctor has found 1 danger and ")
                .doesNotContain("\tat ");
    }

    @Test
    void doctorLooksAtTheTablesOfAnApplicationAndReportsToPrograms() throws Exception {
        deployment.database().plant("CREATE SCHEMA notes; CREATE TABLE notes.notes (tenant_id uuid PRIMARY KEY)");

        Ended ended = run(deployment, "doctor", "--format", "json", "--schema", "notes", "config.yml");

        assertThat(ended.status()).isEqualTo(1);
        assertThat(new ObjectMapper().readTree(ended.output()).at("/findings"))
                .extracting(finding -> finding.at("/check").asText())
                .contains("rls.off", "rls.not_forced", "policy.missing");
        assertThat(run(deployment, "doctor", "--schema", "nowhere", "config.yml"))
                .isEqualTo(new Ended(2, "", "No store has the schema nowhere."));
    }

    @Test
    void doctorEndsWithStatusTwoWhereItCannotLook() {
        Deployment away = deployment.with("TENANCY_DB_URL", "jdbc:postgresql://127.0.0.1:1/tenancy");

        Ended ended = run(away, "doctor", "--format", "sarif", "config.yml");

        assertThat(ended.status()).isEqualTo(2);
        assertThat(ended.output()).isEmpty();
        assertThat(ended.errors()).contains("cannot be reached").doesNotContain("\tat ");
    }

    @Test
    void bootstrapPrintsAnInvitationThatMakesTheFirstOperator() {
        Ended first = run(deployment, "bootstrap", "--email", "Olga@Operators.test", "--name", "Olga", "config.yml");

        assertThat(first.status()).isZero();
        assertThat(first.output())
                .contains("Olga <olga@operators.test> is invited to Platform")
                .contains("http://localhost:8080/v1/auth/invitations/accept");
        assertThat(token(first)).startsWith("inv_");
    }

    @Test
    void bootstrapForAnotherPersonIsRefused() {
        run(deployment, "bootstrap", "--email", "olga@operators.test", "--name", "Olga", "config.yml");

        Ended second = run(deployment, "bootstrap", "--email", "eve@operators.test", "--name", "Eve", "config.yml");

        assertThat(second.status()).isEqualTo(1);
        assertThat(second.errors()).isEqualTo("The platform has its first operator already, or another is invited.");
    }

    @Test
    void storesShowsTheStoresAndMarksOneFull() {
        Deployment two = deployment.withStore("second", TestPostgres.second().storeDatabase());
        run(deployment, "bootstrap", "--email", "olga@operators.test", "--name", "Olga", "config.yml");

        Ended marked = run(two, "stores", "full", "second", "config.yml");

        assertThat(marked.status()).as(marked.errors()).isZero();
        assertThat(marked.output())
                .containsPattern("main +default +yes +no +1 +shared, schema, database")
                .containsPattern("second +default +yes +yes +0 +shared, schema, database");
        assertThat(run(two, "stores", "open", "second", "config.yml").output())
                .containsPattern("second +default +yes +no");
        assertThat(run(two, "stores", "full", "third", "config.yml").errors()).isEqualTo("There is no such store.");
    }

    private static String token(Ended ended) {
        return ended.output()
                .lines()
                .map(String::strip)
                .filter(line -> line.startsWith("inv_"))
                .findAny()
                .orElse("");
    }

    private static Ended run(Deployment deployment, String... arguments) {
        return Ended.run(deployment, arguments);
    }

    private static JavaProcess start(Deployment deployment, String... arguments) {
        return JavaProcess.tenancy(deployment.environment(), line -> {}, arguments);
    }
}
