package io.tenancy.server.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A client of the API that speaks JSON, and has an access token once it is signed in. */
public final class JsonClient {
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final URI server;
    private final Optional<String> token;

    public JsonClient(URI server) {
        this(server, Optional.empty());
    }

    private JsonClient(URI server, Optional<String> token) {
        this.server = server;
        this.token = token;
    }

    public JsonClient withToken(String other) {
        return new JsonClient(server, Optional.of(other));
    }

    /** The same person at another server. */
    public JsonClient at(RunningServer other) {
        return new JsonClient(other.url(), token);
    }

    public JsonClient signedIn(Person person) {
        return withToken(login(person).expect(200).text("accessToken"));
    }

    public Answer login(Person person) {
        return post(
                "/v1/auth/login",
                Json.of("tenant", person.tenant(), "email", person.email(), "password", person.password()));
    }

    /** Replaces a password, and is signed in then. */
    public JsonClient changePassword(Person person, String newPassword) {
        ObjectNode change = Json.of(
                "tenant", person.tenant(),
                "email", person.email(),
                "password", person.password(),
                "newPassword", newPassword);
        return withToken(post("/v1/auth/password", change).expect(200).text("accessToken"));
    }

    public Answer get(String path) {
        return send("GET", path, BodyPublishers.noBody());
    }

    /** Every item of a list, page by page. */
    public List<JsonNode> all(String path) {
        List<JsonNode> items = new ArrayList<>();
        String next = "";
        do {
            String cursor = next.isEmpty() ? "" : "&cursor=" + next;
            JsonNode page = get(path + "?limit=200" + cursor).expect(200).json();
            page.path("items").forEach(items::add);
            next = page.path("next").asText("");
        } while (!next.isEmpty() && !next.equals("null"));
        return items;
    }

    public Answer post(String path, JsonNode body) {
        return send("POST", path, BodyPublishers.ofString(body.toString()));
    }

    public Answer post(String path) {
        return send("POST", path, BodyPublishers.noBody());
    }

    public Answer put(String path, JsonNode body) {
        return send("PUT", path, BodyPublishers.ofString(body.toString()));
    }

    public Answer patch(String path, JsonNode body) {
        return send("PATCH", path, BodyPublishers.ofString(body.toString()));
    }

    public Answer delete(String path) {
        return send("DELETE", path, BodyPublishers.noBody());
    }

    /** Sends any request, with a body or without. */
    public Answer send(String method, String path, Optional<JsonNode> body) {
        return send(
                method,
                path,
                body.map(json -> BodyPublishers.ofString(json.toString())).orElse(BodyPublishers.noBody()));
    }

    /** The same with headers of its own, in the place of those that every request has. */
    public Answer send(String method, String path, Optional<JsonNode> body, Map<String, String> headers) {
        return send(
                method,
                path,
                body.map(json -> BodyPublishers.ofString(json.toString())).orElse(BodyPublishers.noBody()),
                headers);
    }

    /** What a file is. */
    public byte[] file(String path) {
        return download(path, BodyHandlers.ofByteArray());
    }

    /** What a file is that is too long to have it as a whole. */
    InputStream stream(String path) {
        return download(path, BodyHandlers.ofInputStream());
    }

    private <T> T download(String path, BodyHandler<T> as) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server + path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + token.orElseThrow())
                .build();
        try {
            HttpResponse<T> response = HTTP.send(request, as);
            if (response.statusCode() != 200) {
                throw new AssertionError(path + " answers " + response.statusCode());
            }
            return response.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while a server was asked.", e);
        }
    }

    /** Sends a ZIP file. */
    public Answer upload(String path, byte[] file) {
        return send("POST", path, BodyPublishers.ofByteArray(file), Map.of("Content-Type", "application/zip"));
    }

    private Answer send(String method, String path, BodyPublisher body) {
        return send(method, path, body, Map.of());
    }

    private Answer send(String method, String path, BodyPublisher body, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server + path))
                .timeout(PATIENCE)
                .method(method, body);
        if (body.contentLength() != 0) {
            request.header("Content-Type", "application/json");
        }
        if (method.equals("PUT") || method.equals("PATCH") || method.equals("DELETE")) {
            request.header("If-Match", "*"); // whatever state it is in
        }
        token.ifPresent(text -> request.header("Authorization", "Bearer " + text));
        headers.forEach(request::setHeader);
        try {
            HttpResponse<String> response = HTTP.send(request.build(), BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.headers(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while a server was asked.", e);
        }
    }
}
