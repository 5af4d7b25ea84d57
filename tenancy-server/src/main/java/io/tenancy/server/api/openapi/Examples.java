package io.tenancy.server.api.openapi;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Gives each answer an example: the one that is written down for its schema, or one made of values of its members. */
final class Examples {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final ObjectNode document;
    private final JsonNode examples;
    private final JsonNode values;

    Examples(ObjectNode document, JsonNode examples, JsonNode values) {
        this.document = requireNonNull(document);
        this.examples = requireNonNull(examples);
        this.values = requireNonNull(values);
    }

    void complete() {
        document.path("paths")
                .forEach(path ->
                        path.forEach(operation -> operation.path("responses").forEach(this::completeContents)));
    }

    private void completeContents(JsonNode response) {
        response.path("content").forEach(content -> {
            if (!content.has("example")) {
                ((ObjectNode) content).set("example", of(content.path("schema"), "", ""));
            }
        });
    }

    private JsonNode of(JsonNode schema, String owner, String name) {
        if (schema.has("$ref")) {
            String model = schema.path("$ref").asText().replaceFirst(".*/", "");
            return examples.has(model)
                    ? examples.get(model)
                    : of(document.at("/components/schemas/" + model), model, name);
        }
        if (schema.has("oneOf")) {
            return of(schema.at("/oneOf/0"), owner, name);
        }
        if (schema.has("const")) {
            return schema.get("const");
        }
        if (schema.has("enum")) {
            return schema.at("/enum/0");
        }
        @Nullable JsonNode known = known(owner, name);
        return known == null ? made(schema, owner, name) : known;
    }

    private @Nullable JsonNode known(String owner, String name) {
        @Nullable JsonNode exact = values.get(owner + "." + name);
        return exact == null ? values.get(name) : exact;
    }

    private JsonNode made(JsonNode schema, String owner, String name) {
        JsonNode type = schema.path("type");
        return switch (type.isArray() ? type.path(0).asText() : type.asText()) {
            case "object" -> object(schema, owner);
            case "array" -> NODES.arrayNode().add(of(schema.path("items"), owner, name));
            case "integer", "number" -> NODES.numberNode(schema.path("minimum").asInt(1));
            case "boolean" -> NODES.booleanNode(true);
            default -> text(schema, owner, name);
        };
    }

    private ObjectNode object(JsonNode schema, String owner) {
        ObjectNode object = NODES.objectNode();
        Set<String> required = new HashSet<>();
        schema.path("required").forEach(member -> required.add(member.asText()));
        schema.path("properties").properties().forEach(member -> {
            if (required.contains(member.getKey()) || values.has(owner + "." + member.getKey())) {
                object.set(member.getKey(), of(member.getValue(), owner, member.getKey()));
            }
        });
        return object;
    }

    private static JsonNode text(JsonNode schema, String owner, String name) {
        if (schema.path("examples") instanceof ArrayNode examples) {
            return examples.get(0);
        }
        if (schema.has("example")) {
            return schema.get("example");
        }
        return switch (schema.path("format").asText()) {
            case "uuid" -> NODES.textNode("0199d4a0-5b7e-7c1f-8f3a-2d1c6b9e4f70");
            case "date-time" -> NODES.textNode("2026-11-28T09:30:00Z");
            default ->
                throw new IllegalStateException(
                        "The additions have no value for " + owner + "." + name + " in an example.");
        };
    }
}
