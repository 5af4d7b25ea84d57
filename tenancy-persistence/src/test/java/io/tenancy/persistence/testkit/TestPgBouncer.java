package io.tenancy.persistence.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The PgBouncer of this machine, where it has one, in front of the PostgreSQL of tests. It listens on the loopback address
 * only and ends with the JVM, if nobody closes it before.
 */
public final class TestPgBouncer implements AutoCloseable {
    /** Whom it becomes where a superuser starts it, because it refuses to be one. */
    private static final String NOBODY = "nobody";

    private static final String UP = "process up";

    private static final int FIRST_MINOR_THAT_KEEPS_STATEMENTS = 21;

    private final TestDatabase database;
    private final Process process;

    private TestPgBouncer(TestDatabase database, Process process) {
        this.database = database;
        this.process = process;
    }

    /** Whether this machine has one. A test that needs it is skipped where it has not. */
    public static boolean isInstalled() {
        return program().isPresent();
    }

    /**
     * Starts one, and waits until it serves.
     *
     * @param target a database of the server that it leads to; it leads to all others of that server too
     * @param poolMode session, transaction or statement
     * @param settings further lines of its configuration, as {@code default_pool_size = 2}
     */
    public static TestPgBouncer start(TestDatabase target, String poolMode, String... settings) {
        try {
            Path folder = Files.createTempDirectory(
                    Files.createDirectories(Path.of("target").toAbsolutePath()), "pgbouncer");
            int port = freePort();
            Path users = write(folder.resolve("users.txt"), users(target));
            Path file = write(folder.resolve("pgbouncer.ini"), configuration(target, port, users, poolMode, settings));
            return new TestPgBouncer(target.through(port), launch(folder, file));
        } catch (IOException e) {
            throw new UncheckedIOException("PgBouncer does not start.", e);
        }
    }

    /** The settings with which it forgets prepared statements: none in versions that cannot keep them. */
    public static String[] forgettingStatements() {
        try {
            Process process = new ProcessBuilder(program().orElseThrow().toString(), "--version").start();
            String version = process.inputReader(UTF_8).readLine();
            Matcher minor = Pattern.compile("PgBouncer 1\\.(\\d+)").matcher(String.valueOf(version));
            boolean keeps = !minor.lookingAt() || Integer.parseInt(minor.group(1)) >= FIRST_MINOR_THAT_KEEPS_STATEMENTS;
            return keeps ? new String[] {"max_prepared_statements = 0"} : new String[0];
        } catch (IOException e) {
            throw new UncheckedIOException("PgBouncer does not say its version.", e);
        }
    }

    /** The database, reached through this PgBouncer as either role. */
    public TestDatabase database() {
        return database;
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }

    private static Process launch(Path folder, Path file) throws IOException {
        List<String> command = new ArrayList<>(List.of(program().orElseThrow().toString()));
        if (isRoot()) {
            command.addAll(List.of("-u", NOBODY));
            for (Path path : List.of(folder, file, folder.resolve("users.txt"))) {
                Files.setOwner(
                        path,
                        path.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(NOBODY));
            }
        }
        command.add(file.toString());
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        awaitStart(process.inputReader(UTF_8));
        return process;
    }

    /** Reads its log on, so that it never waits for a reader. */
    private static void awaitStart(BufferedReader log) throws IOException {
        StringBuilder said = new StringBuilder();
        for (String line = log.readLine(); line == null || !line.contains(UP); line = log.readLine()) {
            if (line == null) {
                throw new IOException("PgBouncer has ended. It said: " + said);
            }
            said.append(line).append('\n');
        }
        Thread reader = new Thread(() -> log.lines().forEach(line -> {}), "pgbouncer-log");
        reader.setDaemon(true);
        reader.start();
    }

    private static String configuration(TestDatabase target, int port, Path users, String poolMode, String... more) {
        return """
                [databases]
                * = host=127.0.0.1 port=%d

                [pgbouncer]
                listen_addr = 127.0.0.1
                listen_port = %d
                unix_socket_dir =
                auth_type = scram-sha-256
                auth_file = %s
                pool_mode = %s
                ignore_startup_parameters = extra_float_digits
                %s
                """.formatted(target.port(), port, users, poolMode, String.join("\n", more));
    }

    /** The secrets as the server keeps them: of a password PgBouncer would derive one at each login. */
    private static String users(TestDatabase target) {
        return String.join("\n", target.texts("""
                SELECT format('"%s" "%s"', rolname, rolpassword)
                FROM pg_authid
                WHERE rolname IN ('tenancy_owner', 'tenancy_app')
                """)) + "\n";
    }

    private static Path write(Path file, String content) throws IOException {
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        return Files.writeString(file, content);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    /** Debian has it where the path of ordinary users does not lead. */
    private static Optional<Path> program() {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Stream.concat(Stream.of(path.split(File.pathSeparator)), Stream.of("/usr/sbin", "/usr/local/sbin"))
                .map(folder -> Path.of(folder, "pgbouncer"))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
