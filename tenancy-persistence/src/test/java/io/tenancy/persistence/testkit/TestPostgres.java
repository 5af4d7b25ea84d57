package io.tenancy.persistence.testkit;

import io.tenancy.persistence.Migrations;
import io.tenancy.persistence.TenantSchema;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One PostgreSQL for all tests of a JVM, started by the first that asks and gone when the JVM ends. It listens on the
 * loopback address only and wants passwords; it never waits for the disk, so nothing in it survives a crash. Its files
 * are in the folder of the build.
 */
public final class TestPostgres {
    /** The role that owns the tables. */
    public static final String OWNER = "tenancy_owner";

    /** The role that serves requests. */
    public static final String APP = "tenancy_app";

    private static final String TEMPLATE = "tenancy_template";
    private static final AtomicInteger COUNT = new AtomicInteger();

    private TestPostgres() {}

    /** A new database with every table of this release, all empty. */
    public static TestDatabase database() {
        return create(TEMPLATE);
    }

    /** A new database without any table. */
    public static TestDatabase emptyDatabase() {
        return create("template0");
    }

    /** A copy of the template has its tables, but not the settings that belong to the database itself. */
    private static TestDatabase create(String template) {
        TestDatabase database = Running.SERVER.named("tenancy_" + COUNT.incrementAndGet());
        String name = database.name();
        TestDatabase postgres = Running.SERVER.named("postgres");
        postgres.plant("CREATE DATABASE " + name + " OWNER " + OWNER + " TEMPLATE " + template);
        if (template.equals(TEMPLATE)) {
            postgres.plant("ALTER DATABASE " + name + " SET search_path = tenancy");
            postgres.plant("REVOKE TEMPORARY ON DATABASE " + name + " FROM PUBLIC");
        }
        return database;
    }

    private record Server(int port, String superuserPassword, String ownerPassword, String appPassword) {
        TestDatabase named(String database) {
            return new TestDatabase(database, port, superuserPassword, ownerPassword, appPassword);
        }
    }

    /** Starts PostgreSQL when it is first looked at. */
    private static final class Running {
        static final Server SERVER = start();

        private static Server start() {
            try {
                String superuserPassword = password();
                Server server = new Server(launch(superuserPassword), superuserPassword, password(), password());
                TestDatabase postgres = server.named("postgres");
                postgres.plant("CREATE ROLE " + OWNER + " LOGIN CREATEDB PASSWORD '" + server.ownerPassword() + "'");
                postgres.plant("CREATE ROLE " + APP + " LOGIN PASSWORD '" + server.appPassword() + "'");
                postgres.plant("GRANT " + APP + " TO " + OWNER);
                postgres.plant("CREATE DATABASE " + TEMPLATE + " OWNER " + OWNER + " TEMPLATE template0");
                Migrations.run(server.named(TEMPLATE).stores(), TenantSchema.standard());
                return server;
            } catch (IOException e) {
                throw new UncheckedIOException("PostgreSQL for tests does not start.", e);
            }
        }

        /** The password is there from the first moment; zonky's own way would trust everybody on this machine. */
        private static int launch(String password) throws IOException {
            Path build = Files.createDirectories(Path.of("target").toAbsolutePath());
            Path binaries = Files.createDirectories(build.resolve("postgres"));
            Path passwordFile = Files.createTempFile(build, "postgres", ".password");
            try {
                Files.writeString(passwordFile, password);
                int port = builder(password, passwordFile)
                        .setOverrideWorkingDirectory(binaries.toFile())
                        .setDataDirectory(Files.createTempDirectory(build, "postgres-data"))
                        .start()
                        .getPort();
                keepForMe(binaries);
                return port;
            } finally {
                Files.delete(passwordFile);
            }
        }

        private static EmbeddedPostgres.Builder builder(String password, Path passwordFile) {
            return EmbeddedPostgres.builder()
                    .setLocaleConfig("locale", "C")
                    .setLocaleConfig("auth", "scram-sha-256")
                    .setLocaleConfig("pwfile", passwordFile.toString())
                    .setConnectConfig("password", password)
                    .setServerConfig("listen_addresses", "127.0.0.1")
                    .setServerConfig("unix_socket_directories", "")
                    .setServerConfig("fsync", "off")
                    .setServerConfig("full_page_writes", "off")
                    .setPGStartupWait(Duration.ofSeconds(60));
        }

        /** Zonky lets everybody write to the folder that it unpacks programs into. */
        private static void keepForMe(Path binaries) throws IOException {
            if (binaries.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.setPosixFilePermissions(binaries, PosixFilePermissions.fromString("rwx------"));
            }
        }

        private static String password() {
            byte[] bytes = new byte[16];
            new SecureRandom().nextBytes(bytes);
            return HexFormat.of().formatHex(bytes);
        }
    }
}
