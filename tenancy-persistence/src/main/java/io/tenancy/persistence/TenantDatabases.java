package io.tenancy.persistence;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.Secret;
import java.util.function.Function;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The ways to the databases of tenants that have one of their own, which are on the server of their store.
 *
 * @param app for the name of a database, connections of the role that serves; each call opens a new one
 * @param owner the same for the role that owns the tables
 */
public record TenantDatabases(Function<String, DataSource> app, Function<String, DataSource> owner) {
    /** The sockets of these connections, for the {@code socketFactory} of pools too. */
    public static final String SOCKETS = PatientSockets.class.getName();

    private static final int CONNECT_SECONDS = 5;

    /** Older than any server that is supported; the driver then introduces itself in its first message, not in one more. */
    private static final String OLDEST_SERVER = "12";

    public TenantDatabases {
        requireNonNull(app);
        requireNonNull(owner);
    }

    /**
     * Connections to another database of the server that a URL of the driver names; each call opens a new one.
     *
     * @param answerSeconds how long a statement may be without an answer before the connection is given up; 0 as long as the server
     *     answers others
     */
    public static DataSource source(String url, String database, String user, Secret password, int answerSeconds) {
        PGSimpleDataSource source = source(url, user, password, answerSeconds);
        source.setDatabaseName(database);
        return source;
    }

    /** The same to the very database that the URL names, past every pool. */
    public static DataSource direct(String url, String user, Secret password, int answerSeconds) {
        return source(url, user, password, answerSeconds);
    }

    private static PGSimpleDataSource source(String url, String user, Secret password, int answerSeconds) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url);
        source.setUser(user);
        source.setPassword(password.reveal());
        source.setApplicationName("tenancy");
        source.setAssumeMinServerVersion(OLDEST_SERVER);
        source.setConnectTimeout(CONNECT_SECONDS);
        source.setSocketTimeout(answerSeconds);
        source.setTcpKeepAlive(true);
        source.setSocketFactory(SOCKETS);
        source.setLogServerErrorDetail(false);
        return source;
    }
}
