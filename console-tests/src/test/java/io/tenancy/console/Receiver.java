package io.tenancy.console;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;

/** A receiver of webhooks that runs on this machine, and keeps the ids of what it was sent. */
final class Receiver implements AutoCloseable {
    /** What it answers; a hostile text, because the console shows it. */
    static final String ANSWER = "{\"said\": \"<img src=x onerror=alert(1)>\"}";

    private final HttpServer server;
    private final List<String> ids = new CopyOnWriteArrayList<>();
    private final BlockingQueue<Integer> answers = new LinkedBlockingQueue<>();

    Receiver() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", exchange -> {
            ids.add(exchange.getRequestHeaders().getFirst("webhook-id"));
            byte[] body = ANSWER.getBytes(StandardCharsets.UTF_8);
            Integer wanted = answers.poll();
            exchange.sendResponseHeaders(wanted == null ? 200 : wanted, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/hooks";
    }

    /** The ids of the messages that it was sent, in their order. */
    List<String> ids() {
        return List.copyOf(ids);
    }

    /** How it answers the next message; else it answers with 200. */
    void answerWith(int status) {
        answers.add(status);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
