package io.tenancy.server;

import static java.util.Objects.requireNonNull;

import com.codahale.metrics.MetricRegistry;
import io.dropwizard.db.DataSourceFactory;
import io.dropwizard.db.ManagedDataSource;
import io.dropwizard.lifecycle.Managed;
import io.dropwizard.util.Duration;
import io.tenancy.persistence.AffinityDataSource;
import io.tenancy.persistence.Store;
import io.tenancy.persistence.TenantDatabases;
import io.tenancy.server.config.StoreSettings;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.apache.tomcat.jdbc.pool.DataSourceProxy;

/**
 * The two pools of connections of one store, one in the role that serves, one in the role that owns; and the ways to the
 * databases of tenants on the same server.
 */
final class StorePools implements Managed {
    /** How long a request waits for a connection. */
    static final java.time.Duration PATIENCE = java.time.Duration.ofSeconds(5);

    private static final int OWNER_CONNECTIONS = 3;

    /** The owner may have to wait long: it migrates, and erases large tenants. It does so while the server answers others. */
    private static final int FOREVER = 0;

    private static final int SOCKET_TIMEOUT = 60;

    private final StoreSettings settings;
    private final ManagedDataSource app;
    private final AffinityDataSource serving;
    private final ManagedDataSource owner;

    StorePools(StoreSettings settings) {
        this.settings = requireNonNull(settings);
        // Dropwizard's own metrics have no labels, so that they cannot tell stores apart.
        this.app = factory(settings.url(), settings.app(), settings.poolMax(), SOCKET_TIMEOUT)
                .build(new MetricRegistry(), "app");
        this.serving = new AffinityDataSource(app, settings.poolMax(), PATIENCE);
        this.owner = owner(settings).build(new MetricRegistry(), "owner");
    }

    /** What it takes to connect as the owner. */
    static DataSourceFactory owner(StoreSettings settings) {
        return factory(settings.ownerUrl(), settings.owner(), OWNER_CONNECTIONS, FOREVER);
    }

    DataSource app() {
        return serving;
    }

    DataSource owner() {
        return owner;
    }

    /** The store as requests use it. */
    Store store() {
        return store(serving, owner);
    }

    /**
     * The same store past its pools, which requests may have used up.
     *
     * @param answerSeconds how long a statement may be without an answer; 0 as long as the server answers others
     */
    Store direct(int answerSeconds) {
        return store(
                TenantDatabases.direct(
                        settings.url(), settings.app().user(), settings.app().password(), answerSeconds),
                TenantDatabases.direct(
                        settings.ownerUrl(),
                        settings.owner().user(),
                        settings.owner().password(),
                        answerSeconds));
    }

    private Store store(DataSource asApp, DataSource asOwner) {
        TenantDatabases tenants = new TenantDatabases(
                name -> source(settings.url(), settings.app(), name, SOCKET_TIMEOUT),
                name -> source(settings.ownerUrl(), settings.owner(), name, FOREVER));
        return new Store(
                settings.name(),
                settings.region(),
                asApp,
                asOwner,
                settings.app().user(),
                Optional.of(tenants));
    }

    /** Connections of the role that serves, past every pooler, that wait for ever for a word. */
    DataSource listening() {
        return TenantDatabases.direct(
                settings.ownerUrl(), settings.app().user(), settings.app().password(), FOREVER);
    }

    Stream<PoolUse> use() {
        DataSourceProxy owners = (DataSourceProxy) owner;
        return Stream.of(
                use("app", (DataSourceProxy) app, serving.resting(), serving.waiting()),
                use("owner", owners, 0, owners.getWaitCount()));
    }

    /** @param resting how many are lent by the pool and used by nobody */
    private PoolUse use(String role, DataSourceProxy pool, int resting, int waiting) {
        int active = Math.max(0, pool.getActive() - resting);
        return new PoolUse(settings.name(), role, active, pool.getIdle() + resting, waiting, pool.getMaxActive());
    }

    @Override
    public void start() throws Exception {
        app.start();
        owner.start();
    }

    @Override
    public void stop() throws Exception {
        serving.close();
        app.stop();
        owner.stop();
    }

    private static DataSource source(String url, StoreSettings.Role role, String database, int answerSeconds) {
        return TenantDatabases.source(url, database, role.user(), role.password(), answerSeconds);
    }

    private static DataSourceFactory factory(String url, StoreSettings.Role role, int connections, int answerSeconds) {
        DataSourceFactory factory = new DataSourceFactory();
        factory.setDriverClass("org.postgresql.Driver");
        factory.setUrl(url);
        factory.setUser(role.user());
        factory.setPassword(role.password().reveal());
        factory.setProperties(Map.of(
                "ApplicationName", "tenancy",
                "connectTimeout", "5",
                "socketTimeout", String.valueOf(answerSeconds),
                "tcpKeepAlive", "true",
                "socketFactory", TenantDatabases.SOCKETS,
                "preparedStatementCacheQueries", "512",
                "logServerErrorDetail", "false"));
        factory.setInitialSize(0);
        factory.setMinSize(0);
        factory.setMaxSize(connections);
        factory.setMaxWaitForConnection(Duration.seconds(PATIENCE.toSeconds()));
        factory.setMinIdleTime(Duration.minutes(1));
        factory.setMaxConnectionAge(Duration.minutes(30));
        factory.setCheckConnectionOnBorrow(true);
        factory.setValidationInterval(Duration.seconds(5));
        factory.setValidationQueryTimeout(Duration.seconds(3));
        factory.setJdbcInterceptors(Optional.of("ConnectionState"));
        return factory;
    }
}
