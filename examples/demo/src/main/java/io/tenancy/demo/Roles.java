package io.tenancy.demo;

import io.tenancy.core.Secret;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/** The database of the server and its two roles, as a production database has them. */
record Roles(String url, Secret owner, Secret app) {
    private static final String DATABASE = "tenancy";
    private static final String OWNER = "tenancy_owner";
    private static final String APP = "tenancy_app";

    /** Makes what is missing; harmless where all of it is there. */
    static Roles in(Postgres postgres, Keys keys) {
        Roles roles =
                new Roles(postgres.url(DATABASE), keys.password("database/" + OWNER), keys.password("database/" + APP));
        try (Connection connection = postgres.superuser("postgres").getConnection();
                Statement statement = connection.createStatement()) {
            roles.ensure(statement);
            return roles;
        } catch (SQLException e) {
            throw new Refusal("The roles of the database could not be made: " + e.getMessage(), e);
        }
    }

    /** The part of the server's environment that names the database. */
    Map<String, String> environment() {
        return Map.of(
                "TENANCY_DB_URL",
                url,
                "TENANCY_DB_OWNER_USER",
                OWNER,
                "TENANCY_DB_OWNER_PASSWORD",
                owner.reveal(),
                "TENANCY_DB_APP_USER",
                APP,
                "TENANCY_DB_APP_PASSWORD",
                app.reveal());
    }

    private void ensure(Statement statement) throws SQLException {
        if (isMissing(statement, "SELECT FROM pg_roles WHERE rolname = '" + OWNER + "'")) {
            statement.execute("CREATE ROLE " + OWNER + " LOGIN PASSWORD '" + owner.reveal() + "'");
        }
        if (isMissing(statement, "SELECT FROM pg_roles WHERE rolname = '" + APP + "'")) {
            statement.execute("CREATE ROLE " + APP + " LOGIN PASSWORD '" + app.reveal() + "'");
        }
        statement.execute("ALTER ROLE " + OWNER + " CREATEDB");
        statement.execute("GRANT " + APP + " TO " + OWNER);
        if (isMissing(statement, "SELECT FROM pg_database WHERE datname = '" + DATABASE + "'")) {
            statement.execute("CREATE DATABASE " + DATABASE + " OWNER " + OWNER);
        }
        statement.execute("REVOKE ALL ON DATABASE " + DATABASE + " FROM PUBLIC");
        statement.execute("GRANT CONNECT ON DATABASE " + DATABASE + " TO " + APP);
    }

    private static boolean isMissing(Statement statement, String query) throws SQLException {
        try (ResultSet rows = statement.executeQuery(query)) {
            return !rows.next();
        }
    }
}
