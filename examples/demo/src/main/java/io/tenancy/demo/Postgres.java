package io.tenancy.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.tenancy.core.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A PostgreSQL that lives in the data folder: reached by loopback only, every role by password, durable. It runs in a
 * session of its own, so that Ctrl-C in a terminal does not reach it before the server has stopped.
 */
final class Postgres implements AutoCloseable {
    static final String SUPERUSER = "postgres";
    static final String FOLDER = "postgres";
    private static final String MAJOR = "18";
    private static final String PID_FILE = "postmaster.pid";
    private static final int ATTEMPTS = 3;

    private final Path programs;
    private final Path cluster;
    private final Path logs;
    private final Secret password;
    private int port;

    private Postgres(Path programs, Path cluster, Path logs, Secret password) {
        this.programs = programs;
        this.cluster = cluster;
        this.logs = logs;
        this.password = password;
    }

    /** The database of this folder, not running. It is made where there is none; the password is its superuser's. */
    static Postgres in(DataFolder data, Secret password) {
        Path cluster = data.path().resolve(FOLDER);
        requireMajor(cluster);
        try {
            Postgres postgres = new Postgres(Binaries.unpack(data), cluster, data.logs(), requireNonNull(password));
            data.whole(FOLDER, postgres::initialise);
            return postgres;
        } catch (IOException e) {
            throw new Refusal("PostgreSQL could not be set up in " + data.path() + ": " + e, e);
        }
    }

    /** Starts it on a free port. One that a killed demo has left running is stopped first. */
    synchronized Postgres start() {
        try {
            stopOrphan();
            for (int attempt = 1; ; attempt++) {
                port = freePort();
                if (control("start", "-l", logs.resolve("postgres.log").toString(), "-o", options())) {
                    return this;
                }
                if (attempt == ATTEMPTS || isFree(port)) {
                    throw new Refusal("PostgreSQL does not start; " + logs.resolve("postgres.log") + " says why.");
                }
            }
        } catch (IOException e) {
            throw new Refusal("PostgreSQL does not start: " + e, e);
        }
    }

    /** Stops it and waits until every change is on disk. */
    @Override
    public synchronized void close() throws IOException {
        if (running().isPresent() && !control("stop", "-m", "fast")) {
            throw new IOException("PostgreSQL does not stop; " + logs.resolve("postgres.log") + " says why.");
        }
    }

    String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    DataSource superuser(String database) {
        return dataSource(database, SUPERUSER, password);
    }

    DataSource dataSource(String database, String user, Secret userPassword) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url(database));
        source.setUser(user);
        source.setPassword(userPassword.reveal());
        return source;
    }

    private static void requireMajor(Path cluster) {
        if (!Files.exists(cluster)) {
            return;
        }
        String found;
        try {
            found = Files.readString(cluster.resolve("PG_VERSION")).strip();
        } catch (IOException e) {
            throw new Refusal(cluster + " cannot be read as a PostgreSQL database: " + e + ". Move it away.", e);
        }
        if (!found.equals(MAJOR)) {
            throw new Refusal(cluster + " was made by PostgreSQL " + found + ", and this demo runs " + MAJOR
                    + ". Move the data folder away to start anew.");
        }
    }

    private void initialise(Path folder) throws IOException {
        Path secret = Files.createTempFile(logs, "password", "");
        try {
            Files.writeString(secret, password.reveal());
            boolean made = run(
                    "initdb",
                    "-D",
                    folder.toString(),
                    "--username=" + SUPERUSER,
                    "--pwfile=" + secret,
                    "--auth=scram-sha-256",
                    "--encoding=UTF8",
                    "--locale=C",
                    "--locale-provider=builtin",
                    "--builtin-locale=C.UTF-8");
            if (!made) {
                throw new Refusal("PostgreSQL could not make its files; " + toolLog() + " says why.");
            }
        } finally {
            Files.delete(secret);
        }
    }

    private void stopOrphan() throws IOException {
        if (running().isPresent()) {
            close();
        } else if (holder().isPresent()) {
            // A process of somebody else has the number by now; PostgreSQL would believe that it still runs.
            Files.delete(cluster.resolve(PID_FILE));
        }
    }

    /** The server process that holds this folder. */
    private Optional<ProcessHandle> running() throws IOException {
        return holder().filter(this::isOurs);
    }

    /** The living process, whatever it runs, that has the number which a server has left in this folder. */
    private Optional<ProcessHandle> holder() throws IOException {
        Path file = cluster.resolve(PID_FILE);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try (Stream<String> lines = Files.lines(file, UTF_8)) {
            return lines.findFirst()
                    .map(String::strip)
                    .filter(line -> line.matches("[0-9]{1,18}"))
                    .flatMap(line -> ProcessHandle.of(Long.parseLong(line)));
        }
    }

    private boolean isOurs(ProcessHandle process) {
        return process.info()
                .command()
                .filter(command ->
                        Path.of(command).startsWith(cluster.resolveSibling(".").normalize()))
                .isPresent();
    }

    private String options() {
        return "-p " + port + " -c listen_addresses=127.0.0.1 -c unix_socket_directories=''";
    }

    private boolean control(String action, String... options) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(action, "-D", cluster.toString(), "-w", "-t", "120"));
        arguments.addAll(List.of(options));
        return run("pg_ctl", arguments.toArray(String[]::new));
    }

    private boolean run(String program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(asOrdinaryUser());
        command.add(programs.resolve(program).toString());
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(toolLog().toFile()));
        builder.environment().keySet().removeIf(name -> name.startsWith("PG") || name.startsWith("LC_"));
        builder.environment().put("LC_ALL", "C");
        try {
            return builder.start().waitFor() == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while " + program + " runs", e);
        }
    }

    /** PostgreSQL refuses to run as root, so root's runs in a user namespace in which it is nobody. */
    private static List<String> asOrdinaryUser() {
        boolean root = System.getProperty("user.name").equals("root");
        return root && System.getProperty("os.name").equals("Linux") ? List.of("unshare", "--user") : List.of();
    }

    private Path toolLog() {
        return logs.resolve("postgres-tools.log");
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Whether nobody listens on this port of the loopback address. */
    static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
