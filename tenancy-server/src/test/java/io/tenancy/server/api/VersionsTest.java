package io.tenancy.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.server.e2e.Answer;
import io.tenancy.server.e2e.Json;
import io.tenancy.testkit.AtOnce;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.PUT;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Nobody's change is lost: a change names the state that it is about. */
final class VersionsTest {
    @RegisterExtension
    static final TestApi API = new TestApi();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            acme.owner | user            | PATCH  | {"name": "%s"}
            acme.owner | user/roles      | PUT    | {"roles": ["%s"]}
            acme.owner | role            | PATCH  | {"description": "%s"}
            acme.owner | group           | PATCH  | {"description": "%s"}
            acme.owner | account         | PATCH  | {"description": "%s"}
            acme.owner | /v1/settings/support_email | PUT | {"value": "%s@example.org"}
            acme.owner | /v1/tenant/security | PUT | {"passwordLength": %s}
            acme.owner | /v1/tenant      | PATCH  | {"name": "%s"}
            operator   | tenant          | PATCH  | {"name": "%s"}
            """)
    void aChangeIsAboutTheStateThatItNames(String who, String what, String method, String body) {
        String path = path(what);
        String shown = path.replaceAll("/roles$", path.contains("users") ? "" : "/roles");
        String first = tag(API.get(shown).as(who).send().expect(200));
        boolean numbers = body.contains("passwordLength");
        boolean roles = body.contains("\"roles\"");
        String one = String.format(body, numbers ? "20" : roles ? "ADMIN" : "one");
        String other = String.format(body, numbers ? "21" : roles ? "MEMBER" : "other");

        API.call(method, path, one).as(who).instead("If-Match", "").send().expect(428, "version.required");
        API.call(method, path, one)
                .as(who)
                .instead("If-Match", "\"of-another-time\"")
                .send()
                .expect(412, "version.stale");
        API.call(method, path, one)
                .as(who)
                .instead("If-Match", "W/" + first)
                .send()
                .expect(412, "version.stale");
        String second = tag(API.call(method, path, one)
                .as(who)
                .instead("If-Match", "\"x\", " + first)
                .send()
                .expect(200));
        API.call(method, path, other).as(who).instead("If-Match", first).send().expect(412, "version.stale");

        assertThat(second).isNotEqualTo(first);
        assertThat(tag(API.get(shown).as(who).send().expect(200))).isEqualTo(second);
        API.call(method, path, other).as(who).instead("If-Match", second).send().expect(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"user", "role", "account", "/v1/settings/locale", "/v1/tenant/security", "/v1/tenant"})
    void ofTwoChangesAtOnceOneWins(String what) {
        String path = path(what);
        String tag = tag(API.get(path).as("acme.owner").send().expect(200));

        List<Integer> statuses = AtOnce.run(
                8,
                number -> API.call(
                                path.startsWith("/v1/settings") || path.endsWith("security") ? "PUT" : "PATCH",
                                path,
                                body(path, number))
                        .as("acme.owner")
                        .instead("If-Match", tag)
                        .send()
                        .status());

        assertThat(statuses).containsOnlyOnce(200).containsOnly(200, 412);
    }

    @ParameterizedTest
    @ValueSource(strings = {"user", "role", "account"})
    void whatIsDeletedMayBeAskedToBeInAState(String what) {
        String path = path(what);
        String tag = tag(API.get(path).as("acme.owner").send().expect(200));

        API.call("DELETE", path)
                .as("acme.owner")
                .header("If-Match", "\"of-another-time\"")
                .send()
                .expect(412, "version.stale");
        API.call("DELETE", path).as("acme.owner").header("If-Match", tag).send().expect(204);
    }

    @Test
    void whatIsKnownIsNotSentAgain() {
        String path = path("user");
        String tag = tag(API.get(path).as("acme.owner").send().expect(200));

        for (String known : new String[] {tag, "W/" + tag, "*", "\"x\", " + tag, tag.replace("\"", "") + ""}) {
            Answer answer = API.get(path)
                    .as("acme.owner")
                    .header("If-None-Match", known)
                    .send();
            if (known.startsWith("\"") || known.startsWith("W") || known.equals("*")) {
                answer.expect(304);
                assertThat(answer.text()).isEmpty();
                assertThat(tag(answer)).isEqualTo(tag);
            } else {
                answer.expect(400, "header.malformed");
            }
        }
        API.get(path).as("acme.owner").header("If-None-Match", "\"x\"").send().expect(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "\"", "\"1", "W/1", "\"1\" \"2\"", "*, \"1\"", "\"a b\""})
    void whatIsNoEntityTagIsRefused(String header) {
        API.call("PATCH", "/v1/tenant", Json.of("name", "X"))
                .as("acme.owner")
                .instead("If-Match", header)
                .send()
                .expect(400, "header.malformed");
    }

    @Test
    void everyUpdateNeedsOne() {
        assertThat(Api.RESOURCES.stream()
                        .flatMap(PermissionDeclarations::operations)
                        .filter(method ->
                                method.isAnnotationPresent(PUT.class) || method.isAnnotationPresent(PATCH.class))
                        .filter(method -> method.isAnnotationPresent(Consumes.class))) // without a body nothing is lost
                .hasSizeGreaterThan(6)
                .allSatisfy(method -> assertThat(Stream.of(method.getAnnotationsByType(ChecksVersion.class)))
                        .as(method.toString())
                        .extracting(ChecksVersion::required)
                        .containsExactly(true));
    }

    private static String body(String path, int number) {
        if (path.endsWith("security")) {
            return "{\"passwordLength\": " + (30 + number) + "}";
        }
        if (path.contains("settings")) {
            return "{\"value\": \"de-" + (char) ('A' + number) + "A\"}";
        }
        return path.contains("users") || path.endsWith("/tenant")
                ? "{\"name\": \"N" + number + "\"}"
                : "{\"description\": \"N" + number + "\"}";
    }

    private static String path(String what) {
        return switch (what) {
            case "user", "user/roles" ->
                "/v1/users/"
                        + created(
                                "/v1/users",
                                Json.of("email", unique() + "@acme.test", "name", "V", "roles", List.of("VIEWER")))
                        + (what.endsWith("roles") ? "/roles" : "");
            case "role" ->
                "/v1/roles/" + created("/v1/roles", Json.of("name", unique(), "permissions", List.of("user:read")));
            case "group" ->
                "/v1/groups/" + created("/v1/groups", Json.of("name", unique(), "roles", List.of("VIEWER")));
            case "account" ->
                "/v1/service-accounts/"
                        + created("/v1/service-accounts", Json.of("name", unique(), "roles", List.of("VIEWER")));
            case "tenant" ->
                "/v1/tenants/"
                        + API.get("/v1/tenant")
                                .as("globex.owner")
                                .send()
                                .expect(200)
                                .text("id");
            default -> what;
        };
    }

    private static String created(String path, Object body) {
        Answer created = API.call("POST", path, body).as("acme.owner").send().expect(201);
        assertThat(tag(created)).startsWith("\"");
        return created.text("id");
    }

    private static String unique() {
        return "v" + Long.toString(System.nanoTime(), 36);
    }

    private static String tag(Answer answer) {
        return answer.headers().firstValue("ETag").orElseThrow();
    }
}
