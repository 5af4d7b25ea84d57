package io.tenancy.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The document keeps its rules, and each rule bites. */
final class DocumentRulesTest {
    private static final String ME = "/paths/~1v1~1me/get";
    private static final String USERS = "/paths/~1v1~1users/post";

    @Test
    void areKept() {
        assertThat(DocumentRules.faults(document())).isEmpty();
    }

    @Test
    void areAboutEveryResource() {
        assertThat(new ClassFileImporter()
                                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                                .importPackages("io.tenancy.server.api")
                                .stream()
                                .filter(type -> type.isAnnotatedWith(Path.class))
                                .map(JavaClass::getName))
                .containsExactlyInAnyOrderElementsOf(
                        Api.RESOURCES.stream().map(Class::getName).toList());
    }

    static Stream<Arguments> culprits() {
        return Stream.of(
                culprit("post /v1/users: the operationId is another's", ME, me -> me.put("operationId", "createUser")),
                culprit("get /v1/me: no summary", ME, me -> me.remove("summary")),
                culprit("get /v1/me: no security", ME, me -> me.remove("security")),
                culprit("get /v1/me: no x-required-permission", ME, me -> me.remove("x-required-permission")),
                culprit(
                        "post /v1/users request: no example",
                        USERS + "/requestBody/content/application~1json",
                        body -> body.remove("example")),
                culprit(
                        "get /v1/me 200: no example",
                        ME + "/responses/200/content/application~1json",
                        body -> body.remove("example")),
                culprit(
                        "post /v1/users request: the example is wrong",
                        USERS + "/requestBody/content/application~1json/example",
                        body -> body.put("email", 1)),
                culprit("get /v1/me 403: no problem", ME + "/responses", answers -> answers.putObject("403")),
                culprit(
                        "get /v1/me 401: no WWW-Authenticate",
                        "/components/responses/Problem401",
                        answer -> answer.remove("headers")),
                culprit(
                        "post /v1/auth/login 429: no Retry-After",
                        "/components/responses/Problem429",
                        answer -> answer.remove("headers")),
                culprit(
                        "Orphan: a schema that nothing uses",
                        "/components/schemas",
                        schemas -> schemas.putObject("Orphan").put("type", "string")),
                culprit(
                        "schema: an inline object",
                        ME + "/responses/200/content/application~1json",
                        body -> body.withObject("/schema").put("type", "object").putObject("properties")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("culprits")
    void bite(String fault, String place, Consumer<ObjectNode> fraud) {
        ObjectNode document = document();
        fraud.accept((ObjectNode) document.at(place));

        assertThat(DocumentRules.faults(document)).anyMatch(found -> found.contains(fault));
    }

    private static Arguments culprit(String fault, String place, Consumer<ObjectNode> fraud) {
        return Arguments.of(fault, place, fraud);
    }

    static ObjectNode document() {
        try (InputStream file = DocumentRulesTest.class.getResourceAsStream("/openapi.json")) {
            return (ObjectNode) new ObjectMapper().readTree(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
