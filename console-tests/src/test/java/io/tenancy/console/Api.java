package io.tenancy.console;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The public API as a program of somebody uses it, to make what a page is to show. */
final class Api {
    private final HttpClient client = HttpClient.newHttpClient();
    private final Gson gson = new Gson();
    private final String base;
    private final String token;

    private Api(String base, String token) {
        this.base = base;
        this.token = token;
    }

    static Api of(DemoServer server, String tenant, String email) {
        Api open = new Api(server.api(), "");
        JsonElement tokens = open.post(
                "/v1/auth/login",
                Map.<String, Object>of("tenant", tenant, "email", email, "password", server.password(email)));
        return new Api(server.api(), tokens.getAsJsonObject().get("accessToken").getAsString());
    }

    JsonObject get(String path) {
        return send("GET", path, null).getAsJsonObject();
    }

    JsonElement post(String path, @Nullable Object body) {
        return send("POST", path, body);
    }

    JsonElement put(String path, Object body) {
        return send("PUT", path, body);
    }

    void delete(String path) {
        var unused = send("DELETE", path, null);
    }

    /** The id of a tenant by its short name. */
    String tenant(String slug) {
        for (JsonElement one : get("/v1/tenants?search=" + slug).getAsJsonArray("items")) {
            if (one.getAsJsonObject().get("slug").getAsString().equals(slug)) {
                return one.getAsJsonObject().get("id").getAsString();
            }
        }
        throw new IllegalArgumentException(slug);
    }

    private JsonElement send(String method, String path, @Nullable Object body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .header("Accept", "application/json")
                .header("If-Match", "*")
                .header("Idempotency-Key", UUID.randomUUID().toString());
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        if (body == null) {
            request.method(method, BodyPublishers.noBody());
        } else {
            request.header("Content-Type", "application/json")
                    .method(method, BodyPublishers.ofString(gson.toJson(body)));
        }
        try {
            HttpResponse<String> answer = client.send(request.build(), BodyHandlers.ofString());
            if (answer.statusCode() >= 300) {
                throw new IllegalStateException(method + " " + path + ": " + answer.statusCode() + " " + answer.body());
            }
            return gson.fromJson(answer.body(), JsonElement.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
