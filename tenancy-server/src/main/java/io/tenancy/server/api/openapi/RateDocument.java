package io.tenancy.server.api.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** The headers that say how limits stand. */
final class RateDocument {
    private static final String POLICY = "RateLimit-Policy";
    private static final String STANDING = "RateLimit";

    private RateDocument() {}

    /** Says what the headers are. */
    static void define(ObjectNode components) {
        header(
                components,
                POLICY,
                "The limits that count this request: q units in each window of w seconds.",
                "\"address\";q=60000;w=60, \"user\";q=6000;w=60, \"tenant\";q=60000;w=60");
        header(
                components,
                STANDING,
                "How the tightest of them stands: r units are left, and all are there again in t seconds.",
                "\"user\";r=5999;t=60");
    }

    /** Adds the headers to what succeeds; of the refusals, that for too many requests has them by itself. */
    static void complete(ObjectNode responses) {
        for (Map.Entry<String, JsonNode> response : responses.properties()) {
            if (response.getKey().startsWith("2") || response.getKey().equals("429")) {
                refer((ObjectNode) response.getValue());
            }
        }
    }

    static void refer(ObjectNode response) {
        if (!response.has("$ref")) {
            for (String name : new String[] {POLICY, STANDING}) {
                response.withObject("/headers/" + name).put("$ref", "#/components/headers/" + name);
            }
        }
    }

    private static void header(ObjectNode components, String name, String description, String example) {
        components
                .withObject("/headers/" + name)
                .put("description", description)
                .put("example", example)
                .withObject("/schema")
                .put("type", "string");
    }
}
