package io.tenancy.server.api;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenancy.server.e2e.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Documents of every class of defect, sent to every operation that takes a body: never is one taken, never is it a 5xx. */
final class MalformedBodiesTest {
    @RegisterExtension
    static final TestApi API = new TestApi();

    private static final String UNKNOWN = "00000000-0000-7000-8000-000000000000";

    record Operation(String method, String path, String type) {}

    static Stream<Operation> operations() {
        List<Operation> operations = new ArrayList<>();
        JsonNode paths = API.get("/openapi.json").send().expect(200).json().path("paths");
        for (Map.Entry<String, JsonNode> path : paths.properties()) {
            for (Map.Entry<String, JsonNode> method : path.getValue().properties()) {
                JsonNode content = method.getValue().at("/requestBody/content");
                content.properties().stream()
                        .map(Map.Entry::getKey)
                        .filter(type -> !type.equals("application/zip"))
                        .forEach(type -> operations.add(new Operation(
                                method.getKey().toUpperCase(java.util.Locale.ROOT),
                                path.getKey().replaceAll("\\{[^}]+}", UNKNOWN),
                                type)));
            }
        }
        assertThat(operations).hasSizeGreaterThan(20);
        return operations.stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("operations")
    void areRefused(Operation operation) {
        for (byte[] body : documents()) {
            for (String who : List.of("operator", "acme.owner")) {
                Answer answer = API.call(operation.method(), operation.path())
                        .as(who)
                        .header("Content-Type", operation.type())
                        .body(body)
                        .send();

                String what = operation + " " + who + ": " + new String(body, 0, Math.min(body.length, 80), UTF_8) + " "
                        + answer.text();
                assertThat(answer.status()).as(what).isBetween(400, 499);
                assertThat(answer.text("code") + answer.text("error")).as(what).isNotEmpty();
            }
        }
    }

    /** By the classes of RFC 8259 that a reader can get wrong, and by those that JSON has no word for. */
    private static List<byte[]> documents() {
        List<byte[]> all = new ArrayList<>();
        Stream.of(
                        "{",
                        "}",
                        "[",
                        "]",
                        "[}",
                        "{]",
                        "{\"a\"",
                        "{\"a\":",
                        "{\"a\":1",
                        "{\"a\":1,",
                        "{\"a\":1,}",
                        "{,}",
                        "{\"a\" 1}",
                        "{\"a\"::1}",
                        "{a:1}",
                        "{'a':1}",
                        "{1:1}",
                        "{null:1}",
                        "{\"a\":1 \"b\":2}",
                        "[1,]",
                        "[,1]",
                        "[1 2]",
                        "{\"a\":01}",
                        "{\"a\":+1}",
                        "{\"a\":.5}",
                        "{\"a\":1.}",
                        "{\"a\":1e}",
                        "{\"a\":-}",
                        "{\"a\":0x1}",
                        "{\"a\":NaN}",
                        "{\"a\":Infinity}",
                        "{\"a\":-Infinity}",
                        "{\"a\":tru}",
                        "{\"a\":True}",
                        "{\"a\":nul}",
                        "{\"a\":undefined}",
                        "{\"a\":\"}",
                        "{\"a\":\"\\x\"}",
                        "{\"a\":\"\\u12\"}",
                        "{\"a\":\"\\u12G4\"}",
                        "{\"a\":\"\n\"}",
                        "{\"a\":\"\t\"}",
                        "{\"a\":\"\\u0000\"}",
                        "{\"\\ud800\":1}",
                        "{\"a\":\"\\udc00\\ud800\"}",
                        "{\"a\":1}//",
                        "/* */{\"a\":1}",
                        "#{}",
                        "{\"a\":1}{\"a\":1}",
                        "{\"a\":1}]",
                        "{\"a\":1},",
                        "{\"a\":1,\"a\":2}",
                        "{\"\":1}",
                        "{\"__proto__\":{}}",
                        "{\"@class\":\"java.lang.Object\"}",
                        "{\"tenantId\":\"x\"}",
                        "null",
                        "true",
                        "false",
                        "0",
                        "-1",
                        "1e999",
                        "\"\"",
                        "\"text\"",
                        "[]",
                        "[[]]",
                        "[{}]",
                        "[null]",
                        " ",
                        "\n",
                        "",
                        "\uFEFF{}",
                        "\u00a0{}",
                        "{}\u0000",
                        "(1)",
                        "<a/>",
                        "a=1",
                        "{\"a\":" + "9".repeat(400) + "}",
                        "{\"a\":1e" + "9".repeat(400) + "}",
                        "{\"" + "n".repeat(300) + "\":1}",
                        "{\"a\":\"" + "x".repeat(14_000) + "\"}",
                        "[".repeat(65) + "]".repeat(65),
                        "{\"a\":".repeat(65) + "1" + "}".repeat(65),
                        "[".repeat(5_000))
                .map(text -> text.getBytes(UTF_8))
                .forEach(all::add);
        all.add("{\"a\":1}".getBytes(UTF_16));
        all.add(new byte[] {'{', '"', (byte) 0xFF, '"', ':', '1', '}'});
        all.add(new byte[] {'{', '"', (byte) 0xC0, (byte) 0x80, '"', ':', '1', '}'});
        all.add(new byte[] {'{', '"', (byte) 0xED, (byte) 0xA0, (byte) 0x80, '"', ':', '1', '}'});
        all.add(new byte[] {0x1f, (byte) 0x8b, 8, 0, 0});
        return all;
    }
}
