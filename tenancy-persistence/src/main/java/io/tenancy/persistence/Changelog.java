package io.tenancy.persistence;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The changelogs of this release one after the other. What is in Tenancy's own is known from the notes of the build, without
 * Liquibase: loading it and reading them takes a fifth of a start that has nothing to migrate.
 */
final class Changelog {
    /** The role that serves requests where nobody has named another one; its name is in what change sets sum up to. */
    static final String USUAL_ROLE = "tenancy_app";

    private static final String APPLIED = """
            SELECT md5sum || ' ' || filename || '::' || id || '::' || author
            FROM %s.databasechangelog
            WHERE md5sum IS NOT NULL AND exectype IN ('EXECUTED', 'RERAN', 'MARK_RAN')
            """;

    private final List<String> files;
    private final List<Change> changes;
    private final Set<String> names;

    private Changelog(List<String> files, List<Change> changes) {
        this.files = List.copyOf(files);
        this.changes = List.copyOf(changes);
        this.names = changes.stream().map(Change::name).collect(Collectors.toUnmodifiableSet());
    }

    /** One change set: how the table of changes names it, and what its content sums up to where the usual role serves. */
    record Change(String name, String checksum) {
        /** What is in one line, the sum first. */
        static Change parse(String line) {
            int end = line.indexOf(' ');
            return new Change(line.substring(end + 1), line.substring(0, end));
        }

        String line() {
            return checksum + " " + name;
        }
    }

    /**
     * Changelogs by their names on the class path.
     *
     * @throws IllegalStateException if one cannot be read
     */
    static Changelog of(List<String> files) {
        return of(files, () -> new LiquibaseChangelog(files).changes());
    }

    /**
     * The same, where each change set is the same SQL for all, applied once.
     *
     * @throws IllegalStateException if one cannot be read, or is not
     */
    static Changelog plain(List<String> files) {
        return of(files, () -> new LiquibaseChangelog(files).plainChanges());
    }

    private static Changelog of(List<String> files, Supplier<List<Change>> changes) {
        Optional<List<Change>> noted = files.size() == 1 ? ChangeNotes.of(files.get(0)) : Optional.empty();
        return new Changelog(files, noted.orElseGet(changes));
    }

    List<Change> changes() {
        return changes;
    }

    /** The names of all of them, as {@link Change} has them. */
    Set<String> names() {
        return names;
    }

    /**
     * Whether a schema is known to have each of them with the content that it has here, so that Liquibase would apply none but
     * those that are always applied. Of a database that another role serves only Liquibase knows.
     *
     * @param schema where the table of changes is
     */
    boolean isApplied(Connection connection, String schema, String appRole) throws SQLException {
        if (!appRole.equals(USUAL_ROLE)
                || !Sql.exists(
                        connection, "SELECT 1 WHERE to_regclass(?) IS NOT NULL", schema + ".databasechangelog")) {
            return false;
        }
        Set<Change> applied = Sql.list(connection, APPLIED.formatted(Sql.name(schema))).stream()
                .map(Change::parse)
                .filter(change -> names.contains(change.name()))
                .collect(Collectors.toUnmodifiableSet());
        return applied.equals(Set.copyOf(changes));
    }

    /**
     * Applies what is missing within the transaction of a connection, whose search path is where the tables belong.
     *
     * @param schema where the table of changes is
     */
    void apply(Connection connection, String schema, String appRole) throws SQLException {
        new LiquibaseChangelog(files).apply(connection, schema, appRole);
    }

    /** The SQL that applies what is missing, and notes it, so that Liquibase later finds nothing to do. */
    String sql(Connection connection, String schema, String appRole) throws SQLException {
        return new LiquibaseChangelog(files).sql(connection, schema, appRole);
    }
}
