package io.tenancy.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.core.Secret;
import io.tenancy.persistence.testkit.TestDatabase;
import io.tenancy.persistence.testkit.TestPostgres;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postgresql.ds.PGSimpleDataSource;

/** The owner waits for a server that works, however long, and not for one that hangs. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
final class PatientSocketsTest {
    private static final TestDatabase DATABASE = TestPostgres.database();

    private final StallingProxy proxy = new StallingProxy(DATABASE.port());

    @AfterEach
    void stop() throws IOException {
        proxy.close();
    }

    @Test
    void waitsForALongStatementOfAServerThatAnswersOthers() throws SQLException {
        try (Connection connection = owner(DATABASE.through(proxy.port())).getConnection();
                Statement statement = connection.createStatement()) {
            assertThat(statement.execute("SELECT pg_sleep(0.3)")).isTrue();
            assertThat(statement.execute("SELECT 1")).isTrue();
        }
    }

    @Test
    void givesUpAStatementOfAServerThatHangs() throws SQLException {
        try (Connection connection = owner(DATABASE.through(proxy.port())).getConnection();
                Statement statement = connection.createStatement()) {
            proxy.stall();

            assertThatThrownBy(() -> statement.execute("SELECT 1"))
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            failure -> assertThat(failure.getSQLState()).startsWith("08"))
                    .hasRootCauseInstanceOf(SocketTimeoutException.class);
            assertThat(connection.isClosed()).isTrue();
        }
    }

    @Test
    void givesUpToConnectToAServerThatHangs() {
        proxy.stall();

        assertThatThrownBy(() -> owner(DATABASE.through(proxy.port())).getConnection())
                .isInstanceOf(SQLException.class);
    }

    /** As a store has them for its owner, but for the silence that is waited for. */
    private static PGSimpleDataSource owner(TestDatabase database) {
        PGSimpleDataSource source = (PGSimpleDataSource)
                TenantDatabases.direct(database.jdbcUrl(), TestPostgres.OWNER, new Secret(database.ownerPassword()), 0);
        source.setSocketFactoryArg("50");
        return source;
    }
}
