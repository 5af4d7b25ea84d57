package io.tenancy.persistence;

import static java.util.Objects.requireNonNull;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.PGStatement;

/** Whether what stands between the driver and PostgreSQL keeps what it has to, found out by trying. */
final class PoolerExamination {
    private static final String PROCESS = "SELECT pg_backend_pid()::text";

    /** PgBouncer says so when it is asked for a transaction that it does not offer, and hangs up. */
    private static final String PROTOCOL_VIOLATION = "08P01";

    /** No such statement, and another one of that name. */
    private static final Set<String> FORGOTTEN = Set.of("26000", "42P05");

    /** A pooler with a single connection lets the second transaction wait for the first. */
    private static final int PATIENCE_MILLIS = 3_000;

    private final DataSource app;
    private final String place;

    PoolerExamination(DataSource app, String place) {
        this.app = requireNonNull(app);
        this.place = requireNonNull(place);
    }

    /** Looks whether two statements of one transaction come to the same process of the server. */
    Optional<Finding> transactions() throws SQLException {
        try (Connection connection = app.getConnection()) {
            return isTorn(connection)
                    ? found(Check.PGBOUNCER_MODE, "a transaction on one connection", "pool_mode = transaction")
                    : Optional.empty();
        }
    }

    private static boolean isTorn(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try {
            return !Sql.one(connection, PROCESS).equals(Sql.one(connection, PROCESS));
        } catch (SQLException e) {
            if (PROTOCOL_VIOLATION.equals(e.getSQLState())) {
                return true;
            }
            throw e;
        } finally {
            end(connection);
        }
    }

    /**
     * Looks whether a statement that the driver has named on the server is found again after its transaction. A pooler that
     * changes connections then is made to do so by a second transaction, which takes the one that was used last.
     */
    Optional<Finding> preparedStatements() throws SQLException {
        try (Connection connection = app.getConnection();
                Connection other = app.getConnection()) {
            return connection.unwrap(PGConnection.class).getPrepareThreshold() != 0 && isForgotten(connection, other)
                    ? found(
                            Check.PGBOUNCER_PREPARED,
                            "prepared statements",
                            "max_prepared_statements = 200; or in the URL: prepareThreshold=0")
                    : Optional.empty();
        }
    }

    private static boolean isForgotten(Connection connection, Connection other) throws SQLException {
        int patience = connection.getNetworkTimeout();
        try (PreparedStatement statement = connection.prepareStatement(PROCESS)) {
            statement.unwrap(PGStatement.class).setPrepareThreshold(1);
            statement.execute();
            other.setAutoCommit(false);
            Sql.one(other, PROCESS);
            connection.setNetworkTimeout(Runnable::run, PATIENCE_MILLIS);
            statement.execute();
            return false;
        } catch (SQLException e) {
            if (FORGOTTEN.contains(e.getSQLState())) {
                return true;
            }
            if (connection.isClosed()) {
                return false; // it waited in vain for the pooler's only connection, and nothing can be said
            }
            throw e;
        } finally {
            end(other);
            if (!connection.isClosed()) {
                connection.setNetworkTimeout(Runnable::run, patience);
            }
        }
    }

    private static void end(Connection connection) {
        try {
            connection.rollback();
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            Failures.ignore("A pooler has ended the connection that asked", e);
        }
    }

    private Optional<Finding> found(Check check, String kept, String setting) {
        return Optional.of(new Finding(
                check,
                place,
                place,
                "The pooler before " + place + " does not keep " + kept + ".",
                "-- in PgBouncer's configuration: " + setting));
    }
}
