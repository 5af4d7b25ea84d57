package io.tenancy.server.e2e;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The real server in a process of its own, which can be killed. */
public final class ServerProcess implements RunningServer {
    private static final Pattern ANNOUNCEMENT = Pattern.compile("serves on port (\\d+), operators on port (\\d+)");
    private static final int PATIENCE_SECONDS = 90;

    private final JavaProcess process;
    private final Ports ports;

    private record Ports(int api, int operators) {}

    private ServerProcess(JavaProcess process, Ports ports) {
        this.process = process;
        this.ports = ports;
    }

    /** Starts a server from the class path of this test, and waits until it serves. */
    public static ServerProcess start(Map<String, String> environment) {
        return awaiting(watcher -> JavaProcess.tenancy(environment, watcher, "server", "config.yml"));
    }

    /** Starts the server of a jar, and waits until it serves. */
    public static ServerProcess startJar(Path jar, Map<String, String> environment) {
        return awaiting(watcher -> JavaProcess.jar(jar, environment, watcher, "server", "config.yml"));
    }

    private static ServerProcess awaiting(Function<Consumer<String>, JavaProcess> starter) {
        CompletableFuture<Ports> ports = new CompletableFuture<>();
        JavaProcess process = starter.apply(line -> listen(line, ports));
        process.whenEnded(() -> ports.completeExceptionally(new IllegalStateException("The process has ended.")));
        try {
            return new ServerProcess(process, ports.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
        } catch (TimeoutException | ExecutionException e) {
            process.close();
            throw new AssertionError("The server does not start: " + process.errors() + process.output(), e);
        } catch (InterruptedException e) {
            process.close();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while a server started.", e);
        }
    }

    @Override
    public URI url() {
        return URI.create("http://127.0.0.1:" + ports.api());
    }

    @Override
    public URI operatorUrl() {
        return URI.create("http://127.0.0.1:" + ports.operators());
    }

    public void kill() {
        process.kill();
    }

    /** Asks the server to stop, waits for it, and answers the exit status. */
    public int stop() {
        terminate();
        return exitStatus();
    }

    /** Asks the server to stop, as a deployment does. */
    public void terminate() {
        process.terminate();
    }

    /** Waits for the end, and answers the exit status. */
    public int exitStatus() {
        return process.exitStatus();
    }

    /** All lines of its log, once it has ended. */
    public List<String> log() {
        return process.output();
    }

    @Override
    public void close() {
        process.close();
    }

    private static void listen(String line, CompletableFuture<Ports> ports) {
        Matcher found = ANNOUNCEMENT.matcher(line);
        if (found.find()) {
            ports.complete(new Ports(Integer.parseInt(found.group(1)), Integer.parseInt(found.group(2))));
        }
    }
}
