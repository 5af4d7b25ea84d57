package io.tenancy.persistence;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.Liquibase;
import liquibase.Scope;
import liquibase.UpdateSummaryOutputEnum;
import liquibase.analytics.configuration.AnalyticsArgs;
import liquibase.changelog.ChangeLogParameters;
import liquibase.changelog.FastCheckService;
import liquibase.database.Database;
import liquibase.database.DatabaseFactory;
import liquibase.exception.LiquibaseException;
import liquibase.parser.ChangeLogParserFactory;
import liquibase.resource.ClassLoaderResourceAccessor;
import liquibase.resource.ResourceAccessor;
import liquibase.ui.LoggerUIService;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/**
 * Brings a database to the tables of this release. Everything happens in one transaction, under a lock that ends with it:
 * nodes that start at once wait for each other, and a run that is cut off has changed nothing.
 */
public final class Migrations {
    /** The root changelog on the class path. Its parameter {@code appRole} names the role that serves requests. */
    public static final String CHANGELOG = "io/tenancy/persistence/migrations.xml";

    private static final Pattern ROLE = Pattern.compile("[a-z_][a-z0-9_]{0,62}");

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
     * Applies what is missing.
     *
     * @param owner connections of the role that owns the database; to PostgreSQL itself or a pooler, in any mode
     * @param appRole the role that serves requests, which exists and gets what it needs
     * @throws IllegalStateException if a change fails; nothing is changed then
     */
    public static void run(DataSource owner, String appRole) {
        if (!ROLE.matcher(appRole).matches()) {
            throw new IllegalArgumentException("Not a plain lower-case role name: " + appRole);
        }
        try (Connection connection = owner.getConnection()) {
            connection.setAutoCommit(false);
            try {
                lock(connection);
                execute(connection, PREPARE);
                update(connection, appRole);
                connection.commit();
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
                execute(connection, "RESET search_path");
            }
        } catch (SQLException | LiquibaseException e) {
            throw new IllegalStateException("The database cannot be migrated: " + e.getMessage(), e);
        }
    }

    /** Whether the database has every change of this release, asked by whichever role. */
    public static boolean isCurrent(DataSource ownerOrApp) {
        try {
            return Jdbi.create(ownerOrApp)
                    .withHandle(handle -> handle.createQuery(
                                    "SELECT filename || '::' || id || '::' || author FROM catalogue.databasechangelog")
                            .mapTo(String.class)
                            .set())
                    .containsAll(Shipped.CHANGES);
        } catch (JdbiException e) {
            if (Failures.state(e).filter(NOT_MIGRATED::contains).isPresent()) {
                return false;
            }
            throw Failures.translate(e);
        }
    }

    private static void update(Connection connection, String appRole) throws LiquibaseException {
        quietly(() -> {
            Scope.getCurrentScope().getSingleton(FastCheckService.class).clearCache();
            Database database = DatabaseFactory.getInstance()
                    .findCorrectDatabaseImplementation(new OneTransactionConnection(connection));
            @SuppressWarnings("resource") // it would close the connection, which is not its own
            Liquibase liquibase = new Liquibase(CHANGELOG, resources(), database);
            liquibase.setShowSummaryOutput(UpdateSummaryOutputEnum.LOG);
            prepare(liquibase, appRole);
            liquibase.forceReleaseLocks();
            liquibase.update(new Contexts(), new LabelExpression());
        });
    }

    /** Tells a Liquibase of one's own, for {@link #CHANGELOG}, where its bookkeeping is and which role serves. */
    public static void prepare(Liquibase liquibase, String appRole) {
        liquibase.getDatabase().setLiquibaseSchemaName("catalogue");
        liquibase.setChangeLogParameter("appRole", appRole);
    }

    /** Runs Liquibase without its reports to its maker, and with its messages in the log. */
    private static void quietly(Scope.ScopedRunner<Void> work) throws LiquibaseException {
        Map<String, Object> settings =
                Map.of(AnalyticsArgs.ENABLED.getKey(), false, Scope.Attr.ui.name(), new LoggerUIService());
        try {
            Scope.child(settings, work);
        } catch (LiquibaseException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new LiquibaseException(e);
        }
    }

    private static void lock(Connection connection) throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement("SELECT pg_advisory_xact_lock(?)")) {
            lock.setLong(1, LOCK);
            lock.execute();
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static ResourceAccessor resources() {
        return new ClassLoaderResourceAccessor(Migrations.class.getClassLoader());
    }

    /** What the changelog consists of; read when somebody asks first. */
    private static final class Shipped {
        static final Set<String> CHANGES = read();

        private static Set<String> read() {
            try {
                return ChangeLogParserFactory.getInstance()
                        .getParser(CHANGELOG, resources())
                        .parse(CHANGELOG, new ChangeLogParameters(), resources())
                        .getChangeSets()
                        .stream()
                        .map(change -> change.getFilePath() + "::" + change.getId() + "::" + change.getAuthor())
                        .collect(Collectors.toUnmodifiableSet());
            } catch (LiquibaseException e) {
                throw new IllegalStateException("The changelog is damaged.", e);
            }
        }
    }
}
