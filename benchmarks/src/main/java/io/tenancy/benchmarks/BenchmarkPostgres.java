package io.tenancy.benchmarks;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A PostgreSQL with the settings that it comes with, on loopback, with passwords. What starts it would switch off that a commit waits for the
 * disk, which is switched on again.
 */
final class BenchmarkPostgres implements AutoCloseable {
    static final String APP = "tenancy_app";

    private static final String OWNER = "tenancy_owner";

    private final EmbeddedPostgres postgres;
    private final long postmaster;
    private final String superuser;
    private final String owner = secret();
    private final String app = secret();

    private BenchmarkPostgres(EmbeddedPostgres postgres, Path data, String superuser) throws IOException {
        this.postgres = postgres;
        this.postmaster = Long.parseLong(
                Files.readAllLines(data.resolve("postmaster.pid")).get(0).strip());
        this.superuser = superuser;
    }

    static BenchmarkPostgres start() throws IOException, SQLException {
        Path build = Files.createDirectories(Path.of("target").toAbsolutePath());
        Path passwordFile = Files.createTempFile(build, "postgres", ".password");
        Path binaries = Files.createDirectories(build.resolve("postgres"));
        Path data = Files.createTempDirectory(build, "postgres-data");
        String password = secret();
        try {
            Files.writeString(passwordFile, password);
            EmbeddedPostgres server = EmbeddedPostgres.builder()
                    .setLocaleConfig("locale", "C")
                    .setLocaleConfig("auth", "scram-sha-256")
                    .setLocaleConfig("pwfile", passwordFile.toString())
                    .setConnectConfig("password", password)
                    .setServerConfig("listen_addresses", "127.0.0.1")
                    .setServerConfig("unix_socket_directories", "")
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("max_connections", "200")
                    .setPGStartupWait(Duration.ofSeconds(60))
                    .setOverrideWorkingDirectory(binaries.toFile())
                    .setDataDirectory(data)
                    .start();
            if (binaries.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.setPosixFilePermissions(binaries, PosixFilePermissions.fromString("rwx------"));
            }
            BenchmarkPostgres started = new BenchmarkPostgres(server, data, password);
            started.makeRoles();
            return started;
        } finally {
            Files.delete(passwordFile);
        }
    }

    private void makeRoles() throws SQLException {
        execute("CREATE ROLE " + OWNER + " LOGIN CREATEDB PASSWORD '" + owner + "'");
        execute("CREATE ROLE " + APP + " LOGIN PASSWORD '" + app + "'");
        execute("GRANT " + APP + " TO " + OWNER);
    }

    /** The environment of a server with a new, empty database of this name. */
    Map<String, String> environment(String database) throws SQLException {
        execute("CREATE DATABASE " + database + " OWNER " + OWNER + " TEMPLATE template0");
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        return Map.of(
                "TENANCY_DB_URL",
                url(database),
                "TENANCY_DB_OWNER_USER",
                OWNER,
                "TENANCY_DB_OWNER_PASSWORD",
                owner,
                "TENANCY_DB_APP_USER",
                APP,
                "TENANCY_DB_APP_PASSWORD",
                app,
                "TENANCY_MASTER_KEY",
                Base64.getEncoder().encodeToString(key),
                "TENANCY_BASE_URL",
                "http://localhost:8080",
                "TENANCY_PORT",
                "0",
                "TENANCY_OPERATOR_PORT",
                "0");
    }

    /** Runs SQL as the superuser, in the database that is always there. */
    void execute(String sql) throws SQLException {
        executeIn("postgres", sql);
    }

    void executeIn(String database, String sql) throws SQLException {
        try (Connection connection = as(database, "postgres", superuser).getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** How the bare server of the benchmarks signs in. */
    Map<String, String> superuser() {
        return Map.of("BARE_USER", "postgres", "BARE_PASSWORD", superuser);
    }

    DataSource superuser(String database) {
        return as(database, "postgres", superuser);
    }

    DataSource app(String database) {
        return as(database, APP, app);
    }

    DataSource owner(String database) {
        return as(database, OWNER, owner);
    }

    private DataSource as(String database, String user, String password) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url(database));
        source.setUser(user);
        source.setPassword(password);
        return source;
    }

    Cpu cpu() {
        return Cpu.now(postmaster);
    }

    private String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/" + database + "?sslmode=disable";
    }

    private static String secret() {
        byte[] bytes = new byte[16];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    @Override
    public void close() throws IOException {
        postgres.close();
    }
}
