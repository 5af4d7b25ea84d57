package io.tenancy.persistence;

import io.tenancy.persistence.Changelog.Change;
import java.io.StringWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import liquibase.ChecksumVersion;
import liquibase.ContextExpression;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.Labels;
import liquibase.Liquibase;
import liquibase.Scope;
import liquibase.UpdateSummaryOutputEnum;
import liquibase.analytics.configuration.AnalyticsArgs;
import liquibase.changelog.ChangeLogParameters;
import liquibase.changelog.ChangeSet;
import liquibase.changelog.DatabaseChangeLog;
import liquibase.changelog.FastCheckService;
import liquibase.database.Database;
import liquibase.database.DatabaseFactory;
import liquibase.database.DatabaseList;
import liquibase.database.core.PostgresDatabase;
import liquibase.exception.LiquibaseException;
import liquibase.resource.ClassLoaderResourceAccessor;
import liquibase.resource.ResourceAccessor;
import liquibase.ui.LoggerUIService;

/** The changelogs of this release one after the other, which Liquibase reads, applies or spells out as one. */
final class LiquibaseChangelog {
    /** The parameter of the changelogs that names the role that serves requests. */
    private static final String APP_ROLE = "appRole";

    /** Liquibase repeats in its output the search path of the connection that it looked at. */
    private static final Pattern SEARCH_PATH = Pattern.compile("(?im)^SET SEARCH_PATH .*$");

    private final List<String> files;
    private final Once<List<ChangeSet>> changeSets = new Once<>(this::read);

    /** Changelogs by their names on the class path; each of the questions about them fails if one cannot be read. */
    LiquibaseChangelog(List<String> files) {
        this.files = List.copyOf(files);
    }

    List<Change> changes() {
        return changeSets.get().stream().map(LiquibaseChangelog::change).toList();
    }

    /**
     * The same, where each change set is the same SQL for all, applied once.
     *
     * @throws IllegalStateException if one is not
     */
    List<Change> plainChanges() {
        requirePlain();
        return changes();
    }

    /** The files that the change sets are in, those by which they are included first. */
    List<String> sources() {
        return Stream.concat(files.stream(), changeSets.get().stream().map(LiquibaseChangelog::source))
                .distinct()
                .toList();
    }

    private static String source(ChangeSet change) {
        return change.getChangeLog().getPhysicalFilePath();
    }

    /**
     * Applies what is missing within the transaction of a connection, whose search path is where the tables belong.
     *
     * @param schema where the table of changes is
     */
    void apply(Connection connection, String schema, String appRole) throws SQLException {
        quietly(() -> {
            Liquibase liquibase = on(connection, schema, appRole);
            liquibase.forceReleaseLocks();
            liquibase.update(new Contexts(), new LabelExpression());
        });
    }

    /** The SQL that applies what is missing, and notes it, so that Liquibase later finds nothing to do. */
    String sql(Connection connection, String schema, String appRole) throws SQLException {
        StringWriter sql = new StringWriter();
        quietly(() -> on(connection, schema, appRole).updateSql(new Contexts(), new LabelExpression(), sql));
        return SEARCH_PATH.matcher(sql.toString()).replaceAll("");
    }

    private Liquibase on(Connection connection, String schema, String appRole) throws LiquibaseException {
        Scope.getCurrentScope().getSingleton(FastCheckService.class).clearCache();
        Database database = DatabaseFactory.getInstance()
                .findCorrectDatabaseImplementation(new OneTransactionConnection(connection));
        ChangeLogParameters parameters = new ChangeLogParameters(database);
        parameters.set(APP_ROLE, appRole);
        Liquibase liquibase = new Liquibase(all(parameters), resources(), database); // closing closes the connection
        liquibase.setShowSummaryOutput(UpdateSummaryOutputEnum.LOG);
        liquibase.getDatabase().setLiquibaseSchemaName(schema);
        return liquibase;
    }

    private DatabaseChangeLog all(ChangeLogParameters parameters) throws LiquibaseException {
        DatabaseChangeLog all = new DatabaseChangeLog(files.get(files.size() - 1));
        all.setChangeLogParameters(parameters);
        for (String file : files) {
            all.include(
                    file,
                    false,
                    true,
                    resources(),
                    new ContextExpression(),
                    new Labels(),
                    false,
                    null,
                    DatabaseChangeLog.OnUnknownFileFormat.FAIL);
        }
        return all;
    }

    /** Tells a Liquibase in which schema its bookkeeping is and which role serves. */
    static void prepare(Liquibase liquibase, String schema, String appRole) {
        liquibase.getDatabase().setLiquibaseSchemaName(schema);
        liquibase.setChangeLogParameter(APP_ROLE, appRole);
    }

    /** Runs Liquibase without its reports to its maker, and with its messages in the log. */
    private static void quietly(Scope.ScopedRunner<Void> work) throws SQLException {
        Map<String, Object> settings =
                Map.of(AnalyticsArgs.ENABLED.getKey(), false, Scope.Attr.ui.name(), new LoggerUIService());
        try {
            Scope.child(settings, work);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new SQLException(e.getMessage(), e);
        }
    }

    private void requirePlain() {
        PostgresDatabase postgres = new PostgresDatabase();
        for (ChangeSet change : changeSets.get()) {
            obstacle(change, postgres).ifPresent(what -> {
                throw new IllegalStateException(
                        "The change set " + change(change).name() + " " + what
                                + ". A change of the tables of tenants is plain SQL that is applied once, in a transaction.");
            });
        }
    }

    private static Optional<String> obstacle(ChangeSet change, Database postgres) {
        if (!change.isRunInTransaction()) {
            return Optional.of("has runInTransaction:false");
        }
        if (change.isAlwaysRun() || change.isRunOnChange()) {
            return Optional.of("has runAlways or runOnChange");
        }
        if (change.isIgnore() || !DatabaseList.definitionMatches(change.getDbmsSet(), postgres, true)) {
            return Optional.of("is not for PostgreSQL, or is ignored");
        }
        if (change.getPreconditions() != null
                && !change.getPreconditions().getNestedPreconditions().isEmpty()) {
            return Optional.of("has preconditions");
        }
        return change.getChanges().stream().anyMatch(part -> part.generateStatementsVolatile(postgres))
                ? Optional.of("depends on the database, or runs a program")
                : Optional.empty();
    }

    private List<ChangeSet> read() {
        try {
            ChangeLogParameters parameters = new ChangeLogParameters();
            parameters.set(APP_ROLE, Changelog.USUAL_ROLE);
            return List.copyOf(all(parameters).getChangeSets());
        } catch (LiquibaseException e) {
            throw new IllegalStateException("A changelog cannot be read: " + e.getMessage(), e);
        }
    }

    private static Change change(ChangeSet change) {
        return new Change(
                change.getFilePath() + "::" + change.getId() + "::" + change.getAuthor(),
                change.generateCheckSum(ChecksumVersion.latest()).toString());
    }

    private static ResourceAccessor resources() {
        return new ClassLoaderResourceAccessor(LiquibaseChangelog.class.getClassLoader());
    }
}
