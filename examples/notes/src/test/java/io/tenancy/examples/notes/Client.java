package io.tenancy.examples.notes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Somebody who uses the service, signed in or not. */
record Client(URI server, Optional<String> token) {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();

    record Answer(int status, Optional<String> location, JsonNode body) {
        Answer expect(int wanted) {
            assertThat(status).as(body.toString()).isEqualTo(wanted);
            return this;
        }

        String text(String member) {
            return body.path(member).asText();
        }
    }

    Client signedIn(String tenant, String email, String password) {
        Answer tokens = post("/v1/auth/login", Map.of("tenant", tenant, "email", email, "password", password))
                .expect(200);
        return new Client(server, Optional.of(tokens.text("accessToken")));
    }

    /** Replaces a one-time password, and is signed in then. */
    Client admitted(String tenant, String email, String oneTime, String password) {
        Answer tokens = post(
                        "/v1/auth/password",
                        Map.of("tenant", tenant, "email", email, "password", oneTime, "newPassword", password))
                .expect(200);
        return new Client(server, Optional.of(tokens.text("accessToken")));
    }

    Answer get(String path) {
        return send("GET", path, Optional.empty());
    }

    Answer post(String path, Map<String, Object> body) {
        return send("POST", path, Optional.of(body));
    }

    /** Whatever is there already. */
    Answer put(String path, Map<String, Object> body) {
        return send("PUT", path, Optional.of(body));
    }

    Answer delete(String path) {
        return send("DELETE", path, Optional.empty());
    }

    private Answer send(String method, String path, Optional<Map<String, Object>> body) {
        try {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server + path))
                    .timeout(Duration.ofSeconds(60))
                    .header("Content-Type", "application/json")
                    .header("If-Match", "*")
                    .method(
                            method,
                            body.isPresent()
                                    ? BodyPublishers.ofString(JSON.writeValueAsString(body.get()))
                                    : BodyPublishers.noBody());
            token.ifPresent(text -> request.header("Authorization", "Bearer " + text));
            HttpResponse<String> response = HTTP.send(request.build(), BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.headers().firstValue("Location"), read(response.body()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while the service was asked.", e);
        }
    }

    private static JsonNode read(String text) throws JsonProcessingException {
        return text.isEmpty() ? JSON.missingNode() : JSON.readTree(text);
    }
}
