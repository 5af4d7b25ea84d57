package io.tenancy.server.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A Java program in a process of its own, that has an environment of its own making. */
public final class JavaProcess implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 90;

    private final Process process;
    private final CompletableFuture<List<String>> output;
    private final CompletableFuture<List<String>> errors;

    private JavaProcess(Process process, Consumer<String> watcher) {
        this.process = process;
        this.output =
                CompletableFuture.supplyAsync(() -> lines(process.inputReader(UTF_8), watcher), JavaProcess::inThread);
        this.errors = CompletableFuture.supplyAsync(
                () -> lines(process.errorReader(UTF_8), line -> {}), JavaProcess::inThread);
    }

    /** The server's program, from the class path of this test. */
    public static JavaProcess tenancy(Map<String, String> environment, Consumer<String> watcher, String... arguments) {
        List<String> command = new ArrayList<>(
                List.of("-cp", System.getProperty("java.class.path"), "io.tenancy.server.TenancyApplication"));
        command.addAll(List.of(arguments));
        return start(environment, watcher, command);
    }

    /** The program of a jar. */
    public static JavaProcess jar(
            Path jar, Map<String, String> environment, Consumer<String> watcher, String... arguments) {
        List<String> command =
                new ArrayList<>(List.of("-jar", jar.toAbsolutePath().toString()));
        command.addAll(List.of(arguments));
        return start(environment, watcher, command);
    }

    /** Waits for the end, and answers the exit status. */
    public int exitStatus() {
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("The process does not end. It said: " + process.info());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while a process was awaited.", e);
        }
    }

    /** All lines of its standard output, once it has ended. */
    public List<String> output() {
        return output.join();
    }

    /** All that it has written to its standard error, once it has ended. */
    public String errors() {
        return String.join("\n", errors.join());
    }

    /** Runs a task once the process has ended. */
    public void whenEnded(Runnable task) {
        var unused = process.onExit().thenRun(task);
    }

    /** Asks it to end, as a deployment does. What it still says is kept: Process itself would close its streams. */
    public void terminate() {
        process.toHandle().destroy();
    }

    /** Ends it without asking, as {@code kill -9} does, and waits until it is gone. */
    public void kill() {
        process.toHandle().destroyForcibly();
        var unused = exitStatus();
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            kill();
        }
    }

    private static JavaProcess start(
            Map<String, String> environment, Consumer<String> watcher, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1"));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> name.startsWith("TENANCY_") || name.startsWith("JAVA_"));
        builder.environment().putAll(environment);
        try {
            return new JavaProcess(builder.start(), watcher);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> lines(BufferedReader reader, Consumer<String> watcher) {
        return reader.lines().peek(watcher).toList();
    }

    private static void inThread(Runnable task) {
        Thread thread = new Thread(task, "process-output");
        thread.setDaemon(true);
        thread.start();
    }
}
