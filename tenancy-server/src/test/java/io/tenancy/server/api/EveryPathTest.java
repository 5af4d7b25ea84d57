package io.tenancy.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenancy.server.e2e.Answer;
import io.tenancy.server.e2e.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What holds at every path of the document: its methods and no others, its types and no others, one shape of JSON. */
final class EveryPathTest {
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE");
    /** Headers that differ from one answer to the next, and those of a long body, which HEAD need not know. */
    private static final Set<String> OWN = Set.of("date", "x-request-id", "content-length", "transfer-encoding");

    @RegisterExtension
    static final TestApi API = new TestApi();

    private static final Map<String, JsonNode> PATHS = new TreeMap<>();
    private static final Map<String, String> IDS = new TreeMap<>();

    @BeforeAll
    static void makeOneOfEach() {
        API.get("/openapi.json")
                .send()
                .expect(200)
                .json()
                .path("paths")
                .properties()
                .forEach(path -> PATHS.put(path.getKey(), path.getValue()));
        String role = make("/v1/roles", Json.of("name", "clerk", "permissions", List.of("user:read")));
        String user = make("/v1/users", Json.of("email", "una@acme.test", "name", "Una", "roles", List.of("clerk")));
        String account = make("/v1/service-accounts", Json.of("name", "robot", "roles", List.of("VIEWER")));
        String group = make("/v1/groups", Json.of("name", "staff", "roles", List.of("VIEWER")));
        IDS.put("/v1/users/{id}", user);
        IDS.put("/v1/roles/{id}", role);
        IDS.put("/v1/service-accounts/{id}", account);
        IDS.put("/v1/groups/{id}", group);
        IDS.put(
                "/v1/tenants/{id}",
                API.get("/v1/tenant").as("acme.owner").send().text("id"));
        make("/v1/service-accounts/" + account + "/keys", Json.of("name", "key", "scopes", List.of("user:read")));
    }

    @Test
    void optionsNamesExactlyTheMethods() {
        PATHS.forEach((path, operations) -> {
            Answer answer = API.call("OPTIONS", concrete(path)).send();

            assertThat(answer.status()).as(path).isEqualTo(200);
            assertThat(answer.text()).as(path).isEmpty();
            assertThat(allow(answer)).as(path).isEqualTo(methods(operations));
        });
    }

    @Test
    void anotherMethodIsRefusedWithThoseThatThereAre() {
        PATHS.forEach((path, operations) -> Stream.concat(METHODS.stream(), Stream.of("PROPFIND", "TRACE"))
                .filter(method -> !methods(operations).contains(method))
                .filter(method -> !methods(besides(path)).contains(method))
                .forEach(method -> {
                    Answer answer =
                            API.call(method, concrete(path)).as("acme.owner").send();

                    assertThat(answer.status()).as(method + " " + path).isEqualTo(405);
                    if (METHODS.contains(method)) {
                        assertThat(allow(answer)).as(method + " " + path).isEqualTo(methods(operations));
                    }
                    if (!method.equals("HEAD")) {
                        assertThat(answer.text("code")).as(method + " " + path).isEqualTo("method.not_allowed");
                    }
                }));
    }

    @Test
    void headIsGetWithoutItsBody() {
        List<String> seen = new ArrayList<>();
        gets((path, get) -> {
            Answer head = API.call("HEAD", get.path()).as(get.who()).send();

            assertThat(head.status()).as(path).isEqualTo(get.answer().status());
            assertThat(head.text()).as(path).isEmpty();
            assertThat(headers(head)).as(path).isEqualTo(headers(get.answer()));
            if (get.answer().status() == 200) {
                seen.add(path);
            }
        });
        assertThat(seen).hasSizeGreaterThan(25);
    }

    @Test
    void anAnswerOfATypeThatTheClientDoesNotTakeIsRefused() {
        gets((path, get) -> {
            if (get.answer().status() == 200) {
                Answer answer = API.get(get.path())
                        .as(get.who())
                        .header("Accept", "application/xml")
                        .send()
                        .expect(406, "accept.unsatisfiable");
                assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
                        .startsWith("application/problem+json");
            }
        });
    }

    @Test
    void aBodyOfAnotherTypeIsRefused() {
        List<String> seen = new ArrayList<>();
        PATHS.forEach((path, operations) -> operations.properties().forEach(operation -> {
            String method = operation.getKey().toUpperCase(Locale.ROOT);
            if (operation.getValue().has("requestBody")) {
                seen.add(path);
                Answer answer = API.call(method, concrete(path))
                        .as(who(path))
                        .header("Content-Type", "text/plain")
                        .body("x".getBytes(StandardCharsets.UTF_8))
                        .send();
                assertThat(answer.status())
                        .as(method + " " + path + answer.text())
                        .isEqualTo(path.startsWith("/access/v1/") || path.startsWith("/ofrep/v1/") ? 400 : 415);
                assertThat(answer.text()).contains("body.unsupported_type");
            }
        }));
        assertThat(seen).hasSizeGreaterThan(30);
    }

    @Test
    void everyListHasOneShape() {
        List<String> lists = new ArrayList<>();
        gets((path, get) -> {
            if (get.answer().status() == 200 && !get.answer().text().isEmpty()) {
                JsonNode json = get.answer().json();
                assertThat(json.isArray()).as(path).isFalse();
                if (json.has("items")) {
                    lists.add(path);
                    assertThat(json.path("items").isArray()).as(path).isTrue();
                    assertThat(names(json)).as(path).isIn(List.of("items"), List.of("items", "next"));
                    assertThat(json.path("items").size()).as(path).isLessThanOrEqualTo(1_000);
                }
            }
        });
        assertThat(lists)
                .contains(
                        "/v1/users",
                        "/v1/roles",
                        "/v1/settings",
                        "/v1/me/sessions",
                        "/v1/users/{id}/sessions",
                        "/v1/audit")
                .hasSizeGreaterThan(12);
    }

    @Test
    void jsonIsSparseAndItsOrderAndTimesAreStable() {
        List<String> times = new ArrayList<>();
        gets((path, get) -> {
            Answer again = API.get(get.path()).as(get.who()).send();
            if (get.answer().status() == 200 && type(get.answer()).contains("json")) {
                JsonNode json = get.answer().json();
                if (!path.equals("/openapi.json")) {
                    walk(path, json, times);
                    assertThat(shape(again.json())).as(path).isEqualTo(shape(json));
                }
            }
        });
        assertThat(times).hasSizeGreaterThan(20).allSatisfy(time -> {
            assertThat(time).endsWith("Z");
            assertThat(OffsetDateTime.parse(time).toInstant()).isBefore(Instant.parse("2100-01-01T00:00:00Z"));
        });
    }

    /** Nothing is null; what looks like a time is one, in UTC. */
    private static void walk(String path, JsonNode node, List<String> times) {
        assertThat(node.isNull()).as(path + " " + node).isFalse();
        if (node.isTextual() && node.asText().matches("\\d{4}-\\d\\d-\\d\\d[T ].*")) {
            times.add(node.asText());
        }
        node.properties().forEach(member -> {
            if (member.getKey().endsWith("At") || member.getKey().equals("at")) {
                assertThat(member.getValue().isTextual())
                        .as(path + " " + member)
                        .isTrue();
            }
        });
        node.forEach(child -> walk(path, child, times));
    }

    private static List<String> shape(JsonNode node) {
        List<String> shape = new ArrayList<>(names(node));
        node.forEach(child -> shape.addAll(shape(child)));
        return shape;
    }

    private record Got(String path, String who, Answer answer) {}

    private interface Look {
        void at(String path, Got got);
    }

    /** Every GET of the document, as somebody who may. */
    private static void gets(Look look) {
        PATHS.forEach((path, operations) -> {
            if (operations.has("get")) {
                String concrete = concrete(path);
                look.at(
                        path,
                        new Got(
                                concrete,
                                who(path),
                                API.get(concrete).as(who(path)).send()));
            }
        });
    }

    private static String who(String path) {
        return path.startsWith("/v1/tenants")
                        || path.startsWith("/v1/stores")
                        || path.startsWith("/v1/platform")
                        || path.startsWith("/v1/keys")
                        || path.startsWith("/v1/signing")
                ? "operator"
                : "acme.owner";
    }

    private static String concrete(String path) {
        String found = path;
        for (Map.Entry<String, String> known : IDS.entrySet()) {
            if (found.startsWith(known.getKey())) {
                found = known.getKey().replace("{id}", known.getValue())
                        + found.substring(known.getKey().length());
            }
        }
        return found.replace("{key}", "locale")
                .replace("{store}", "main")
                .replaceAll("\\{[A-Za-z]+}", "0193b3a0-0000-7000-8000-000000000000");
    }

    private static String make(String path, Object body) {
        return API.call("POST", path, body).as("acme.owner").send().expect(201).text("id");
    }

    /** The operations of the path that has an id in the place of a word, which takes what the word does not. */
    private static JsonNode besides(String path) {
        return PATHS.getOrDefault(path.replaceAll("/[^/]+$", "/{id}"), Json.of());
    }

    private static Set<String> methods(JsonNode operations) {
        Set<String> methods = new TreeSet<>(Set.of("OPTIONS"));
        operations
                .properties()
                .forEach(operation -> methods.add(operation.getKey().toUpperCase(Locale.ROOT)));
        if (methods.contains("GET")) {
            methods.add("HEAD");
        }
        return methods;
    }

    private static Set<String> allow(Answer answer) {
        return Stream.of(answer.headers().firstValue("Allow").orElse("").split(",", -1))
                .map(String::strip)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Map<String, List<String>> headers(Answer answer) {
        Map<String, List<String>> headers = new TreeMap<>();
        answer.headers().map().forEach((name, values) -> {
            if (!OWN.contains(name.toLowerCase(Locale.ROOT))) {
                headers.put(name.toLowerCase(Locale.ROOT), values);
            }
        });
        return headers;
    }

    private static String type(Answer answer) {
        return answer.headers().firstValue("Content-Type").orElse("");
    }

    private static List<String> names(JsonNode node) {
        return node.properties().stream().map(Map.Entry::getKey).toList();
    }
}
