package io.tenancy.server.api.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.Set;

/** What holds for the body of every request: null is as absent, and what is read as a set may have repetitions. */
final class RequestSchemas {
    private RequestSchemas() {}

    static void complete(ObjectNode document) {
        Set<String> references = new HashSet<>();
        document.path("paths")
                .findValues("requestBody")
                .forEach(body -> references.addAll(body.findValuesAsText("$ref")));
        references.forEach(reference -> complete(document.at(reference.substring(1))));
    }

    private static void complete(JsonNode schema) {
        Set<String> required = new HashSet<>();
        schema.path("required").forEach(name -> required.add(name.asText()));
        schema.path("properties").properties().forEach(member -> {
            ObjectNode property = (ObjectNode) member.getValue();
            property.remove("uniqueItems");
            if (!required.contains(member.getKey())) {
                admitNull(property);
            }
        });
    }

    private static void admitNull(ObjectNode property) {
        if (property.has("$ref")) {
            ArrayNode either = property.putArray("anyOf");
            either.addObject().set("$ref", property.remove("$ref"));
            either.addObject().put("type", "null");
            return;
        }
        JsonNode type = property.path("type");
        property.putArray("type").add(type).add("null");
        if (property.path("enum") instanceof ArrayNode choices) {
            choices.addNull();
        }
    }
}
