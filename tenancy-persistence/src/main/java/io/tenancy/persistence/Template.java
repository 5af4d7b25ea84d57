package io.tenancy.persistence;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.tenancy.core.Sha256;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import javax.sql.DataSource;

/**
 * The database that the databases of tenants are copied from. Its name says which changes it has and whose it is, so it
 * is never changed: a release with other changes makes another one. It gets its name when it is whole.
 */
final class Template {
    private static final String LIKE_THE_CATALOGUE = """
            SELECT format('TEMPLATE template0 ENCODING %L LC_COLLATE %L LC_CTYPE %L',
                          pg_encoding_to_char(encoding), datcollate, datctype)
            FROM pg_database
            WHERE datname = current_database()
            """;

    /**
     * Writes the system tables anew, without the holes and the maps of free space that each copy would have too: a sixth of
     * the bytes and a fifth of the files of a database. It passes over those that all databases share.
     */
    private static final String PACK = "VACUUM (FULL, FREEZE)";

    private static final String OURS = "SELECT datname FROM pg_database WHERE starts_with(datname, ?)";

    private final DataSource owner;
    private final TenantDatabases databases;
    private final TenantTables tables;
    private final String appRole;

    Template(Store store, TenantDatabases databases, TenantTables tables) {
        this.owner = store.owner();
        this.databases = requireNonNull(databases);
        this.tables = requireNonNull(tables);
        this.appRole = store.appRole();
    }

    /** Makes it where it is not there yet, and says what it is called. One thread and one node do that at a time. */
    synchronized String make() throws SQLException {
        String name = name();
        if (exists(name)) {
            return name;
        }
        tables.prepare();
        return Sql.inTransaction(owner, transaction -> {
            Sql.lock(transaction, name);
            if (!Sql.exists(transaction, DatabaseProvisioner.EXISTS, name)) {
                build(Sql.one(transaction, LIKE_THE_CATALOGUE), name);
            }
            return name;
        });
    }

    /** Replaces templates of other releases, where there are any. */
    void renew() throws SQLException {
        String name = name();
        List<String> all;
        try (Connection connection = Sql.connect(owner)) {
            all = Sql.list(connection, OURS, family(connection));
        }
        if (all.isEmpty()) {
            return;
        }
        make();
        for (String other : all) {
            if (!other.startsWith(name)) {
                Sql.execute(owner, "DROP DATABASE IF EXISTS " + Sql.name(other) + " WITH (FORCE)");
            }
        }
    }

    /** Templates of other releases. */
    List<String> others() throws SQLException {
        String name = name();
        try (Connection connection = owner.getConnection()) {
            return Sql.list(connection, OURS, family(connection)).stream()
                    .filter(other -> !other.startsWith(name))
                    .toList();
        }
    }

    private void build(String kind, String name) throws SQLException {
        String unfinished = name + "_new";
        String quoted = Sql.name(unfinished);
        Sql.execute(owner, "DROP DATABASE IF EXISTS " + quoted + " WITH (FORCE)");
        Sql.execute(owner, "CREATE DATABASE " + quoted + " " + kind);
        Sql.inTransaction(databases.owner().apply(unfinished), transaction -> {
            tables.make(transaction, DatabaseProvisioner.SCHEMA);
            return name;
        });
        Sql.execute(databases.owner().apply(unfinished), PACK);
        Sql.execute(owner, "REVOKE ALL ON DATABASE " + quoted + " FROM PUBLIC");
        Sql.execute(owner, "ALTER DATABASE " + quoted + " ALLOW_CONNECTIONS false");
        Sql.execute(owner, "ALTER DATABASE " + quoted + " RENAME TO " + Sql.name(name));
    }

    private boolean exists(String name) throws SQLException {
        try (Connection connection = Sql.connect(owner)) {
            return Sql.exists(connection, DatabaseProvisioner.EXISTS, name);
        }
    }

    private String name() throws SQLException {
        try (Connection connection = Sql.connect(owner)) {
            return family(connection) + digest(tables.schema().changes().toString());
        }
    }

    /** The beginning of the names of all templates of one catalogue and serving role. */
    private String family(Connection connection) throws SQLException {
        String catalogue = Sql.one(connection, "SELECT current_database()");
        return "tenancy_template_" + digest(catalogue + "\n" + appRole) + "_";
    }

    private static String digest(String text) {
        return HexFormat.of().formatHex(Sha256.of(text.getBytes(UTF_8)), 0, 6);
    }
}
