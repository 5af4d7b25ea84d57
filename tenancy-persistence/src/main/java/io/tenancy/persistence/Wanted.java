package io.tenancy.persistence;

import static java.util.Objects.requireNonNull;

import java.sql.Connection;
import java.sql.SQLException;
import org.jdbi.v3.core.ConnectionFactory;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Lends a Jdbi, which knows of no keys, the connections that a call wants. */
final class Wanted<K> implements ConnectionFactory {
    private final Lender<K> lender;

    @SuppressWarnings("ThreadLocalUsage") // set for the time of one call, as each deployment has its own
    private final ThreadLocal<@Nullable K> wanted = new ThreadLocal<>();

    Wanted(Lender<K> lender) {
        this.lender = requireNonNull(lender);
    }

    /** Opens a handle on a connection for a key, with a Jdbi of these connections. */
    Handle open(K key, Jdbi jdbi) {
        wanted.set(key);
        try {
            return jdbi.open();
        } finally {
            wanted.remove();
        }
    }

    @Override
    public Connection openConnection() throws SQLException {
        return lender.take(requireNonNull(wanted.get(), "nothing is wanted"));
    }

    @Override
    public void closeConnection(Connection connection) throws SQLException {
        lender.giveBack(connection);
    }
}
