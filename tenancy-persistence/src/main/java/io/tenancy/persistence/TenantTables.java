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

/**
 * The tables of tenants in a schema that holds nothing else: a tenant's own schema, or the one of a tenant's own database.
 * Beside them are the two tables in which Liquibase keeps what it has done, so that it can be pointed at any such schema.
 */
final class TenantTables {
    /** Stands for the schema in the prepared script. It is made and undone in one transaction, and never seen. */
    static final String PLACEHOLDER = "tenancy_prepared_script";

    private final DataSource owner;
    private final String appRole;
    private final TenantSchema schema;
    private @Nullable String script;

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
        var unused = script();
    }

    /** Makes a schema and its tables within a transaction, by one statement that holds all others. */
    void make(Connection transaction, String schema) throws SQLException {
        String name = Sql.name(schema);
        String role = Sql.name(appRole);
        Sql.executeAtOnce(
                transaction,
                "CREATE SCHEMA " + name + ";\nSET LOCAL search_path = " + name + ";\n"
                        + script().replace(PLACEHOLDER, schema)
                        + "\nREVOKE ALL ON SCHEMA " + name + " FROM PUBLIC;\n"
                        + "GRANT USAGE ON SCHEMA " + name + " TO " + role);
    }

    /** Makes a schema and its tables where it is not there, and otherwise brings them up to date, in one transaction each. */
    void ensure(DataSource database, String schema) throws SQLException {
        prepare();
        boolean made = Sql.inTransaction(database, transaction -> {
            Sql.lock(transaction, schema);
            if (Sql.exists(transaction, SchemaProvisioner.EXISTS, schema)) {
                return false;
            }
            make(transaction, schema);
            return true;
        });
        if (!made) {
            update(database, schema);
        }
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
    private synchronized String script() throws SQLException {
        String known = script;
        if (known == null) {
            known = Sql.inVain(owner, this::spell);
            script = known;
        }
        return known;
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
