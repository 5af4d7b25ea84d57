package io.tenancy.benchmarks;

import io.dropwizard.configuration.ConfigurationSourceProvider;
import io.dropwizard.core.Application;
import io.dropwizard.core.Configuration;
import io.dropwizard.core.setup.Bootstrap;
import io.dropwizard.core.setup.Environment;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.apache.tomcat.jdbc.pool.PoolProperties;

/**
 * What somebody writes who needs no tenants, no sign-in and no rights: Dropwizard, a pool, a statement, JSON. It asks as the
 * superuser, whom row security does not bind. Its second path binds the tenant as most others do, by a transaction.
 */
public final class BareServer extends Application<Configuration> {
    private static final String CONFIGURATION = """
            server:
              applicationConnectors: [{type: http, bindHost: 127.0.0.1, port: %s}]
              adminConnectors: [{type: http, bindHost: 127.0.0.1, port: 0}]
              maxThreads: 256
              requestLog: {appenders: [{type: console, layout: {type: access-json}}]}
            logging: {level: WARN}
            """;

    /** Starts it at the port {@code TENANCY_PORT}, on the database of {@code BARE_URL}, as {@code BARE_USER}. */
    public static void main(String... arguments) throws Exception {
        new BareServer().run("server", "bare.yml");
    }

    @Override
    public void initialize(Bootstrap<Configuration> bootstrap) {
        ConfigurationSourceProvider text = path -> new ByteArrayInputStream(
                CONFIGURATION.formatted(System.getenv("TENANCY_PORT")).getBytes(StandardCharsets.UTF_8));
        bootstrap.setConfigurationSourceProvider(text);
    }

    @Override
    public void run(Configuration configuration, Environment environment) {
        environment
                .jersey()
                .register(new Users(
                        pool(System.getenv("BARE_USER"), System.getenv("BARE_PASSWORD")),
                        pool(System.getenv("TENANCY_DB_APP_USER"), System.getenv("TENANCY_DB_APP_PASSWORD"))));
    }

    private static DataSource pool(String user, String password) {
        PoolProperties properties = new PoolProperties();
        properties.setDriverClassName("org.postgresql.Driver");
        properties.setUrl(System.getenv("TENANCY_DB_URL"));
        properties.setUsername(user);
        properties.setPassword(password);
        properties.setMaxActive(16);
        properties.setMaxIdle(16);
        properties.setInitialSize(1);
        return new org.apache.tomcat.jdbc.pool.DataSource(properties);
    }

    /** As the real answer has it. */
    public record User(
            UUID id,
            String email,
            String name,
            String status,
            Set<String> roles,
            String createdAt,
            String updatedAt,
            String lastLoginAt,
            String emailVerifiedAt,
            long version) {}

    /** A page of users. */
    public record Users20(List<User> items) {}

    /** The two reads, each twice. */
    @Path("/")
    @Produces(MediaType.APPLICATION_JSON)
    public static final class Users {
        private static final String SET = "SELECT set_config('tenancy.tenant_id', ?, true)";

        private final DataSource superuser;
        private final DataSource app;

        Users(DataSource superuser, DataSource app) {
            this.superuser = superuser;
            this.app = app;
        }

        /** Says that it serves. */
        @GET
        @Path("health")
        public String health() {
            return "{}";
        }

        /** A user by autocommit. */
        @GET
        @Path("tenants/{tenant}/users/{id}")
        public User find(@PathParam("tenant") UUID tenant, @PathParam("id") UUID id) throws SQLException {
            try (Connection connection = superuser.getConnection()) {
                return read(connection, Statements.FIND, tenant, id).stream()
                        .findFirst()
                        .orElseThrow(NotFoundException::new);
            }
        }

        /** Twenty users by autocommit. */
        @GET
        @Path("tenants/{tenant}/users")
        public Users20 list(@PathParam("tenant") UUID tenant) throws SQLException {
            try (Connection connection = superuser.getConnection()) {
                return new Users20(read(connection, Statements.LIST, tenant, new UUID(0, 0)));
            }
        }

        /** A user by a transaction that names the tenant first. */
        @GET
        @Path("bound/tenants/{tenant}/users/{id}")
        public User bound(@PathParam("tenant") UUID tenant, @PathParam("id") UUID id) throws SQLException {
            try (Connection connection = app.getConnection()) {
                connection.setAutoCommit(false);
                try (PreparedStatement set = connection.prepareStatement(SET)) {
                    set.setString(1, tenant.toString());
                    set.execute();
                }
                List<User> found = read(connection, Statements.FIND, tenant, id);
                connection.commit();
                connection.setAutoCommit(true);
                return found.stream().findFirst().orElseThrow(NotFoundException::new);
            }
        }

        private static List<User> read(Connection connection, String sql, UUID tenant, UUID id) throws SQLException {
            List<User> users = new ArrayList<>();
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                for (int place = 1; place <= 3; place++) {
                    statement.setObject(place, tenant);
                }
                statement.setObject(4, id);
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        users.add(user(rows));
                    }
                }
            }
            return users;
        }

        private static User user(ResultSet rows) throws SQLException {
            return new User(
                    rows.getObject(1, UUID.class),
                    rows.getString(2),
                    rows.getString(3),
                    rows.getString(4),
                    Set.of((String[]) rows.getArray(10).getArray()),
                    time(rows, 5),
                    time(rows, 6),
                    time(rows, 7),
                    time(rows, 8),
                    rows.getLong(9));
        }

        private static String time(ResultSet rows, int column) throws SQLException {
            OffsetDateTime time = rows.getObject(column, OffsetDateTime.class);
            return time == null ? "" : time.toInstant().toString();
        }
    }
}
