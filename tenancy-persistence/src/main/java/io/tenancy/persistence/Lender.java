package io.tenancy.persistence;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Optional;
import javax.sql.DataSource;
import org.jdbi.v3.core.ConnectionFactory;

/** Lends connections for a key, and gets each of them back. */
interface Lender<K> {
    Connection take(K key) throws SQLException;

    void giveBack(Connection connection) throws SQLException;

    default ConnectionFactory to(K key) {
        return new ConnectionFactory() {
            @Override
            public Connection openConnection() throws SQLException {
                return take(key);
            }

            @Override
            public void closeConnection(Connection connection) throws SQLException {
                giveBack(connection);
            }
        };
    }

    /** What a caller gets whose thread is interrupted while it waits; it stays interrupted. */
    static SQLTransientConnectionException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new SQLTransientConnectionException("Interrupted while waiting for a connection", e);
    }

    /** The connections of a store, for the name of a schema or for none; which one it is makes a difference to some alone. */
    static Lender<Optional<String>> of(DataSource source) {
        if (source instanceof AffinityDataSource near) {
            return near.lender();
        }
        return new Lender<>() {
            @Override
            public Connection take(Optional<String> schema) throws SQLException {
                return source.getConnection();
            }

            @Override
            public void giveBack(Connection connection) throws SQLException {
                connection.close();
            }
        };
    }
}
