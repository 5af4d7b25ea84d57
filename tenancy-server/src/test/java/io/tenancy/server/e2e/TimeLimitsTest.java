package io.tenancy.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tenancy.persistence.testkit.TestCluster;
import io.tenancy.persistence.testkit.TestPgBouncer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What takes too long in the database ends, and a start waits for a database that is not up yet. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TimeLimitsTest {
    private final TestCluster cluster = TestCluster.start();

    @AfterAll
    void stop() {
        cluster.close();
    }

    @ParameterizedTest
    @CsvSource({
        "TENANCY_DB_STATEMENT_TIMEOUT, TENANCY_DB_LOCK_TIMEOUT",
        "TENANCY_DB_LOCK_TIMEOUT, TENANCY_DB_STATEMENT_TIMEOUT"
    })
    void aRequestThatTakesTooLongIsRefused(String limit, String none) throws SQLException {
        Deployment deployment =
                Deployment.on(cluster.database()).with(limit, "PT1S").with(none, "PT0S");
        try (RunningServer server = deployment.start()) {
            JsonClient operator = deployment.operator(server);
            operator.get("/v1/settings").expect(200);
            try (Connection holder = deployment.database().superuser().getConnection();
                    Statement lock = holder.createStatement()) {
                holder.setAutoCommit(false);
                lock.execute("LOCK TABLE tenancy.settings IN ACCESS EXCLUSIVE MODE");

                Answer refused = operator.get("/v1/settings").expect(503, "storage.unavailable");

                assertThat(refused.headers().firstValue("Retry-After")).isPresent();
            }
            operator.get("/v1/settings").expect(200);
        }
    }

    @Test
    void everyConnectionOfTheRoleHasThem() throws SQLException {
        Deployment deployment = Deployment.on(cluster.database())
                .with("TENANCY_DB_STATEMENT_TIMEOUT", "PT21S")
                .with("TENANCY_DB_LOCK_TIMEOUT", "PT11S")
                .with("TENANCY_DB_IDLE_TRANSACTION_TIMEOUT", "PT31S");
        deployment.start().close();

        assertThat(limits(deployment.database().app().getConnection())).isEqualTo("21s 11s 31s");

        assumeTrue(TestPgBouncer.isInstalled());
        try (TestPgBouncer pooler = TestPgBouncer.start(deployment.database(), "transaction")) {
            assertThat(limits(pooler.database().app().getConnection())).isEqualTo("21s 11s 31s");
        }
    }

    @Test
    void aStartWaitsForADatabaseThatIsNotUpYet() throws Exception {
        Deployment deployment = Deployment.on(cluster.database()).with("TENANCY_DB_START_WAIT", "PT5M");
        CompletableFuture<String> waits = new CompletableFuture<>();
        CompletableFuture<String> serves = new CompletableFuture<>();
        cluster.stop();
        boolean isStopped = true;
        try (JavaProcess server = JavaProcess.tenancy(
                deployment.environment(),
                line -> {
                    if (line.contains("is not up yet")) {
                        waits.complete(line);
                    } else if (line.contains("Tenancy serves")) {
                        serves.complete(line);
                    }
                },
                "server",
                "config.yml")) {
            assertThat(waits.get(90, TimeUnit.SECONDS)).contains("TENANCY_DB_URL");
            cluster.startAgain();
            isStopped = false;
            serves.get(90, TimeUnit.SECONDS);
            server.terminate();
            assertThat(server.exitStatus()).isZero();
        } finally {
            if (isStopped) {
                cluster.startAgain();
            }
        }
    }

    private static String limits(Connection connection) throws SQLException {
        String query = "SELECT concat_ws(' ', current_setting('statement_timeout'), current_setting('lock_timeout'), "
                + "current_setting('idle_in_transaction_session_timeout'))";
        try (connection;
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }
}
