package io.tenancy.persistence;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Which database a store is: the catalogue remembers the number that PostgreSQL gave its server when that was made, and the
 * number of the database there. A standby that takes over has the same, and so has a copy of the files of a server; a dump that
 * is restored has another.
 */
final class StoreIdentity {
    /** Every role may ask this. */
    private static final String ACTUAL = """
            SELECT c.system_identifier || '/' || d.oid
            FROM pg_control_system() c
            JOIN pg_database d ON d.datname = current_database()
            """;

    /** A catalogue that is not migrated so far remembers nothing. */
    private static final String REMEMBERS = """
            SELECT 1
            FROM pg_attribute a
            WHERE a.attrelid = to_regclass('catalogue.stores') AND a.attname = 'identity' AND NOT a.attisdropped
            """;

    private static final String EXPECTED =
            "SELECT identity FROM catalogue.stores WHERE name = ? AND identity IS NOT NULL";

    private static final String OTHERS = "SELECT name FROM catalogue.stores WHERE identity = ? AND name <> ?";

    private static final String REMEMBER = """
            INSERT INTO catalogue.stores (name, is_full, identity)
            VALUES (?, false, ?)
            ON CONFLICT (name) DO UPDATE
            SET identity = excluded.identity
            WHERE stores.identity IS NULL
            RETURNING name
            """;

    private final Store catalogue;
    private final Store store;

    StoreIdentity(Store catalogue, Store store) {
        this.catalogue = catalogue;
        this.store = store;
    }

    /** What is wrong with where the URLs of a store lead, if anything is. */
    Optional<Finding> examine() {
        try (Connection known = Sql.connect(catalogue.app())) {
            for (DataSource way : List.of(store.app(), store.owner())) {
                try (Connection own = Sql.connect(way)) {
                    Optional<Finding> finding = examine(known, own);
                    if (finding.isPresent()) {
                        return finding;
                    }
                }
            }
            return Optional.empty();
        } catch (SQLException e) {
            throw Failures.translate("Which database the store " + store.name() + " is cannot be seen", e);
        }
    }

    /**
     * Makes sure that a store is the database that it was, before anything is changed there.
     *
     * @throws IllegalStateException if it is another one
     */
    void require() throws SQLException {
        try (Connection known = Sql.connect(catalogue.owner());
                Connection own = Sql.connect(store.owner())) {
            require(known, own);
        }
    }

    /** The same on connections to the catalogue and to the store. */
    void require(Connection known, Connection own) throws SQLException {
        examine(known, own).ifPresent(finding -> {
            throw new IllegalStateException(finding.sentences());
        });
    }

    /** Remembers which database the store is, where that is not known yet. */
    void remember() throws SQLException {
        try (Connection known = Sql.connect(catalogue.owner());
                Connection own = Sql.connect(store.owner())) {
            remember(known, own);
        }
    }

    /** The same on connections to the catalogue and to the store. */
    void remember(Connection known, Connection own) throws SQLException {
        Sql.list(known, REMEMBER, store.name(), Sql.one(own, ACTUAL));
    }

    private Optional<Finding> examine(Connection known, Connection own) throws SQLException {
        if (!Sql.exists(known, REMEMBERS)) {
            return Optional.empty();
        }
        String actual = Sql.one(own, ACTUAL);
        List<String> others = Sql.list(known, OTHERS, actual, store.name());
        if (!others.isEmpty()) {
            return Optional.of(finding(known, "the database of the store " + others.get(0), ""));
        }
        List<String> expected = Sql.list(known, EXPECTED, store.name());
        if (expected.isEmpty() || expected.get(0).equals(actual)) {
            return Optional.empty();
        }
        String database = Sql.one(own, "SELECT current_database()");
        String mending = "UPDATE catalogue.stores SET identity = " + Sql.text(actual) + " WHERE name = "
                + Sql.text(store.name()) + ";";
        return Optional.of(finding(known, "another database than before: " + database, mending));
    }

    private Finding finding(Connection known, String where, String mending) throws SQLException {
        return new Finding(
                Check.STORE_OTHER,
                catalogue.name() + "/" + Sql.one(known, "SELECT current_database()"),
                store.name(),
                "The store " + store.name() + " leads to " + where + ".",
                mending);
    }
}
