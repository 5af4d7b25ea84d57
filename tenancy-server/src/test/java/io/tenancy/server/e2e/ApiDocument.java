package io.tenancy.server.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenancy.core.access.Permission;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The operations that a server says it has. */
record ApiDocument(List<Operation> operations) {
    /**
     * One operation of {@code /openapi.json}.
     *
     * @param permission what it needs: permissions, joined by a blank, {@code signed-in} or {@code open}
     * @param body the example of its request body
     */
    record Operation(String method, String path, String permission, Optional<JsonNode> body) {
        /** The permissions that it needs, all of them. */
        Set<Permission> permissions() {
            return Stream.of(permission.split(" "))
                    .filter(name -> name.contains(":"))
                    .map(Permission::new)
                    .collect(Collectors.toUnmodifiableSet());
        }

        /** Whether its path names something by an id. */
        boolean hasId() {
            return path.contains("{id}");
        }

        /** The path with that id, also for what is below it, and a setting and a store that there are. */
        String pathOf(String id) {
            return path.replace("{id}", id)
                    .replace("{session}", id)
                    .replace("{keyId}", id)
                    .replace("{delivery}", id)
                    .replace("{grant}", id)
                    .replace("{invoice}", id)
                    .replace("{user}", id)
                    .replace("{job}", id)
                    .replace("{hold}", id)
                    .replace("{key}", "locale")
                    .replace("{store}", "main")
                    .replace("{task}", "jobs-1")
                    .replace("{entitlement}", "seats")
                    .replace("{flag}", "new-checkout")
                    .replace("{biller}", "stripe")
                    .replace("{kid}", "unknown");
        }

        String pathOfUnknown() {
            return pathOf(UUID.randomUUID().toString());
        }

        Answer call(JsonClient client, String id) {
            return client.send(method, pathOf(id), body);
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    static ApiDocument of(RunningServer server) {
        JsonNode document = server.anonymous().get("/openapi.json").expect(200).json();
        List<Operation> operations = new ArrayList<>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(operation ->
                                operations.add(operation(path.getKey(), operation.getKey(), operation.getValue()))));
        return new ApiDocument(List.copyOf(operations));
    }

    private static Operation operation(String path, String method, JsonNode operation) {
        JsonNode permission = operation.path("x-required-permission");
        if (!permission.isTextual()) {
            throw new AssertionError("No permission is declared for " + method + " " + path);
        }
        JsonNode content = operation.path("requestBody").path("content").path("application/json");
        boolean takesForm = operation.at("/requestBody/content").has("application/x-www-form-urlencoded");
        boolean takesFile = operation.at("/requestBody/content").has("application/zip");
        if (operation.has("requestBody")
                && !takesForm
                && !takesFile
                && content.path("example").isMissingNode()) {
            throw new AssertionError("No example body is given for " + method + " " + path);
        }
        return new Operation(
                method.toUpperCase(Locale.ROOT),
                path,
                permission.asText(),
                Optional.of(content.path("example")).filter(example -> !example.isMissingNode()));
    }
}
