package io.tenancy.server.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What is asked of an OpenAPI document beyond that it is one. */
final class DocumentRules {
    private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.getInstance(VersionFlag.V202012);

    private final JsonNode document;
    private final List<String> faults = new ArrayList<>();
    private final Set<String> ids = new HashSet<>();

    private DocumentRules(JsonNode document) {
        this.document = document;
    }

    static List<String> faults(JsonNode document) {
        DocumentRules rules = new DocumentRules(document);
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(operation ->
                                rules.operation(operation.getKey() + " " + path.getKey(), operation.getValue())));
        rules.inline("", document);
        rules.unused();
        return rules.faults;
    }

    /** What is wrong with a body by a schema of the document. */
    static List<String> faults(JsonNode document, JsonNode schema, JsonNode body) {
        ObjectNode whole = JsonNodeFactory.instance.objectNode();
        whole.putArray("allOf").add(schema);
        whole.set("components", document.path("components"));
        return SCHEMAS.getSchema(whole).validate(body).stream()
                .map(Object::toString)
                .toList();
    }

    private void operation(String name, JsonNode operation) {
        must(ids.add(operation.path("operationId").asText()), name + ": the operationId is another's");
        must(!operation.path("summary").asText().isEmpty(), name + ": no summary");
        must(operation.path("security").isArray(), name + ": no security");
        must(operation.path("x-required-permission").isTextual(), name + ": no x-required-permission");
        operation.at("/requestBody/content").forEach(content -> content(name + " request", content));
        operation.path("responses").properties().forEach(response -> {
            JsonNode answer = response.getValue().has("$ref")
                    ? document.at(response.getValue().path("$ref").asText().substring(1))
                    : response.getValue();
            response(name, response.getKey(), answer);
        });
    }

    private void response(String name, String status, JsonNode answer) {
        String what = name + " " + status;
        answer.path("content").forEach(content -> content(what, content));
        if (status.startsWith("4") || status.startsWith("5")) {
            boolean oauth = name.contains(" /oauth2/")
                    && answer.at("/content/application~1json/schema/$ref")
                            .asText()
                            .equals("#/components/schemas/OAuthError");
            must(oauth || answer.path("content").has(Problem.MEDIA_TYPE), what + ": no problem");
        }
        must(
                !status.equals("401") || answer.path("headers").has("WWW-Authenticate") || name.contains("/oauth2/"),
                what + ": no WWW-Authenticate");
        must(!status.equals("429") || answer.path("headers").has("Retry-After"), what + ": no Retry-After");
    }

    private void content(String what, JsonNode content) {
        boolean file = content.at("/schema/format").asText().equals("binary");
        must(file || content.has("example"), what + ": no example");
        if (content.has("example")) {
            faults(document, content.path("schema"), content.path("example"))
                    .forEach(fault -> faults.add(what + ": the example is wrong: " + fault));
        }
    }

    private void inline(String path, JsonNode node) {
        boolean example = path.endsWith("/example");
        if (!example
                && node.path("type").asText().equals("object")
                && node.path("properties").isObject()
                && !path.matches("/components/schemas/[^/]+")) {
            faults.add(path + ": an inline object");
        }
        if (!example) {
            node.properties().forEach(member -> inline(path + "/" + member.getKey(), member.getValue()));
            if (node.isArray()) {
                node.forEach(element -> inline(path + "/-", element));
            }
        }
    }

    private void unused() {
        Set<String> used = new HashSet<>();
        document.findValues("$ref").forEach(reference -> used.add(reference.asText()));
        document.at("/components/schemas")
                .fieldNames()
                .forEachRemaining(name ->
                        must(used.contains("#/components/schemas/" + name), name + ": a schema that nothing uses"));
    }

    private void must(boolean holds, String fault) {
        if (!holds) {
            faults.add(fault);
        }
    }
}
