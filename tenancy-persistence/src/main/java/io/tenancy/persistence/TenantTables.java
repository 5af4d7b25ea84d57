package io.tenancy.persistence;

import static java.util.Objects.requireNonNull;

import io.tenancy.persistence.Changelog.Change;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import liquibase.exception.LiquibaseException;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.jdbc.AutoSave;

/**
 * The tables of tenants in a schema that holds nothing else: a tenant's own schema, or the one of a tenant's own database.
 * Beside them are the two tables in which Liquibase keeps what it has done, so that it can be pointed at any such schema.
 */
final class TenantTables {
    /** Stands for the schema in the prepared script. It is made and undone in one transaction, and never seen. */
    private static final String PLACEHOLDER = "tenancy_prepared_script";

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

    /** Makes a schema and its tables within a transaction, by one message of many statements. */
    void make(Connection transaction, String schema) throws SQLException {
        String name = Sql.name(schema);
        String role = Sql.name(appRole);
        Sql.execute(
                transaction,
                "CREATE SCHEMA " + name + ";\nSET LOCAL search_path = " + name + ";\n"
                        + script().replace(PLACEHOLDER, schema)
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
            try {
                this.schema.changelog().apply(transaction, schema, appRole);
            } catch (LiquibaseException e) {
                throw new SQLException(e.getMessage(), e);
            }
            return true;
        });
    }

    boolean areCurrent(Connection connection, String schema) throws SQLException {
        List<String> done = Sql.list(
                connection,
                "SELECT filename || '::' || id || '::' || author FROM " + Sql.name(schema) + ".databasechangelog");
        Set<String> missing =
                this.schema.changes().stream().map(Change::name).collect(Collectors.toCollection(HashSet::new));
        done.forEach(missing::remove);
        return missing.isEmpty();
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
        } catch (LiquibaseException e) {
            throw new SQLException(e.getMessage(), e);
        } finally {
            connection.setAutosave(before);
        }
    }
}
