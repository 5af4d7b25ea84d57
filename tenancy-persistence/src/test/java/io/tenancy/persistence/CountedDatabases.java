package io.tenancy.persistence;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Counts the connections that this side has open: the server's own list still shows for a while what is closed, as its
 * processes end when they find the time.
 */
final class CountedDatabases {
    private final TenantDatabases real;
    private final Queue<Connection> opened = new ConcurrentLinkedQueue<>();
    private final AtomicInteger most = new AtomicInteger();

    CountedDatabases(TenantDatabases real) {
        this.real = real;
    }

    TenantDatabases databases() {
        return new TenantDatabases(
                name -> new PGSimpleDataSource() {
                    private static final long serialVersionUID = 1L;

                    @Override
                    public Connection getConnection() throws SQLException {
                        Connection connection = real.app().apply(name).getConnection();
                        opened.add(connection);
                        most.accumulateAndGet(open(), Math::max);
                        return connection;
                    }
                },
                real.owner());
    }

    int open() {
        return (int) opened.stream().filter(CountedDatabases::isOpen).count();
    }

    int most() {
        return most.get();
    }

    private static boolean isOpen(Connection connection) {
        try {
            return !connection.isClosed();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
