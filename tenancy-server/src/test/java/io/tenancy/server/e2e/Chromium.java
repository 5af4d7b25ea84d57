package io.tenancy.server.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** A page in a headless Chromium, by the DevTools protocol; it ends with the process that it has started. */
final class Chromium implements AutoCloseable {
    static final Path BINARY = Path.of("/usr/bin/chromium");

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient http = HttpClient.newHttpClient();
    private final AtomicInteger numbers = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();
    private final Path folder;
    private final Process process;
    private final WebSocket socket;

    private Chromium(Path folder) {
        this.folder = folder;
        try {
            this.process = new ProcessBuilder(
                            BINARY.toString(),
                            "--headless",
                            "--no-sandbox",
                            "--disable-gpu",
                            "--disable-quic",
                            "--no-first-run",
                            "--disable-background-networking",
                            "--disable-component-update",
                            "--disable-sync",
                            "--remote-debugging-port=0",
                            "--user-data-dir=" + folder,
                            "about:blank")
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("output.txt").toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        try {
            this.socket = connected();
        } catch (RuntimeException | Error e) {
            end();
            throw e;
        }
    }

    static Chromium start() {
        try {
            return new Chromium(Files.createTempDirectory("chromium"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Opens a page, and waits until it is there. */
    void open(URI page) {
        send("Page.navigate", Json.of("url", page.toString()));
        Until.within(
                PATIENCE,
                "the page is there",
                () -> evaluate("document.readyState === 'complete' && location.href.startsWith('" + page + "')")
                        .asBoolean());
    }

    /** The value of an expression, or of the promise that it is. */
    JsonNode evaluate(String expression) {
        JsonNode result = send(
                "Runtime.evaluate",
                Json.of("expression", expression, "awaitPromise", true, "returnByValue", true, "userGesture", true));
        if (result.has("exceptionDetails")) {
            throw new AssertionError(result.path("exceptionDetails").toString());
        }
        return result.at("/result/value");
    }

    /** Does a command of the DevTools protocol. */
    JsonNode send(String method, ObjectNode parameters) {
        int number = numbers.incrementAndGet();
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        waiting.put(number, answer);
        String message =
                Json.of("id", number, "method", method, "params", parameters).toString();
        socket.sendText(message, true).join();
        JsonNode json = answer.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
        if (json.has("error")) {
            throw new AssertionError(method + ": " + json.path("error"));
        }
        return json.path("result");
    }

    @Override
    public void close() {
        socket.abort();
        end();
    }

    private WebSocket connected() {
        Path port = folder.resolve("DevToolsActivePort");
        Until.within(
                PATIENCE, "Chromium says where it listens", () -> lines(port).size() > 1);
        URI list = URI.create("http://127.0.0.1:" + lines(port).get(0) + "/json/list");
        Until.within(PATIENCE, "Chromium has a page", () -> !page(list).isEmpty());
        return http.newWebSocketBuilder()
                .buildAsync(URI.create(page(list)), new Answers())
                .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join();
    }

    private String page(URI list) {
        try {
            String text = http.send(HttpRequest.newBuilder(list).build(), BodyHandlers.ofString())
                    .body();
            for (JsonNode target : Json.parse(text)) {
                if (target.path("type").asText().equals("page")) {
                    return target.path("webSocketDebuggerUrl").asText();
                }
            }
            return "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void end() {
        List<ProcessHandle> children = process.descendants().toList();
        process.destroyForcibly();
        process.onExit().join();
        children.forEach(ProcessHandle::destroyForcibly);
        children.forEach(child -> child.onExit().join());
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Puts the parts of a message together, and gives each answer to who has asked. */
    private final class Answers implements WebSocket.Listener {
        private final StringBuilder message = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean isLast) {
            message.append(part);
            if (isLast) {
                JsonNode json = Json.parse(message.toString());
                message.setLength(0);
                CompletableFuture<JsonNode> answer =
                        waiting.remove(json.path("id").asInt());
                if (answer != null) {
                    answer.complete(json);
                }
            }
            from.request(1);
            return CompletableFuture.completedFuture(null);
        }
    }
}
