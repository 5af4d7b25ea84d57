package io.tenancy.server;

import static java.util.Objects.requireNonNull;

import com.codahale.metrics.MetricRegistry;
import io.dropwizard.db.DataSourceFactory;
import io.dropwizard.db.ManagedDataSource;
import io.dropwizard.lifecycle.Managed;
import io.dropwizard.util.Duration;
import io.tenancy.persistence.ConnectionBudget;
import io.tenancy.persistence.Doctor;
import io.tenancy.persistence.Doctor.Depth;
import io.tenancy.persistence.FleetMigration;
import io.tenancy.persistence.FleetOptions;
import io.tenancy.persistence.FleetProgress;
import io.tenancy.persistence.FleetSummary;
import io.tenancy.persistence.Migrations;
import io.tenancy.persistence.Persistence;
import io.tenancy.persistence.Store;
import io.tenancy.persistence.Stores;
import io.tenancy.persistence.TenantDatabases;
import io.tenancy.persistence.TenantSchema;
import io.tenancy.server.config.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The two pools of connections of one database, one in the role that serves, one in the role that owns; and the ways to
 * the databases of tenants on the same server.
 */
public final class Databases implements Managed, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Databases.class);

    /** How long a node may believe what it has read of a tenant or a session; the promise is 2 s. */
    private static final java.time.Duration STALENESS = java.time.Duration.ofMillis(1_500);

    /** How long a request waits for a connection. */
    private static final java.time.Duration PATIENCE = java.time.Duration.ofSeconds(5);

    private static final int OWNER_CONNECTIONS = 3;

    /** The owner may have to wait long: it migrates, and erases large tenants. A peer that is gone is told by TCP. */
    private static final String FOREVER = "0";

    private static final String SOCKET_TIMEOUT = "60";

    private final ManagedDataSource app;
    private final ManagedDataSource owner;
    private final Stores stores;
    private final TenantSchema schema;
    private final Persistence persistence;

    /** The databases of a deployment whose tenants have Tenancy's own tables alone. */
    public Databases(Database settings, MetricRegistry metrics) {
        this(settings, TenantSchema.standard(), metrics);
    }

    public Databases(Database settings, TenantSchema schema, MetricRegistry metrics) {
        this.schema = requireNonNull(schema);
        this.app = app(settings).build(metrics, "app");
        this.owner = owner(settings).build(metrics, "owner");
        TenantDatabases tenants = new TenantDatabases(
                name -> source(settings, settings.app(), name, SOCKET_TIMEOUT),
                name -> source(settings, settings.owner(), name, FOREVER));
        this.stores = Stores.of(new Store("main", app, owner, settings.app().user(), Optional.of(tenants)));
        this.persistence =
                Persistence.on(stores, schema, new ConnectionBudget(settings.tenantPoolMax(), PATIENCE), STALENESS);
    }

    /** What it takes to connect as the owner. */
    public static DataSourceFactory owner(Database settings) {
        return factory(settings, settings.owner(), OWNER_CONNECTIONS, FOREVER);
    }

    private static DataSourceFactory app(Database settings) {
        return factory(settings, settings.app(), settings.poolMax(), SOCKET_TIMEOUT);
    }

    public DataSource app() {
        return app;
    }

    public Persistence persistence() {
        return persistence;
    }

    /**
     * Brings the catalogue and the shared tables to the state that this version needs; harmless where they are there
     * already. The own tables of tenants are left to {@link #fleet}.
     *
     * @throws Refusal if that is not possible; nothing is changed then
     */
    public void migrate() {
        requireReachable(owner, "TENANCY_DB_OWNER_USER");
        try {
            Migrations.shared(stores, schema);
        } catch (IllegalStateException e) {
            throw new Refusal(String.valueOf(e.getMessage()), e);
        }
    }

    /** What brings the own tables of tenants to this version. */
    public FleetMigration fleet(FleetOptions options, FleetProgress progress) {
        return new FleetMigration(stores, schema, options, progress);
    }

    /**
     * Brings the own tables of tenants to this version.
     *
     * @throws Refusal if the catalogue does not have the tables of this version itself
     */
    public FleetSummary migrateTenants(FleetOptions options, FleetProgress progress) {
        requireReachable(owner, "TENANCY_DB_OWNER_USER");
        try {
            return fleet(options, progress).run();
        } catch (IllegalStateException e) {
            throw new Refusal(String.valueOf(e.getMessage()), e);
        }
    }

    /**
     * Makes sure that the database is there, is migrated, and keeps tenants apart.
     *
     * @throws Refusal if it does not; the message says why
     */
    public void requireSafe() {
        requireReachable(app, "TENANCY_DB_APP_USER");
        List<String> dangers = dangers();
        if (!dangers.isEmpty()) {
            throw Refusal.listing("Tenancy does not serve from this database:", dangers);
        }
    }

    /** Makes sure that the database is there, as {@link #requireSafe} does. */
    public void requireReachable() {
        requireReachable(app, "TENANCY_DB_APP_USER");
        requireReachable(owner, "TENANCY_DB_OWNER_USER");
    }

    /** Who looks at all these databases. */
    public Doctor doctor() {
        return new Doctor(stores, TenantSchema.standard(), InstantSource.system());
    }

    /** Logs what is no danger, but better mended. */
    public void logWarnings() {
        doctor().examine(Depth.QUICK).stream()
                .filter(finding -> !finding.isDanger())
                .forEach(finding -> LOG.warn("{}: {}", finding.check().id(), finding.problem()));
    }

    public boolean isMigrated() {
        return Migrations.isCurrent(app, schema);
    }

    /** What keeps this database from being served, in sentences; empty where nothing does. */
    public List<String> dangers() {
        if (!isMigrated()) {
            return List.of("The tables are not those of this version. Run the command: db migrate config.yml");
        }
        return persistence.dangers();
    }

    @Override
    public void start() throws Exception {
        app.start();
        owner.start();
    }

    @Override
    public void stop() throws Exception {
        persistence.close();
        app.stop();
        owner.stop();
    }

    @Override
    public void close() {
        try {
            stop();
        } catch (Exception e) {
            throw new IllegalStateException("The pools of connections do not close.", e);
        }
    }

    private static void requireReachable(DataSource source, String variable) {
        try (Connection connection = source.getConnection()) {
            connection.isValid(5);
        } catch (SQLException e) {
            throw new Refusal(
                    "The database of TENANCY_DB_URL cannot be reached as the user of " + variable + ": "
                            + e.getMessage(),
                    e);
        }
    }

    private static DataSource source(Database settings, Database.Role role, String database, String socketTimeout) {
        return TenantDatabases.source(
                settings.url(), database, role.user(), role.password(), Integer.parseInt(socketTimeout));
    }

    private static DataSourceFactory factory(
            Database settings, Database.Role role, int connections, String socketTimeout) {
        DataSourceFactory factory = new DataSourceFactory();
        factory.setDriverClass("org.postgresql.Driver");
        factory.setUrl(settings.url());
        factory.setUser(role.user());
        factory.setPassword(role.password().reveal());
        factory.setProperties(Map.of(
                "ApplicationName", "tenancy",
                "connectTimeout", "5",
                "socketTimeout", socketTimeout,
                "tcpKeepAlive", "true",
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
