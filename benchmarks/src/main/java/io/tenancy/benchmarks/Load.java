package io.tenancy.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Requests by wrk, which a machine for measurements has to have installed (Debian: {@code wrk}). */
final class Load {
    private static final Pattern RESULT = Pattern.compile("RESULT (\\d+) (\\d+) (\\d+) (\\d+) (\\d+)");

    private final Path script;
    private final int connections;

    Load(int connections) throws IOException {
        this.connections = connections;
        this.script = Files.createTempFile(Files.createDirectories(Path.of("target")), "load", ".lua");
        try (InputStream lua = Objects.requireNonNull(Load.class.getResourceAsStream("load.lua"))) {
            Files.write(script, lua.readAllBytes());
        }
    }

    /** What is asked, and with whose token. */
    record Target(String path, String token) {}

    /**
     * What came of it.
     *
     * @param seconds that it took
     * @param median milliseconds
     * @param p99 milliseconds
     */
    record Answers(long requests, double seconds, double median, double p99) {}

    /** Writes what shall be asked to a file, which serves many runs. */
    static Path targets(List<Target> targets) throws IOException {
        Path file = Files.createTempFile(Files.createDirectories(Path.of("target")), "targets", ".txt");
        return Files.write(
                file,
                targets.stream()
                        .map(target -> target.path() + " " + target.token())
                        .toList());
    }

    /**
     * Asks without a pause, by as many connections as this has.
     *
     * @throws IllegalStateException if there is no wrk, or an answer was not 200
     */
    Answers run(int port, Path targets, Duration time) throws IOException, InterruptedException {
        Process wrk = new ProcessBuilder(
                        "wrk",
                        "-t1",
                        "-c" + connections,
                        "-d" + time.toSeconds() + "s",
                        "-s",
                        script.toString(),
                        "http://127.0.0.1:" + port,
                        "--",
                        targets.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(wrk.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (wrk.waitFor() != 0) {
            throw new IllegalStateException("wrk failed: " + said);
        }
        MatchResult result = RESULT.matcher(said)
                .results()
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("wrk said: " + said));
        if (!result.group(5).equals("0")) {
            throw new IllegalStateException(result.group(5) + " requests failed: " + said);
        }
        return new Answers(
                Long.parseLong(result.group(1)),
                Long.parseLong(result.group(2)) / 1e6,
                Long.parseLong(result.group(3)) / 1e3,
                Long.parseLong(result.group(4)) / 1e3);
    }
}
