package io.tenancy.persistence;

import static java.util.Objects.requireNonNull;

import java.io.StringWriter;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import liquibase.ChecksumVersion;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.Liquibase;
import liquibase.Scope;
import liquibase.UpdateSummaryOutputEnum;
import liquibase.analytics.configuration.AnalyticsArgs;
import liquibase.changelog.ChangeLogParameters;
import liquibase.changelog.ChangeSet;
import liquibase.changelog.FastCheckService;
import liquibase.database.Database;
import liquibase.database.DatabaseFactory;
import liquibase.exception.LiquibaseException;
import liquibase.parser.ChangeLogParserFactory;
import liquibase.resource.ClassLoaderResourceAccessor;
import liquibase.resource.ResourceAccessor;
import liquibase.ui.LoggerUIService;

/** A changelog of this release, which Liquibase applies or spells out. */
final class Changelog {
    /** Liquibase repeats in its output the search path of the connection that it looked at. */
    private static final Pattern SEARCH_PATH = Pattern.compile("(?im)^SET SEARCH_PATH .*$");

    private final String file;
    private final List<Change> changes;

    Changelog(String file) {
        this.file = requireNonNull(file);
        this.changes = read(file);
    }

    /** One change set: how the table of changes names it, and what its content sums up to. */
    record Change(String name, String checksum) {}

    List<Change> changes() {
        return changes;
    }

    /**
     * Applies what is missing within the transaction of a connection, whose search path is where the tables belong.
     *
     * @param schema where the table of changes is
     */
    void apply(Connection connection, String schema, String appRole) throws LiquibaseException {
        quietly(() -> {
            Liquibase liquibase = on(connection, schema, appRole);
            liquibase.forceReleaseLocks();
            liquibase.update(new Contexts(), new LabelExpression());
        });
    }

    /** The SQL that applies what is missing, and notes it, so that Liquibase later finds nothing to do. */
    String sql(Connection connection, String schema, String appRole) throws LiquibaseException {
        StringWriter sql = new StringWriter();
        quietly(() -> on(connection, schema, appRole).updateSql(new Contexts(), new LabelExpression(), sql));
        return SEARCH_PATH.matcher(sql.toString()).replaceAll("");
    }

    private Liquibase on(Connection connection, String schema, String appRole) throws LiquibaseException {
        Scope.getCurrentScope().getSingleton(FastCheckService.class).clearCache();
        Database database = DatabaseFactory.getInstance()
                .findCorrectDatabaseImplementation(new OneTransactionConnection(connection));
        Liquibase liquibase = new Liquibase(file, resources(), database); // closing it would close the connection
        liquibase.setShowSummaryOutput(UpdateSummaryOutputEnum.LOG);
        prepare(liquibase, schema, appRole);
        return liquibase;
    }

    /** Tells a Liquibase in which schema its bookkeeping is and which role serves. */
    static void prepare(Liquibase liquibase, String schema, String appRole) {
        liquibase.getDatabase().setLiquibaseSchemaName(schema);
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

    private static List<Change> read(String file) {
        try {
            return ChangeLogParserFactory.getInstance()
                    .getParser(file, resources())
                    .parse(file, new ChangeLogParameters(), resources())
                    .getChangeSets()
                    .stream()
                    .map(Changelog::change)
                    .toList();
        } catch (LiquibaseException e) {
            throw new IllegalStateException("The changelog is damaged.", e);
        }
    }

    private static Change change(ChangeSet change) {
        return new Change(
                change.getFilePath() + "::" + change.getId() + "::" + change.getAuthor(),
                change.generateCheckSum(ChecksumVersion.latest()).toString());
    }

    private static ResourceAccessor resources() {
        return new ClassLoaderResourceAccessor(Changelog.class.getClassLoader());
    }
}
