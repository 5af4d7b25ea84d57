package io.tenancy.persistence;

import static java.util.Objects.requireNonNull;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Lets one run at a time migrate the tenants of a deployment. It is a lock of a transaction that stays open on a connection
 * of its own, because behind a pooler in transaction mode a session is nobody's. Should that connection be lost, and
 * another run begin, the two meet at the lock of each tenant, and find its tables up to date.
 */
final class RunLock implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofMillis(250);

    private static final String UNTIL_THE_END = "SET LOCAL idle_in_transaction_session_timeout = 0";

    private static final String TRY = """
            SELECT pg_try_advisory_xact_lock(hashtextextended('tenancy: tenants migrate', 0))::text
            """;

    private final Connection connection;

    private RunLock(Connection connection) {
        this.connection = requireNonNull(connection);
    }

    /** Takes it, or waits until it is free without keeping a transaction open meanwhile. */
    static RunLock acquire(Connection catalogue, FleetProgress progress) throws SQLException, InterruptedException {
        RunLock lock = new RunLock(catalogue);
        try {
            catalogue.setAutoCommit(false);
            if (!isTaken(catalogue)) {
                progress.waits();
                do {
                    TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
                } while (!isTaken(catalogue));
            }
            return lock;
        } catch (SQLException | InterruptedException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private static boolean isTaken(Connection catalogue) throws SQLException {
        Sql.execute(catalogue, UNTIL_THE_END);
        boolean taken = Boolean.parseBoolean(Sql.one(catalogue, TRY));
        if (!taken) {
            catalogue.rollback();
        }
        return taken;
    }

    @Override
    public void close() {
        try (connection) {
            connection.rollback();
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            Failures.ignore("The lock of a run ends with its connection", e);
        }
    }
}
