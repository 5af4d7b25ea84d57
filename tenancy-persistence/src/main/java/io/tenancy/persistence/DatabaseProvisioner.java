package io.tenancy.persistence;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.tenant.Placement;
import io.tenancy.core.tenant.TenantId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import java.util.function.Consumer;
import javax.sql.DataSource;

/**
 * A database is copied from the template, which makes it whole at once; who may enter it is said after that, and again
 * whenever it is prepared.
 */
final class DatabaseProvisioner implements Places {
    /** Where the tables are in a tenant's own database. */
    static final String SCHEMA = "tenancy";

    static final String EXISTS = "SELECT 1 FROM pg_database WHERE datname = ?";

    /** One that PostgreSQL was cut off at dropping. It can be dropped, and neither altered nor entered. */
    private static final String HALF_DROPPED = "SELECT 1 FROM pg_database WHERE datname = ? AND datconnlimit = -2";

    /** To make databases, and to end what is left of connections to one that is dropped. */
    private static final String CAN = """
            SELECT 1 FROM pg_roles
            WHERE rolname = current_user AND (rolsuper OR rolcreatedb AND pg_has_role(?, 'USAGE'))
            """;

    private static final Set<String> SOMEBODY_WAS_FASTER = Set.of("42P04", "23505");

    private final DataSource owner;
    private final TenantDatabases databases;
    private final TenantTables tables;
    private final Template template;
    private final String appRole;
    private final Consumer<Placement.Database> forget;

    /**
     * @param forget closes what is open to a database that is about to go
     */
    DatabaseProvisioner(
            Store store, TenantDatabases databases, TenantTables tables, Consumer<Placement.Database> forget) {
        this.owner = store.owner();
        this.appRole = store.appRole();
        this.databases = requireNonNull(databases);
        this.tables = requireNonNull(tables);
        this.template = new Template(store, databases, tables);
        this.forget = requireNonNull(forget);
    }

    /** Whether the role that owns the tables may make databases. */
    @Override
    public boolean areOffered() {
        try (Connection connection = Sql.connect(owner)) {
            return Sql.exists(connection, CAN, appRole);
        } catch (SQLException e) {
            throw Failures.translate("The rights of the owner cannot be seen", e);
        }
    }

    @Override
    public void prepare(TenantId tenant, Placement placement) {
        String name = StoreProvisioner.name(placement);
        try {
            if (exists(name)) {
                tables.update(databases.owner().apply(name), SCHEMA);
            } else {
                copy(template.make(), name);
            }
            open(name);
        } catch (SQLException e) {
            throw Failures.translate("The database " + name + " cannot be made", e);
        }
    }

    @Override
    public void erase(TenantId tenant, Placement placement) {
        String name = StoreProvisioner.name(placement);
        if (placement instanceof Placement.Database place) {
            forget.accept(place);
        }
        try {
            if (exists(name)) {
                if (!isHalfDropped(name)) {
                    Sql.execute(owner, "ALTER DATABASE " + Sql.name(name) + " ALLOW_CONNECTIONS false");
                }
                Sql.execute(owner, "DROP DATABASE IF EXISTS " + Sql.name(name) + " WITH (FORCE)");
            }
        } catch (SQLException e) {
            throw Failures.translate("The database " + name + " cannot be dropped", e);
        }
    }

    private boolean exists(String name) throws SQLException {
        try (Connection connection = Sql.connect(owner)) {
            return Sql.exists(connection, EXISTS, name);
        }
    }

    private boolean isHalfDropped(String name) throws SQLException {
        try (Connection connection = Sql.connect(owner)) {
            return Sql.exists(connection, HALF_DROPPED, name);
        }
    }

    private void copy(String source, String name) throws SQLException {
        try {
            Sql.execute(
                    owner, "CREATE DATABASE " + Sql.name(name) + " TEMPLATE " + Sql.name(source) + " STRATEGY wal_log");
        } catch (SQLException e) {
            if (!SOMEBODY_WAS_FASTER.contains(e.getSQLState())) {
                throw e;
            }
        }
    }

    /** A copy does not have the privileges and settings of what it was copied from. */
    private void open(String database) throws SQLException {
        String name = Sql.name(database);
        Sql.inTransaction(owner, transaction -> {
            Sql.lock(transaction, database);
            Sql.execute(
                    transaction,
                    "REVOKE ALL ON DATABASE " + name + " FROM PUBLIC;\n"
                            + "GRANT CONNECT ON DATABASE " + name + " TO " + Sql.name(appRole) + ";\n"
                            + "ALTER DATABASE " + name + " SET search_path = " + SCHEMA);
            return name;
        });
    }
}
