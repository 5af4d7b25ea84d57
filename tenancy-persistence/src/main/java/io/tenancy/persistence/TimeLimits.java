package io.tenancy.persistence;

import static java.util.Objects.requireNonNull;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.sql.DataSource;

/**
 * How long the server of a database lets the role that serves take; zero for ever. They are settings of the role, which each of
 * its connections has from its start: that costs no statement anything, and holds behind a pooler too.
 *
 * @param statement for one statement
 * @param lock for one lock
 * @param idle for a transaction that does nothing, which is ended then together with its connection
 */
public record TimeLimits(Duration statement, Duration lock, Duration idle) {
    /** Other nodes may be about the same row of the server's catalogue. */
    private static final int ATTEMPTS = 5;

    private static final String NOW = "SELECT COALESCE((SELECT setting FROM pg_settings WHERE name = ?), '')";

    public TimeLimits {
        requireNonNull(statement);
        requireNonNull(lock);
        requireNonNull(idle);
    }

    /**
     * Gives them to the role of these connections, where it does not have them; it is free to do so for itself. New connections
     * have them.
     *
     * @throws IllegalStateException if that fails
     */
    public void giveTo(DataSource app) {
        for (int attempt = 1; ; attempt++) {
            try (Connection connection = Sql.connect(app)) {
                for (Map.Entry<String, Duration> limit : limits().entrySet()) {
                    give(
                            connection,
                            limit.getKey(),
                            String.valueOf(limit.getValue().toMillis()));
                }
                return;
            } catch (SQLException e) {
                if (attempt == ATTEMPTS) {
                    throw new IllegalStateException("The role that serves has no limits of time: " + e.getMessage(), e);
                }
            }
        }
    }

    private Map<String, Duration> limits() {
        Map<String, Duration> limits = new LinkedHashMap<>();
        limits.put("statement_timeout", statement);
        limits.put("lock_timeout", lock);
        limits.put("idle_in_transaction_session_timeout", idle);
        return limits;
    }

    private static void give(Connection connection, String name, String milliseconds) throws SQLException {
        if (!Sql.one(connection, NOW, name).equals(milliseconds)) {
            Sql.execute(connection, "ALTER ROLE CURRENT_USER SET " + name + " = " + milliseconds);
        }
    }
}
