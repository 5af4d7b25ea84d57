package io.tenancy.persistence;

import static java.util.Objects.requireNonNull;

import io.tenancy.persistence.FleetProgress.Result;
import io.tenancy.persistence.FleetSummary.Step;
import io.tenancy.persistence.MigrationScripts.Script;
import io.tenancy.persistence.MigrationScripts.State;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Brings the tables of one tenant at a time up to date, in one transaction. Safe for use by many threads. */
final class PlaceMigrator {
    /** The search path makes the one statement that it is for every tenant. The state is read after the lock is held. */
    private static final String LOCK_AND_LOOK = """
            SELECT set_config('search_path', ?, true), set_config('lock_timeout', ?, true);
            SELECT pg_advisory_xact_lock(hashtextextended(?, 0));
            SELECT md5(string_agg(concat_ws(chr(9), orderexecuted, filename, id, author, md5sum), chr(10)
                                  ORDER BY orderexecuted, filename, id, author))
            FROM databasechangelog
            """;

    /** What PostgreSQL says where there is no such schema, or no table of changes in it. */
    private static final String UNDEFINED_TABLE = "42P01";

    private final MigrationScripts scripts;
    private final Duration lockTimeout;
    private final boolean dryRun;
    private final Map<State, AtomicInteger> tenants = new ConcurrentHashMap<>();

    PlaceMigrator(MigrationScripts scripts, FleetOptions options) {
        this.scripts = requireNonNull(scripts);
        this.lockTimeout = options.lockTimeout();
        this.dryRun = options.dryRun();
    }

    /** A place is not there. */
    static final class Missing extends SQLException {
        private static final long serialVersionUID = 1L;

        Missing(SQLException cause) {
            super("It is not there.", cause.getSQLState(), cause);
        }
    }

    /** What is done in the transaction that has brought the tables up to date. */
    interface Note {
        void in(Connection transaction) throws SQLException;
    }

    /**
     * Brings them up to date, or finds that they are.
     *
     * @param note is a part of the same transaction
     */
    Result migrate(TenantPlace place, Connection connection, String appRole, Note note) throws SQLException {
        connection.setAutoCommit(false);
        try {
            Script script = script(place, connection, appRole);
            if (!dryRun) {
                if (!script.isEmpty()) {
                    Sql.execute(connection, script.in(place));
                }
                note.in(connection);
                connection.commit();
            }
            return script.isEmpty() ? Result.CURRENT : Result.MIGRATED;
        } finally {
            undo(connection);
        }
    }

    /** What it took, for each state that was met. */
    List<Step> steps() {
        return tenants.entrySet().stream()
                .flatMap(entry -> step(entry.getKey(), entry.getValue().get()).stream())
                .sorted(Comparator.comparing(Step::store).thenComparing(Step::isolation))
                .toList();
    }

    private Optional<Step> step(State state, int number) {
        return scripts.find(state)
                .filter(script -> !script.isEmpty())
                .map(script -> new Step(state.store(), state.isolation(), script.changes(), number, script.sql()));
    }

    /** What Liquibase does while it is asked is undone, so that the state is read again after that. */
    private Script script(TenantPlace place, Connection connection, String appRole) throws SQLException {
        while (true) {
            State state = lockAndLook(place, connection);
            Optional<Script> script = scripts.find(state);
            if (script.isPresent()) {
                tenants.computeIfAbsent(state, unused -> new AtomicInteger()).incrementAndGet();
                return script.get();
            }
            scripts.learn(state, place, connection, appRole);
            connection.rollback();
        }
    }

    private State lockAndLook(TenantPlace place, Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(LOCK_AND_LOOK)) {
            statement.setString(1, Sql.name(place.schema()));
            statement.setString(2, lockTimeout.toMillis() + "ms");
            statement.setString(3, place.schema());
            statement.execute();
            statement.getMoreResults();
            statement.getMoreResults();
            try (ResultSet row = statement.getResultSet()) {
                row.next();
                return new State(place.store(), place.isolation(), String.valueOf(row.getString(1)));
            }
        } catch (SQLException e) {
            throw UNDEFINED_TABLE.equals(e.getSQLState()) ? new Missing(e) : e;
        }
    }

    /** A connection that is lost has nothing to undo. */
    private static void undo(Connection connection) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            Failures.ignore("A migration is not undone by its client", e);
        }
    }
}
