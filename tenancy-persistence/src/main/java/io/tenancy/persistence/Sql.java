package io.tenancy.persistence;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.postgresql.core.Utils;

/** The few statements of an owner, which make and remove objects and have names where others have parameters. */
final class Sql {
    /** The state of a connection that cannot be had, which not every pool says. */
    private static final String CONNECTION_FAILURE = "08001";

    private Sql() {}

    static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(sql);
        }
    }

    /**
     * Executes many statements as one, which the driver need not take apart: for a hundred of them that saves a tenth of what
     * they cost the server, and most of what they cost here.
     */
    static void executeAtOnce(Connection connection, String statements) throws SQLException {
        execute(connection, "DO " + text("BEGIN EXECUTE " + text(statements) + "; END"));
    }

    /** Executes a statement that refuses to be in a transaction. */
    static void execute(DataSource source, String sql) throws SQLException {
        try (Connection connection = connect(source)) {
            execute(connection, sql);
        }
    }

    /** The first column of a query with texts as parameters. */
    static List<String> list(Connection connection, String query, String... arguments) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            for (int i = 0; i < arguments.length; i++) {
                statement.setString(i + 1, arguments[i]);
            }
            List<String> values = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    values.add(rows.getString(1));
                }
            }
            return values;
        }
    }

    static String one(Connection connection, String query, String... arguments) throws SQLException {
        return list(connection, query, arguments).get(0);
    }

    static boolean exists(Connection connection, String query, String... arguments) throws SQLException {
        return !list(connection, query, arguments).isEmpty();
    }

    /** A name as PostgreSQL reads it in a statement. */
    static String name(String name) {
        try {
            return Utils.escapeIdentifier(null, name).toString();
        } catch (SQLException e) {
            throw new IllegalArgumentException("Not a name: " + name, e);
        }
    }

    static String text(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    /**
     * Takes a connection.
     *
     * @throws SQLTransientConnectionException if there is none, for whatever reason
     */
    static Connection connect(DataSource source) throws SQLException {
        try {
            return source.getConnection();
        } catch (SQLException e) {
            throw new SQLTransientConnectionException(e.getMessage(), CONNECTION_FAILURE, e);
        }
    }

    /** Runs work that fails as a whole or not at all. */
    static <T> T inTransaction(DataSource source, Work<T> work) throws SQLException {
        return run(source, work, true);
    }

    /** Runs work that is undone, whatever its result. */
    static <T> T inVain(DataSource source, Work<T> work) throws SQLException {
        return run(source, work, false);
    }

    /** Liquibase sets the search path of the session that it works on, so that is taken back too. */
    private static <T> T run(DataSource source, Work<T> work, boolean commit) throws SQLException {
        try (Connection connection = connect(source)) {
            connection.setAutoCommit(false);
            try {
                T result = work.on(connection);
                if (commit) {
                    connection.commit();
                }
                return result;
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
                execute(connection, "RESET search_path");
            }
        }
    }

    /** Holds other transactions with the same lock up until the end of this one. */
    static void lock(Connection transaction, String name) throws SQLException {
        list(transaction, "SELECT pg_advisory_xact_lock(hashtextextended(?, 0))::text", name);
    }

    interface Work<T> {
        T on(Connection connection) throws SQLException;
    }
}
