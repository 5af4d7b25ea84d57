package io.tenancy.persistence;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Set;
import javax.sql.DataSource;
import liquibase.Liquibase;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/**
 * Brings a database to the tables of this release. Everything happens in one transaction, under a lock that ends with it:
 * nodes that start at once wait for each other, and a run that is cut off has changed nothing.
 */
public final class Migrations {
    /** The root changelog on the class path. Its parameter {@code appRole} names the role that serves requests. */
    public static final String CHANGELOG = "io/tenancy/persistence/migrations.xml";

    /** The changelog of a schema that has the tables of tenants alone: a tenant's own, or that of its own database. */
    public static final String TENANT_CHANGELOG = "io/tenancy/persistence/tenant.xml";

    /** Where Liquibase keeps what it has done. */
    private static final String SCHEMA = "catalogue";

    /** Any number, as long as nothing else in the database takes the same one: "TENANCY" in ASCII. */
    private static final long LOCK = 0x54454E414E4359L;

    private static final String PREPARE = """
            DO $$
            BEGIN
                IF to_regnamespace('catalogue') IS NULL THEN
                    CREATE SCHEMA catalogue;
                END IF;
                IF to_regnamespace('tenancy') IS NULL THEN
                    CREATE SCHEMA tenancy;
                END IF;
                SET LOCAL search_path = tenancy;
            END
            $$
            """;

    /** No table, no schema, no privilege: all three are what a database looks like that nobody has migrated. */
    private static final Set<String> NOT_MIGRATED = Set.of("42P01", "3F000", "42501");

    private Migrations() {}

    /**
     * Applies what is missing in the catalogue, the shared tables of every store, and then the tables that tenants have of
     * their own, as {@link FleetMigration} does by default.
     *
     * @throws IllegalStateException if a change of the catalogue or of shared tables fails
     */
    public static FleetSummary run(Stores stores, TenantSchema schema) {
        shared(stores, schema);
        return new FleetMigration(stores, schema, FleetOptions.DEFAULT, FleetProgress.NONE).run();
    }

    /**
     * Applies what is missing in the catalogue and the shared tables of every store, each in a transaction of its own.
     * Tenants with tables of their own are behind then, until those are migrated.
     *
     * @throws IllegalStateException if a change fails
     */
    public static void shared(Stores stores, TenantSchema schema) {
        migrate(stores.catalogue(), schema);
        stores.others().forEach(store -> store(stores.catalogue(), store, schema));
    }

    /**
     * The same for a store whose database the catalogue is to remember.
     *
     * @throws IllegalStateException if a change fails, or the store is another database than the catalogue remembers; nothing
     *     is changed there then
     */
    public static void store(Store catalogue, Store other, TenantSchema schema) {
        try {
            StoreIdentity identity = new StoreIdentity(catalogue, other);
            identity.require();
            store(other, schema);
            identity.remember();
        } catch (SQLException e) {
            throw new IllegalStateException(
                    "Which database the store " + other.name() + " is cannot be seen: " + e.getMessage(), e);
        }
    }

    /**
     * Applies what is missing in the shared tables of a store that does not have the catalogue.
     *
     * @throws IllegalStateException if a change fails
     */
    public static void store(Store other, TenantSchema schema) {
        new SharedTables(other, schema).update();
    }

    private static void migrate(Store store, TenantSchema schema) {
        try {
            Sql.inTransaction(store.owner(), transaction -> {
                lock(transaction);
                StoreIdentity identity = new StoreIdentity(store, store);
                identity.require(transaction, transaction);
                Sql.execute(transaction, PREPARE);
                update(transaction, schema.withCatalogue(), store.appRole());
                identity.remember(transaction, transaction);
                return store;
            });
        } catch (SQLException e) {
            throw new IllegalStateException("The database cannot be migrated: " + e.getMessage(), e);
        }
    }

    /** Liquibase takes a fifth of a start to find that there is nothing to do, so it is only asked where there is something. */
    private static void update(Connection transaction, Changelog changelog, String appRole) throws SQLException {
        if (changelog.isApplied(transaction, SCHEMA, appRole)) {
            Sql.execute(
                    transaction, SharedTables.SETTINGS); // the one change of the catalogue that is always made again
        } else {
            changelog.apply(transaction, SCHEMA, appRole);
        }
    }

    /** Whether the catalogue's database has every change of this release, asked by whichever role. */
    public static boolean isCurrent(DataSource ownerOrApp) {
        return isCurrent(ownerOrApp, TenantSchema.standard());
    }

    /** The same with the tables of an application. */
    public static boolean isCurrent(DataSource ownerOrApp, TenantSchema schema) {
        try {
            return Jdbi.create(ownerOrApp)
                    .withHandle(handle -> handle.createQuery(
                                    "SELECT filename || '::' || id || '::' || author FROM catalogue.databasechangelog")
                            .mapTo(String.class)
                            .set())
                    .containsAll(schema.withCatalogue().names());
        } catch (JdbiException e) {
            if (Failures.state(e).filter(NOT_MIGRATED::contains).isPresent()) {
                return false;
            }
            throw Failures.translate(e);
        }
    }

    /** Tells a Liquibase of one's own, for {@link #CHANGELOG}, where its bookkeeping is and which role serves. */
    public static void prepare(Liquibase liquibase, String appRole) {
        LiquibaseChangelog.prepare(liquibase, SCHEMA, appRole);
    }

    private static void lock(Connection connection) throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement("SELECT pg_advisory_xact_lock(?)")) {
            lock.setLong(1, LOCK);
            lock.execute();
        }
    }
}
