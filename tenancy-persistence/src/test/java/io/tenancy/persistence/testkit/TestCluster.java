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
import java.util.Comparator;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * A PostgreSQL server for tests, with the two roles. It listens on the loopback address only and wants passwords; it never
 * waits for the disk, so nothing in it survives a crash. What it has survives a stop.
 */
public final class TestCluster implements AutoCloseable {
    private static final String TEMPLATE = "tenancy_template";
    private static final String STORE_TEMPLATE = "tenancy_store_template";

    private final AtomicInteger count = new AtomicInteger();
    private final Path data;
    private final boolean isKept;
    private final String superuserPassword = password();
    private final String ownerPassword = password();
    private final String appPassword = password();
    private EmbeddedPostgres running;
    private boolean hasStoreTemplate;

    private TestCluster(Path data, boolean isKept) throws IOException {
        this.data = data;
        this.isKept = isKept;
        this.running = launch(0);
    }

    /** A new server that can be stopped and started again, until somebody closes it. */
    public static TestCluster start() {
        return start(true);
    }

    /** A new server that goes with the JVM. */
    static TestCluster startForAll() {
        TestCluster cluster = start(false);
        Runtime.getRuntime().addShutdownHook(new Thread(cluster::abandon, "postgres-end"));
        return cluster;
    }

    private static TestCluster start(boolean isKept) {
        try {
            Path build = Files.createDirectories(Path.of("target").toAbsolutePath());
            TestCluster cluster = new TestCluster(Files.createTempDirectory(build, "postgres-data"), isKept);
            TestDatabase postgres = cluster.named("postgres");
            postgres.plant("ALTER ROLE postgres PASSWORD '" + cluster.superuserPassword + "'");
            postgres.plant(
                    "CREATE ROLE " + TestPostgres.OWNER + " LOGIN CREATEDB PASSWORD '" + cluster.ownerPassword + "'");
            postgres.plant("CREATE ROLE " + TestPostgres.APP + " LOGIN PASSWORD '" + cluster.appPassword + "'");
            postgres.plant("GRANT " + TestPostgres.APP + " TO " + TestPostgres.OWNER);
            cluster.create(TEMPLATE, "template0");
            Migrations.run(cluster.named(TEMPLATE).stores(), TenantSchema.standard());
            cluster.named(TEMPLATE).plant("DELETE FROM catalogue.stores"); // each copy is a store of its own
            return cluster;
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL for tests does not start.", e);
        }
    }

    /** A new database with every table of this release, all empty. */
    public TestDatabase database() {
        return copy(TEMPLATE);
    }

    /** A new database without any table. */
    public TestDatabase emptyDatabase() {
        return create("tenancy_" + count.incrementAndGet(), "template0");
    }

    /** A new database with the tables of a store that does not have the catalogue, all empty. */
    public synchronized TestDatabase storeDatabase() {
        if (!hasStoreTemplate) {
            Migrations.store(create(STORE_TEMPLATE, "template0").store("template"), TenantSchema.standard());
            hasStoreTemplate = true;
        }
        return copy(STORE_TEMPLATE);
    }

    /** Stops it; whoever is connected is cut off. */
    public synchronized void stop() {
        try {
            running.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts it once more, at the same port and with the data that it had. */
    public synchronized void startAgain() {
        try {
            running = launch(running.getPort());
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL for tests does not start again.", e);
        }
    }

    /** Ends it without the checkpoint of an orderly stop, which can take longer than a build waits for the JVM's end. */
    private void abandon() {
        try {
            long postmaster = Long.parseLong(
                    Files.readAllLines(data.resolve("postmaster.pid")).get(0));
            CompletableFuture<ProcessHandle> end =
                    ProcessHandle.of(postmaster).orElseThrow().onExit();
            new ProcessBuilder("kill", "-QUIT", String.valueOf(postmaster))
                    .start()
                    .waitFor();
            end.get(10, TimeUnit.SECONDS);
            delete();
        } catch (Exception e) {
            close();
        }
    }

    @Override
    public void close() {
        stop();
        delete();
    }

    private void delete() {
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A copy of a template has its tables, but not the settings that belong to the database itself. */
    private TestDatabase copy(String template) {
        TestDatabase database = create("tenancy_" + count.incrementAndGet(), template);
        TestDatabase postgres = named("postgres");
        postgres.plant("ALTER DATABASE " + database.name() + " SET search_path = tenancy");
        postgres.plant("REVOKE TEMPORARY ON DATABASE " + database.name() + " FROM PUBLIC");
        return database;
    }

    private TestDatabase create(String name, String template) {
        named("postgres").plant("CREATE DATABASE " + name + " OWNER " + TestPostgres.OWNER + " TEMPLATE " + template);
        return named(name);
    }

    private TestDatabase named(String database) {
        return new TestDatabase(database, running.getPort(), superuserPassword, ownerPassword, appPassword);
    }

    /**
     * The password is there from the first moment; zonky's own way would trust everybody on this machine.
     *
     * @param port 0 for any that is free
     */
    private EmbeddedPostgres launch(int port) throws IOException {
        Path build = data.resolveSibling(".").normalize();
        Path binaries = Files.createDirectories(build.resolve("postgres"));
        Path passwordFile = Files.createTempFile(build, "postgres", ".password");
        try {
            Files.writeString(passwordFile, superuserPassword);
            EmbeddedPostgres postgres = builder(superuserPassword, passwordFile)
                    .setOverrideWorkingDirectory(binaries.toFile())
                    .setDataDirectory(data)
                    .setCleanDataDirectory(!isKept)
                    .setRegisterShutdownHook(isKept)
                    .setPort(port)
                    .start();
            keepForMe(binaries);
            return postgres;
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
                .setServerConfig("scram_iterations", "1") // thousands are most of the CPU of a connection
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("unix_socket_directories", "")
                .setServerConfig("fsync", "off")
                .setServerConfig("full_page_writes", "off")
                .setServerConfig("synchronous_commit", "off")
                .setServerConfig("autovacuum", "off")
                .setServerConfig("wal_init_zero", "off")
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
