package io.tenancy.persistence;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.tenant.Isolation;
import io.tenancy.persistence.Changelog.Change;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What tables are missing, by the state that they are in. Liquibase, which is slow, is asked once for each state. */
final class MigrationScripts {
    private static final String UNLOCK = "UPDATE databasechangeloglock SET locked = false WHERE locked";

    private final TenantSchema schema;
    private final Map<State, Script> known = new ConcurrentHashMap<>();

    MigrationScripts(TenantSchema schema) {
        this.schema = requireNonNull(schema);
    }

    /**
     * Tables that the same script brings up to date.
     *
     * @param digest of what Liquibase has noted in them, in its order
     */
    record State(String store, Isolation isolation, String digest) {}

    /**
     * What is missing, as SQL that names no tenant.
     *
     * @param changes the names of the change sets that it has
     */
    record Script(List<String> changes, String sql) {
        boolean isEmpty() {
            return changes.isEmpty();
        }

        String in(TenantPlace place) {
            return place.isolation() == Isolation.SCHEMA ? sql.replace(TenantTables.PLACEHOLDER, place.schema()) : sql;
        }
    }

    Optional<Script> find(State state) {
        return Optional.ofNullable(known.get(state));
    }

    /** Asks Liquibase what is missing in a place, within a transaction that has to be undone. */
    synchronized void learn(State state, TenantPlace place, Connection transaction, String appRole)
            throws SQLException {
        if (!known.containsKey(state)) {
            List<String> missing = missing(transaction, place.schema());
            known.put(state, new Script(missing, missing.isEmpty() ? "" : spell(place, transaction, appRole)));
        }
    }

    private List<String> missing(Connection transaction, String place) throws SQLException {
        Set<String> done = new HashSet<>(TenantTables.changes(transaction, place));
        return schema.changes().stream()
                .map(Change::name)
                .filter(name -> !done.contains(name))
                .toList();
    }

    /** A lock of Liquibase's own is a dead one, or that of a person who is told nothing by a transaction that is undone. */
    private String spell(TenantPlace place, Connection transaction, String appRole) throws SQLException {
        Sql.execute(transaction, UNLOCK);
        String sql = schema.changelog().sql(transaction, place.schema(), appRole);
        return place.isolation() == Isolation.SCHEMA ? sql.replace(place.schema(), TenantTables.PLACEHOLDER) : sql;
    }
}
