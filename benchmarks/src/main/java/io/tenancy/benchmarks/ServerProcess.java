package io.tenancy.benchmarks;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** A server in a JVM of its own, so that its processor time and memory are seen apart from those of whoever asks. */
final class ServerProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Pattern COMPILER = Pattern.compile("(?m)^\"C[12] CompilerThread\\d+\".*? cpu=([\\d.]+)ms");
    private static final Pattern ALLOCATED = Pattern.compile("allocated=(\\d+)([BKMG])");

    private final Process process;
    private final int port;
    private final double startSeconds;

    private ServerProcess(Process process, int port, double startSeconds) {
        this.process = process;
        this.port = port;
        this.startSeconds = startSeconds;
    }

    /** The product itself. */
    static ServerProcess tenancy(Map<String, String> environment, JavaProcess java) throws Exception {
        return start(
                java.running("io.tenancy.server.TenancyApplication", List.of("server", "config.yml")),
                environment,
                "/.well-known/jwks.json");
    }

    /**
     * Starts a server and waits until it answers.
     *
     * @param environment may name the port in {@code TENANCY_PORT}; it is replaced by one that is free
     * @param path what answers 200 once it serves
     */
    static ServerProcess start(ProcessBuilder builder, Map<String, String> environment, String path) throws Exception {
        int port = freePort();
        builder.redirectOutput(
                Files.createTempFile(Path.of("target"), "server", ".log").toFile());
        builder.environment().putAll(environment);
        builder.environment().put("TENANCY_PORT", String.valueOf(port));
        long began = System.nanoTime();
        Process process = builder.start();
        awaitAnswer(process, URI.create("http://127.0.0.1:" + port + path));
        return new ServerProcess(process, port, (System.nanoTime() - began) / 1e9);
    }

    private static void awaitAnswer(Process process, URI uri) throws Exception {
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest request = HttpRequest.newBuilder(uri).build();
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            try {
                if (client.send(request, BodyHandlers.discarding()).statusCode() == 200) {
                    return;
                }
            } catch (IOException notYet) {
                if (!process.isAlive()) {
                    throw new IllegalStateException("A server ended with " + process.exitValue(), notYet);
                }
            }
            TimeUnit.MILLISECONDS.sleep(10);
        }
        process.destroyForcibly();
        throw new IllegalStateException("A server does not answer at " + uri);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    int port() {
        return port;
    }

    /** Seconds from the start of the process to its first answer. */
    double startSeconds() {
        return startSeconds;
    }

    /** Milliseconds of processor time so far. */
    double cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / 1e6;
    }

    /** Milliseconds of processor time that its just-in-time compilers have used so far, but for those that have ended for want of work. */
    double compilers() throws IOException {
        return COMPILER.matcher(jcmd("Thread.print", "-e"))
                .results()
                .mapToDouble(match -> Double.parseDouble(match.group(1)))
                .sum();
    }

    /** Bytes that its threads have allocated so far, to about a hundredth: the JVM tells it of each thread in whole KB or MB. */
    double allocated() throws IOException {
        return ALLOCATED
                .matcher(jcmd("Thread.print", "-e"))
                .results()
                .mapToDouble(
                        match -> Double.parseDouble(match.group(1)) * Math.pow(1024, "BKMG".indexOf(match.group(2))))
                .sum();
    }

    private String jcmd(String... question) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString());
        command.add(String.valueOf(process.pid()));
        command.addAll(List.of(question));
        Process jcmd = new ProcessBuilder(command).redirectErrorStream(true).start();
        return new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    /** The memory that it has of the machine, in MB; Linux only. */
    double residentMegabytes() throws IOException {
        return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
                        .filter(line -> line.startsWith("VmRSS:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                        .findFirst()
                        .orElseThrow()
                / 1024.0;
    }

    /** Ends it as an operator would, and by force where that does not end it, or nobody waits any more. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
