package io.tenancy.server.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenancy.server.e2e.Answer;
import io.tenancy.server.e2e.Json;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Sends the example of each operation, and finds each answer in the document. */
final class ReplayedExamplesTest {
    @RegisterExtension
    static final TestApi API = new TestApi();

    /** What a well-formed request is never answered. */
    private static final Set<Integer> MALFORMED = Set.of(400, 406, 413, 415, 428, 500);

    private final JsonNode document = DocumentRulesTest.document();
    private final List<String> faults = new ArrayList<>();
    private final Set<String> done = new TreeSet<>();

    private record Operation(String verb, String path, JsonNode model) {
        boolean open() {
            return model.path("x-required-permission").asText().equals("open");
        }

        /** What ends something comes late, and what ends the caller's own session last. */
        int order() {
            if (path.endsWith("/logout")) {
                return 4;
            }
            if (path.equals("/v1/tenant/security") && verb.equals("put")) {
                return 3;
            }
            return verb.equals("delete") ? 2 : path.matches(".*/(suspend|read-only|purge|disable)") ? 1 : 0;
        }

        @Override
        public String toString() {
            return verb + " " + path;
        }
    }

    @Test
    void areAnsweredAsTheDocumentSays() {
        API.open("replayed");
        Made made = Made.in(API, "replayed.owner");
        document.path("paths").properties().stream()
                .flatMap(path -> path.getValue().properties().stream()
                        .map(verb -> new Operation(verb.getKey(), path.getKey(), verb.getValue())))
                .sorted(Comparator.comparingInt(Operation::order))
                .forEach(operation -> check(operation, send(operation, made)));

        assertThat(faults).isEmpty();
        assertThat(done).as("operations that succeeded").hasSizeGreaterThan(60);
    }

    private static Answer send(Operation operation, Made made) {
        TestApi.Call call = API.call(operation.verb().toUpperCase(Locale.ROOT), made.path(operation.path()));
        if (!operation.open()) {
            boolean platform =
                    operation.model().path("x-required-permission").asText().startsWith("platform:");
            call.as(platform ? "operator" : "replayed.owner");
        }
        JsonNode content = operation.model().at("/requestBody/content");
        if (content.has("application/json")) {
            call.json(content.at("/application~1json/example").toString());
        } else if (content.has("application/zip")) {
            call.header("Content-Type", "application/zip").body(new byte[] {'P', 'K'});
        } else if (!content.isMissingNode()) {
            call.header("Content-Type", "application/x-www-form-urlencoded")
                    .body(form(content.at("/application~1x-www-form-urlencoded/example")));
        }
        return call.send();
    }

    private static byte[] form(JsonNode example) {
        return example.properties().stream()
                .map(member -> member.getKey() + "="
                        + URLEncoder.encode(member.getValue().asText(), UTF_8))
                .collect(Collectors.joining("&"))
                .getBytes(UTF_8);
    }

    private void check(Operation operation, Answer answer) {
        String what = operation + " " + answer.status() + " " + answer.text();
        JsonNode said = operation.model().path("responses").path(String.valueOf(answer.status()));
        if (said.has("$ref")) {
            said = document.at(said.path("$ref").asText().substring(1));
        }
        boolean oauth = operation.path().startsWith("/oauth2/");
        if (said.isMissingNode() || (MALFORMED.contains(answer.status()) && !oauth)) {
            faults.add(what);
            return;
        }
        if (answer.status() < 300) {
            done.add(operation.toString());
        }
        checkBody(what, said, answer);
    }

    private void checkBody(String what, JsonNode said, Answer answer) {
        String type = answer.headers().firstValue("Content-Type").orElse("").replaceFirst(";.*", "");
        JsonNode content = said.path("content");
        if (answer.text().isEmpty() != content.isEmpty()) {
            faults.add(what + ": a body against none");
        } else if (!content.isEmpty() && !content.has(type)) {
            faults.add(what + ": is " + type);
        } else if (!content.isEmpty()) {
            DocumentRules.faults(document, content.path(type).path("schema"), answer.json())
                    .forEach(fault -> faults.add(what + ": " + fault));
        }
    }

    /** What the tenant has, so that the paths of the examples lead to something. */
    private record Made(
            String user, String role, String group, String account, String key, String ownKey, String tenant) {
        static Made in(TestApi api, String owner) {
            String role = make(
                    api, owner, "/v1/roles", Json.of("name", "auditor", "permissions", new String[] {"user:read"}));
            String user = make(
                    api,
                    owner,
                    "/v1/users",
                    Json.of("email", "una@replayed.test", "name", "Una", "roles", new String[] {"VIEWER"}));
            String group = make(api, owner, "/v1/groups", Json.of("name", "The first"));
            String account = make(
                    api, owner, "/v1/service-accounts", Json.of("name", "first", "roles", new String[] {"VIEWER"}));
            Object key = Json.of("name", "first", "scopes", new String[] {"user:read"});
            String accountKey = make(api, owner, "/v1/service-accounts/" + account + "/keys", key);
            String ownKey = make(api, owner, "/v1/me/api-keys", key);
            api.open("leaving");
            String tenant = api.get("/v1/tenants?search=leaving")
                    .as("operator")
                    .send()
                    .expect(200)
                    .json()
                    .at("/items/0/id")
                    .asText();
            return new Made(user, role, group, account, accountKey, ownKey, tenant);
        }

        private static String make(TestApi api, String owner, String path, Object wanted) {
            return api.call("POST", path, wanted).as(owner).send().expect(201).text("id");
        }

        String path(String template) {
            String id = template.startsWith("/v1/users/")
                    ? user
                    : template.startsWith("/v1/roles/")
                            ? role
                            : template.startsWith("/v1/groups/")
                                    ? group
                                    : template.startsWith("/v1/service-accounts/")
                                            ? account
                                            : template.startsWith("/v1/me/api-keys/")
                                                    ? ownKey
                                                    : template.startsWith("/v1/tenants/")
                                                            ? tenant
                                                            : UUID.randomUUID().toString();
            return template.replace("{id}", id)
                    .replace("{user}", user)
                    .replace("{keyId}", key)
                    .replace("{key}", "locale")
                    .replace("{store}", "main")
                    .replaceAll("\\{[a-z]+}", UUID.randomUUID().toString());
        }
    }
}
