package io.tenancy.persistence;

import static java.util.Objects.requireNonNull;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * The shared tables of a store that does not have the catalogue. They are those of a tenant's own database, and so are the
 * rights and the search path.
 */
final class SharedTables {
    static final String SCHEMA = DatabaseProvisioner.SCHEMA;

    /** Always said again, because a dump that is restored elsewhere does not bring these along. */
    static final String SETTINGS = """
            DO $$
            BEGIN
                EXECUTE format('ALTER DATABASE %I SET search_path = tenancy', current_database());
                EXECUTE format('REVOKE TEMPORARY ON DATABASE %I FROM PUBLIC', current_database());
            END
            $$
            """;

    private final Store store;
    private final TenantTables tables;

    SharedTables(Store store, TenantSchema schema) {
        this.store = requireNonNull(store);
        this.tables = new TenantTables(store, schema);
    }

    /** Makes them or applies what is missing; does nothing but to say the settings again where nothing is. */
    void update() {
        try {
            boolean current = Sql.inTransaction(store.owner(), transaction -> {
                Sql.lock(transaction, SCHEMA);
                Sql.execute(transaction, SETTINGS);
                return areCurrent(transaction);
            });
            if (!current) {
                tables.ensure(store.owner(), SCHEMA);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(
                    "The shared tables of the store " + store.name() + " cannot be migrated: " + e.getMessage(), e);
        }
    }

    private boolean areCurrent(Connection connection) throws SQLException {
        return Sql.exists(connection, SchemaProvisioner.EXISTS, SCHEMA) && tables.areCurrent(connection, SCHEMA);
    }

    /** Whether they have every change of this release. */
    boolean areCurrent() {
        try (Connection connection = Sql.connect(store.owner())) {
            return areCurrent(connection);
        } catch (SQLException e) {
            throw Failures.translate("The store " + store.name() + " cannot be looked at", e);
        }
    }
}
