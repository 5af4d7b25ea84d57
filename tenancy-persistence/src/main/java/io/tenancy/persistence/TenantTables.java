package io.tenancy.persistence;

import static java.util.Objects.requireNonNull;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.jdbc.AutoSave;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tables of tenants in a schema that holds nothing else: a tenant's own schema, or the one of a tenant's own database.
 * Beside them are the two tables in which Liquibase keeps what it has done, so that it can be pointed at any such schema.
 */
final class TenantTables {
    /** Stands for the schema in the prepared script. It is made and undone in one transaction, and never seen. */
    static final String PLACEHOLDER = "tenancy_prepared_script";

    private static final Logger LOG = LoggerFactory.getLogger(TenantTables.class);

    private final DataSource owner;
    private final String appRole;
    private final TenantSchema schema;
    private @Nullable String spelled;
    private @Nullable String shortest;

    /**
     * @param store the database in which Liquibase is asked for its SQL, and the role that serves requests
     */
    TenantTables(Store store, TenantSchema schema) {
        this.owner = store.owner();
        this.appRole = store.appRole();
        this.schema = requireNonNull(schema);
    }

    TenantSchema schema() {
        return schema;
    }

    /**
     * Asks Liquibase for the script, where that has not been done. It takes a connection of its own, so whoever is about to
     * make tables has it written before taking one.
     */
    void prepare() throws SQLException {
        var unused = spelled();
    }

    /** Makes a schema and its tables within a transaction, by one statement that holds all others. */
    void make(Connection transaction, String schema) throws SQLException {
        make(transaction, schema, spelled());
    }

    /** Makes a schema and its tables where it is not there, and otherwise brings them up to date, in one transaction each. */
    void ensure(DataSource database, String schema) throws SQLException {
        ensure(database, schema, spelled());
    }

    /**
     * The same by the fewest statements, in less time, in a database that already has what the changelog makes outside of
     * the schema.
     */
    void ensureAnother(DataSource database, String schema) throws SQLException {
        String few = shortest();
        try {
            ensure(database, schema, few);
        } catch (SQLException e) {
            if (Failures.isOutage(e) || few.equals(spelled())) {
                throw e;
            }
            LOG.warn("The fewest statements do not make a schema any more; all of the changelog follow", e);
            forget(few);
            ensure(database, schema, spelled());
        }
    }

    private void ensure(DataSource database, String schema, String tables) throws SQLException {
        boolean made = Sql.inTransaction(database, transaction -> {
            Sql.lock(transaction, schema);
            if (Sql.exists(transaction, SchemaProvisioner.EXISTS, schema)) {
                return false;
            }
            make(transaction, schema, tables);
            return true;
        });
        if (!made) {
            update(database, schema);
        }
    }

    private void make(Connection transaction, String schema, String tables) throws SQLException {
        String name = Sql.name(schema);
        String role = Sql.name(appRole);
        Sql.executeAtOnce(
                transaction,
                "CREATE SCHEMA " + name + ";\nSET LOCAL search_path = " + name + ";\n"
                        + tables.replace(PLACEHOLDER, schema)
                        + "\nREVOKE ALL ON SCHEMA " + name + " FROM PUBLIC;\n"
                        + "GRANT USAGE ON SCHEMA " + name + " TO " + role);
    }

    /** Brings the tables of an existing schema up to date in one transaction. False where they are already. */
    boolean update(DataSource database, String schema) throws SQLException {
        return Sql.inTransaction(database, transaction -> {
            Sql.lock(transaction, schema);
            if (areCurrent(transaction, schema)) {
                return false;
            }
            Sql.execute(transaction, "SET LOCAL search_path = " + Sql.name(schema));
            this.schema.changelog().apply(transaction, schema, appRole);
            return true;
        });
    }

    boolean areCurrent(Connection connection, String schema) throws SQLException {
        return Set.copyOf(changes(connection, schema))
                .containsAll(this.schema.changelog().names());
    }

    /** The names of the changes that a schema has, as Liquibase has noted them. */
    static List<String> changes(Connection connection, String schema) throws SQLException {
        return Sql.list(
                connection,
                "SELECT filename || '::' || id || '::' || author FROM " + Sql.name(schema) + ".databasechangelog");
    }

    /** What Liquibase would do in an empty schema; it is asked once. */
    private synchronized String spelled() throws SQLException {
        String known = spelled;
        if (known == null) {
            known = Sql.inVain(owner, this::spell);
            spelled = known;
        }
        return known;
    }

    /** The fewest statements that leave the same; they are looked for once. */
    private synchronized String shortest() throws SQLException {
        String known = shortest;
        if (known == null) {
            known = shorten(spelled());
            shortest = known;
        }
        return known;
    }

    /** What they name may be gone, as a role that the changelog grants something to where it is there. */
    private synchronized void forget(String few) {
        if (few.equals(shortest)) {
            shortest = null;
        }
    }

    /** Liquibase's statements make tables and change them again and again. Where only they can make something they stay. */
    private String shorten(String all) throws SQLException {
        try {
            Blueprint wanted = Sql.inVain(owner, transaction -> look(transaction, all));
            Blueprint drawn = Sql.inVain(owner, transaction -> look(transaction, wanted.statements()));
            if (drawn.isLike(wanted)) {
                return wanted.statements();
            }
            LOG.info(
                    "Schemas of tenants are made by all statements of the changelog, for fewer make something else: {}",
                    drawn.differences(wanted));
        } catch (SQLException e) {
            if (Failures.isOutage(e)) {
                throw e;
            }
            LOG.info(
                    "Schemas of tenants are made by all statements of the changelog, for fewer do not run: {}",
                    e.getMessage());
        }
        return all;
    }

    private Blueprint look(Connection transaction, String tables) throws SQLException {
        make(transaction, PLACEHOLDER, tables);
        return Blueprint.of(transaction, PLACEHOLDER);
    }

    /** Liquibase asks for tables that are not there, and has to be able to go on after that. */
    private String spell(Connection transaction) throws SQLException {
        PGConnection connection = transaction.unwrap(PGConnection.class);
        AutoSave before = connection.getAutosave();
        Sql.execute(transaction, "CREATE SCHEMA " + PLACEHOLDER + "; SET LOCAL search_path = " + PLACEHOLDER);
        connection.setAutosave(AutoSave.ALWAYS);
        try {
            return schema.changelog().sql(transaction, PLACEHOLDER, appRole);
        } finally {
            connection.setAutosave(before);
        }
    }
}
