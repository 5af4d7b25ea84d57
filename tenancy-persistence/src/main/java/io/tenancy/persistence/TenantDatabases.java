package io.tenancy.persistence;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.Secret;
import java.time.Duration;
import java.util.function.Function;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The ways to the databases of tenants that have one of their own, which are on the server of the catalogue.
 *
 * @param app for the name of a database, connections of the role that serves; each call opens a new one
 * @param owner the same for the role that owns the tables
 * @param connections the most that this process has open in the role that serves, to all these databases together
 * @param patience how long a call waits for one of them, before it is refused with the advice to try again
 */
public record TenantDatabases(
        Function<String, DataSource> app, Function<String, DataSource> owner, int connections, Duration patience) {
    private static final int CONNECT_SECONDS = 5;

    public TenantDatabases {
        requireNonNull(app);
        requireNonNull(owner);
        if (connections < 1 || patience.isNegative()) {
            throw new IllegalArgumentException("One connection at least, and no negative patience");
        }
    }

    /**
     * Connections to another database of the server that a URL of the driver names; each call opens a new one.
     *
     * @param answerSeconds how long a statement may be without an answer before the connection is given up; 0 for ever
     */
    public static DataSource source(String url, String database, String user, Secret password, int answerSeconds) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url);
        source.setDatabaseName(database);
        source.setUser(user);
        source.setPassword(password.reveal());
        source.setApplicationName("tenancy");
        source.setConnectTimeout(CONNECT_SECONDS);
        source.setSocketTimeout(answerSeconds);
        source.setTcpKeepAlive(true);
        source.setLogServerErrorDetail(false);
        return source;
    }
}
