package io.tenancy.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.tenancy.core.access.Permissions;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.glassfish.jersey.server.model.Resource;
import org.glassfish.jersey.server.model.ResourceMethod;
import org.junit.jupiter.api.Test;

/** The document says what the resources do: no more, no less. */
final class OpenApiTest {
    private static final Set<String> ABOUT_THE_DOCUMENT = Set.of("/openapi.json", "/docs", "/docs/{version}/{file}");

    private final JsonNode document = read();

    @Test
    void hasExactlyTheOperationsThatJerseyKnows() {
        Map<String, String> known = new TreeMap<>();
        Api.RESOURCES.forEach(type -> collect(Resource.from(type), "", known));
        Map<String, String> described = new TreeMap<>();
        eachOperation((name, operation) ->
                described.put(name, operation.path("x-required-permission").asText()));

        assertThat(described).isEqualTo(known).hasSizeGreaterThan(30);
    }

    @Test
    void asksForATokenWhereverAPermissionIsNeeded() {
        eachOperation((name, operation) -> {
            String needed = operation.path("x-required-permission").asText();
            assertThat(operation.path("security").isEmpty()).as(name).isEqualTo(needed.equals("open"));
            assertThat(operation.path("responses").has("401") || needed.equals("open"))
                    .as(name)
                    .isTrue();
            if (needed.contains(":")) {
                assertThat(Permissions.all()).extracting(Object::toString).contains(needed.split(" "));
            }
        });
    }

    @Test
    void namesEachOperationOnce() {
        Set<String> ids = new HashSet<>();
        Set<String> tags = new HashSet<>(document.path("tags").findValuesAsText("name"));
        eachOperation((name, operation) -> {
            assertThat(ids.add(operation.path("operationId").asText())).as(name).isTrue();
            assertThat(operation.path("summary").asText()).as(name).isNotEmpty();
            assertThat(operation.path("tags")).as(name).hasSize(1);
            assertThat(tags).as(name).contains(operation.at("/tags/0").asText());
        });
    }

    @Test
    void leadsEachReferenceToSomething() {
        document.findValuesAsText("$ref")
                .forEach(reference -> assertThat(
                                document.at(reference.substring(1)).isMissingNode())
                        .as(reference)
                        .isFalse());
    }

    @Test
    void describesEachAnswer() {
        eachOperation((name, operation) -> operation
                .path("responses")
                .properties()
                .forEach(response -> {
                    JsonNode answer = response.getValue().has("$ref")
                            ? document.at(
                                    response.getValue().path("$ref").asText().substring(1))
                            : response.getValue();
                    String what = name + " " + response.getKey();
                    assertThat(answer.path("description").asText()).as(what).isNotEmpty();
                    if (!response.getKey().equals("202")) { // which may say what it will come to, or nothing
                        assertThat(answer.path("content").isEmpty())
                                .as(what)
                                .isEqualTo(Set.of("204", "304").contains(response.getKey()));
                    }
                    answer.path("content")
                            .forEach(
                                    content -> assertThat(content.path("schema").isEmpty())
                                            .as(what)
                                            .isFalse());
                    assertThat(answer.path("headers").has("Location"))
                            .as(what)
                            .isEqualTo(response.getKey().equals("201"));
                }));
    }

    @Test
    void describesEachParameterOfAPath() {
        eachOperation((name, operation) -> {
            Set<String> described = new LinkedHashSet<>();
            operation.path("parameters").forEach(parameter -> {
                if (parameter.path("in").asText().equals("path")) {
                    assertThat(parameter.path("required").asBoolean()).as(name).isTrue();
                    described.add("{" + parameter.path("name").asText() + "}");
                }
            });
            assertThat(name.replaceAll("[^{]*(\\{[^}]*})?", "$1")).as(name).isEqualTo(String.join("", described));
        });
    }

    @Test
    void givesExamplesThatHaveEachRequiredMemberAndNoOther() {
        eachOperation((name, operation) -> {
            JsonNode json = operation.at("/requestBody/content/application~1json");
            if (!json.isMissingNode()) {
                JsonNode schema = document.at(json.at("/schema/$ref").asText().substring(1));
                JsonNode example = json.path("example");
                schema.path("required")
                        .forEach(member -> assertThat(example.has(member.asText()))
                                .as(name + " " + member)
                                .isTrue());
                example.properties()
                        .forEach(member -> assertThat(schema.path("properties").has(member.getKey()))
                                .as(name + " " + member)
                                .isTrue());
            }
        });
    }

    @Test
    void admitsNullWhereAMemberOfARequestNeedNotBeSent() {
        assertThat(document.at("/components/schemas/UserChange/properties/name/type"))
                .extracting(JsonNode::asText)
                .containsExactly("string", "null");
        assertThat(document.at("/components/schemas/TenantChange/properties/contact/anyOf/1/type")
                        .asText())
                .isEqualTo("null");
        assertThat(document.at("/components/schemas/NewTenant/properties/isolation/enum"))
                .contains(JsonNodeFactory.instance.nullNode());
        assertThat(document.at("/components/schemas/NewUser/properties/email/type")
                        .asText())
                .isEqualTo("string");
    }

    @Test
    void lets413And415BeAnAnswerToEachRequest() {
        eachOperation((name, operation) -> {
            assertThat(operation.path("responses").has("413")).as(name).isTrue();
            assertThat(operation.path("responses").has("415"))
                    .as(name)
                    .isEqualTo(!name.contains(" /access/v1/")
                            && !name.contains(" /ofrep/v1/")); // the standard there has 400 for what cannot be read
        });
    }

    @Test
    void writesChoicesInLowerCase() {
        document.findValues("enum")
                .forEach(choices -> choices.forEach(choice ->
                        assertThat(choice.asText()).isEqualTo(choice.asText().toLowerCase(Locale.ROOT))));
        assertThat(document.at("/components/schemas/Tenant/properties/isolation/enum"))
                .extracting(JsonNode::asText)
                .containsExactly("shared", "schema", "database");
    }

    private void eachOperation(BiConsumer<String, JsonNode> check) {
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(operation -> check.accept(
                                operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(),
                                operation.getValue())));
    }

    private static void collect(Resource resource, String parent, Map<String, String> known) {
        String path = parent + resource.getPath();
        for (ResourceMethod method : resource.getResourceMethods()) {
            if (!ABOUT_THE_DOCUMENT.contains(path)) {
                known.put(
                        method.getHttpMethod() + " " + path,
                        Declaration.of(method.getInvocable().getDefinitionMethod())
                                .orElseThrow()
                                .name());
            }
        }
        resource.getChildResources().forEach(child -> collect(child, path, known));
    }

    private static JsonNode read() {
        try (InputStream file = OpenApiTest.class.getResourceAsStream("/openapi.json")) {
            return new ObjectMapper().readTree(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
