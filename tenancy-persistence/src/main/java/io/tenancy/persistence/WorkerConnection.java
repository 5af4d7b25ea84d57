package io.tenancy.persistence;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.tenant.Isolation;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The one connection of a worker, which goes on to the next schema where that is in the same database. */
final class WorkerConnection implements AutoCloseable {
    /** A server process keeps about 170 KB for each schema that it has seen, as long as it lives. */
    private static final int MOST_SCHEMAS = 200;

    private final OwnerConnections connections;
    private @Nullable Connection connection;
    private String database = "";
    private int uses;

    WorkerConnection(OwnerConnections connections) {
        this.connections = requireNonNull(connections);
    }

    Connection to(TenantPlace place) throws SQLException {
        Connection known = connection;
        if (known != null && isOf(place) && uses < MOST_SCHEMAS && !known.isClosed()) {
            uses++;
            return known;
        }
        close();
        Connection opened = connections.to(place);
        connection = opened;
        database = place.isolation() == Isolation.SCHEMA ? place.store() : "";
        uses = 1;
        return opened;
    }

    private boolean isOf(TenantPlace place) {
        return place.isolation() == Isolation.SCHEMA && place.store().equals(database);
    }

    /** Gives it back as it came, for where it is a pool's. */
    @Override
    public void close() {
        Connection known = connection;
        connection = null;
        if (known == null) {
            return;
        }
        try (known) {
            if (!known.isClosed()) {
                known.setAutoCommit(true);
            }
        } catch (SQLException e) {
            Failures.ignore("A connection of a migration does not close", e);
        }
    }
}
