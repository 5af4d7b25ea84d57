package io.tenancy.persistence.testkit;

import io.tenancy.core.Secret;
import io.tenancy.persistence.Store;
import io.tenancy.persistence.Stores;
import io.tenancy.persistence.TenantDatabases;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** A database of {@link TestPostgres}, and the ways into it. Its data sources open a connection for each call. */
public record TestDatabase(String name, int port, String superuserPassword, String ownerPassword, String appPassword) {
    public String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + name + "?sslmode=disable";
    }

    public DataSource app() {
        return as(TestPostgres.APP, appPassword);
    }

    public DataSource owner() {
        return as(TestPostgres.OWNER, ownerPassword);
    }

    /** For planting what neither role may do. */
    public DataSource superuser() {
        return as("postgres", superuserPassword);
    }

    /** The same database, reached through another port of this machine. */
    public TestDatabase through(int otherPort) {
        return new TestDatabase(name, otherPort, superuserPassword, ownerPassword, appPassword);
    }

    /** Another database of the same server. */
    public TestDatabase named(String database) {
        return new TestDatabase(database, port, superuserPassword, ownerPassword, appPassword);
    }

    /** This database as the only store of a deployment. */
    public Stores stores() {
        return stores(app());
    }

    /** The same with other connections of the serving role. */
    public Stores stores(DataSource app) {
        return Stores.of(store("main", app));
    }

    /** This database as one of several stores. */
    public Store store(String name) {
        return store(name, app());
    }

    /** The same in a region. */
    public Store store(String storeName, String region) {
        return new Store(storeName, region, app(), owner(), TestPostgres.APP, Optional.of(tenantDatabases()));
    }

    /** The same with other connections of the serving role. */
    public Store store(String storeName, DataSource app) {
        return new Store(storeName, app, owner(), TestPostgres.APP, Optional.of(tenantDatabases()));
    }

    /** The ways to the databases of tenants. */
    public TenantDatabases tenantDatabases() {
        return new TenantDatabases(
                database -> source(database, TestPostgres.APP, appPassword),
                database -> source(database, TestPostgres.OWNER, ownerPassword));
    }

    /** Runs SQL as the superuser. */
    public void plant(String sql) {
        try (Connection connection = superuser().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The names of the shared tables of tenants. */
    public List<String> sharedTables() {
        return texts("SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'tenancy'::regnamespace");
    }

    /** The texts in the first column of what the superuser sees. */
    public List<String> texts(String query) {
        try (Connection connection = superuser().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            List<String> texts = new ArrayList<>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return jdbcUrl();
    }

    private DataSource source(String database, String user, String password) {
        return TenantDatabases.source(jdbcUrl(), database, user, new Secret(password), 0);
    }

    private DataSource as(String user, String password) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(jdbcUrl());
        source.setUser(user);
        source.setPassword(password);
        return source;
    }
}
