package io.tenancy.server.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;

/** A receiver of webhooks on this machine, which keeps what it gets. */
public final class Receiver implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private volatile Answering answering = exchange -> answer(exchange, 200, "taken");

    /** A request that has come. */
    public record Request(String path, Map<String, List<String>> headers, String body) {
        /** The only value of a header. */
        public String header(String name) {
            return headers.getOrDefault(name, List.of("")).get(0);
        }
    }

    private interface Maker {
        HttpServer make(InetSocketAddress at) throws IOException;
    }

    /** How it answers. */
    @FunctionalInterface
    public interface Answering {
        void answer(HttpExchange exchange) throws IOException;
    }

    public Receiver() {
        this(at -> HttpServer.create(at, 0));
    }

    /** One that is reached by TLS alone. */
    Receiver(SSLContext tls) {
        this(at -> {
            HttpsServer secured = HttpsServer.create(at, 0);
            secured.setHttpsConfigurator(new HttpsConfigurator(tls));
            return secured;
        });
    }

    private Receiver(Maker maker) {
        try {
            server = maker.make(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::take);
        server.setExecutor(threads);
        server.start();
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            headers.putAll(exchange.getRequestHeaders());
            String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            requests.add(new Request(exchange.getRequestURI().toString(), headers, body));
            answering.answer(exchange);
        }
    }

    /** Answers so from now on. */
    public void answer(Answering how) {
        answering = how;
    }

    /** Answers with this status from now on. */
    public void answer(int status) {
        answering = exchange -> answer(exchange, status, "");
    }

    static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    public List<Request> requests() {
        return List.copyOf(requests);
    }

    public URI url(String host, String path) {
        return URI.create("http://" + host + ":" + server.getAddress().getPort() + path);
    }

    public URI url() {
        return url("127.0.0.1", "/in");
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
