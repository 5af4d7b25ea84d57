package io.tenancy.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.server.e2e.Answer;
import io.tenancy.server.e2e.Json;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What paths, queries and headers may not be, and how the refusal looks. */
final class RefusalsTest {
    @RegisterExtension
    static final TestApi API = new TestApi();

    @Test
    void aFaultOfOursShowsTheIdOfTheRequestAndNothingElse() {
        Answer answer = API.get("/old/broken").as("acme.owner").send().expect(500, "server.error");

        assertThat(answer.headers().firstValue("X-Request-Id")).contains(answer.text("requestId"));
        assertThat(answer.text()).doesNotContain("SELECT", "tenancy", "internal", "5432", "IllegalState");
        assertThat(answer.json().properties())
                .extracting(Map.Entry::getKey)
                .containsExactly("type", "title", "status", "code", "detail", "requestId");
        assertThat(answer.headers().map().toString()).doesNotContain("tenancy.users", "db.internal", "io.tenancy");
    }

    private static final String UNKNOWN = "00000000-0000-7000-8000-000000000000";

    @ParameterizedTest
    @CsvSource({
        "/v1/users?limit=0,                422, limit.out_of_range,       limit",
        "/v1/users?limit=201,              422, limit.out_of_range,       limit",
        "/v1/users?limit=x,                422, limit.malformed,          limit",
        "/v1/users?limit=%2B1,             422, limit.malformed,          limit",
        "/v1/users?limit=-1,               422, limit.malformed,          limit",
        "/v1/users?limit=01,               422, limit.malformed,          limit",
        "/v1/users?limit=%201,             422, limit.malformed,          limit",
        "/v1/users?limit=%D9%A3,           422, limit.malformed,          limit",
        "/v1/users?limit=1.5,              422, limit.malformed,          limit",
        "/v1/users?limit=99999999999,      422, limit.malformed,          limit",
        "/v1/users?cursor=x,               422, cursor.invalid,           cursor",
        "/v1/users?status=ACTIVE,          422, status.malformed,         status",
        "/v1/users?status=gone,            422, status.malformed,         status",
        "/v1/users?sort=age,               422, sort.malformed,           sort",
        "/v1/users?search=%00,             422, search.control_character, search",
        "/v1/users?search=a%00b,           422, search.control_character, search",
        "/v1/users?search=%ff,             400, query.malformed,          search",
        "/v1/users?search=%C0%80,          400, query.malformed,          search",
        "/v1/users?%ff=search,             400, query.malformed,          ",
        "/v1/users;a=b,                    400, path.parameters,          ",
        "/v1/users;,                       400, path.parameters,          ",
        "/v1;x/users,                      400, path.parameters,          ",
        "/v1/users;tenantId=x,             400, tenant.not_accepted,      tenantId",
        "/v1/users;a=b;tenant%5Fid=x,      400, tenant.not_accepted,      tenant_id",
        "/v1;X-Tenant/nothing,             400, tenant.not_accepted,      X-Tenant",
        "/v1/users?search=a&search=b,      400, query.repeated_parameter, search",
        "/v1/users?offset=1,               400, query.unknown_parameter,  offset",
        "/v1/users?Limit=1,                400, query.unknown_parameter,  Limit",
        "/v1/me?limit=1,                   400, query.unknown_parameter,  limit",
        "/v1/users?tenantId=x,             400, tenant.not_accepted,      tenantId",
        "/v1/users?tenant_id=x,            400, tenant.not_accepted,      tenant_id",
        "/v1/users?TENANT-ID=x,            400, tenant.not_accepted,      TENANT-ID",
        "/v1/users?tenant%5Fid=x,          400, tenant.not_accepted,      tenant_id",
        "/v1/nothing?tenantId=x,           400, tenant.not_accepted,      tenantId",
        "/v1/nothing,                      404, path.not_found,           ",
        "/v1/users/not-a-uuid/nothing,     404, path.not_found,           ",
        "/docs/x/swagger-ui.css,           404, path.not_found,           "
    })
    void refusesTheAddress(String path, int status, String code, String field) {
        Answer refused = API.get(path).as("acme.owner").send().expect(status, code);

        assertThat(refused.json().path("field").asText(null)).isEqualTo(field);
        assertThat(refused.headers().firstValue("Content-Type")).contains("application/problem+json");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /v1/users?sort=age      | The parameter sort is one of created, name, email.
            /v1/users?status=ACTIVE | The parameter status is one of invited, active, disabled.
            /v1/users?limit=x       | The parameter limit is a number in decimal digits.
            /v1/users?search=%25%ff | Decoded, a name or value of the query is not UTF-8.
            """)
    void saysWhatAParameterIs(String path, String detail) {
        Answer refused = API.get(path).as("acme.owner").send();

        assertThat(refused.text("detail")).isEqualTo(detail);
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=", "cursor=", "search=", "status=", "sort="})
    void takesAnEmptyParameterAsAbsent(String query) {
        Answer users = API.get("/v1/users?" + query).as("acme.owner").send().expect(200);

        assertThat(users.json().path("items")).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"search=%00", "search=a%00b"})
    void searchesTenantsForNoControlCharacter(String query) {
        API.get("/v1/tenants?" + query).as("operator").send().expect(422, "search.control_character");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tenantId", "tenant_id", "Tenant-Id", "X-Tenant-Id", "X-TenantID", "X-Tenant"})
    void refusesATenantInAHeader(String header) {
        API.get("/v1/me").as("acme.owner").header(header, "x").send().expect(400, "tenant.not_accepted");
    }

    @ParameterizedTest
    @CsvSource({
        "users,   user",
        "roles,   role",
    })
    void answersForAnotherTenantsIdAsForAnUnknownOneAndForNoId(String path, String noun) {
        String foreign = API.get("/v1/" + path)
                .as("globex.owner")
                .send()
                .expect(200)
                .json()
                .at("/items/0/id")
                .asText();

        for (String method : new String[] {"GET", "DELETE", "PATCH"}) {
            String unknown = missing(method, path, UNKNOWN);
            assertThat(Json.parse(unknown).path("code").asText()).isEqualTo(noun + ".not_found");
            for (String id : new String[] {foreign, foreign.toUpperCase(Locale.ROOT), "1-1-1-1-1", "me"}) {
                assertThat(missing(method, path, id)).as(method + " " + id).isEqualTo(unknown);
            }
        }
    }

    @Test
    void answersForAnUnknownTenantAsForNoId() {
        String unknown =
                without(API.get("/v1/tenants/" + UNKNOWN).as("operator").send().expect(404));

        assertThat(without(API.get("/v1/tenants/1-1-1-1-1").as("operator").send()))
                .isEqualTo(unknown);
    }

    @ParameterizedTest
    @CsvSource({"DELETE, /v1/users", "TRACE, /v1/me", "PUT, /v1/me", "POST, /openapi.json", "PROPFIND, /v1/users"})
    void refusesAnotherMethod(String method, String path) {
        Answer refused = API.call(method, path).as("acme.owner").send().expect(405, "method.not_allowed");

        assertThat(refused.headers().firstValue("Allow").orElseThrow()).contains("GET");
    }

    @Test
    void refusesAnAnswerOfAnotherType() {
        API.get("/v1/me").as("acme.owner").header("Accept", "text/html").send().expect(406, "accept.unsatisfiable");
    }

    @Test
    void saysTheRequestIdInEachAnswer() {
        Answer given = API.get("/v1/me").header("X-Request-Id", "abc-1.2_3").send();
        assertThat(given.headers().firstValue("X-Request-Id")).contains("abc-1.2_3");
        assertThat(given.text("requestId")).isEqualTo("abc-1.2_3");

        Answer made = API.get("/v1/me").header("X-Request-Id", "not; allowed").send();
        assertThat(made.headers().firstValue("X-Request-Id").orElseThrow()).matches("[0-9a-f-]{36}");
        assertThat(made.text("requestId"))
                .isEqualTo(made.headers().firstValue("X-Request-Id").orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/me", "/v1/nothing", "/v1/roles", "/.well-known/jwks.json", "/openapi.json", "/docs"})
    void tellsBrowsersToBeCareful(String path) {
        Answer answer = API.get(path).as("acme.owner").send();

        Map.of(
                        "X-Content-Type-Options", "nosniff",
                        "Referrer-Policy", "no-referrer",
                        "X-Frame-Options", "DENY",
                        "Cross-Origin-Opener-Policy", "same-origin")
                .forEach((name, value) ->
                        assertThat(answer.headers().allValues(name)).as(name).containsExactly(value));
        assertThat(answer.headers().allValues("Content-Security-Policy"))
                .singleElement()
                .asString()
                .contains("default-src 'none'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        if (path.startsWith("/v1")) {
            assertThat(answer.headers().allValues("Cache-Control")).containsExactly("no-store");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/9.9\r\n\r\n",
                "nonsense\r\n\r\n",
                "GET /v1/users/%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
                "GET /v1/users/%00 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
                "GET /v1/users/%E2%82 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
                "GET /v1/../../etc/passwd HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
                "GET /v1/users/%2e%2e/x HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
                "GET /v1/me HTTP/1.1\r\nConnection: close\r\n\r\n",
                "GET /v1/users?search=%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
                "POST /v1/auth/login HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: x\r\n\r\n"
            })
    void answersWhatIsNotHttpWithAProblemToo(String request) throws Exception {
        String answer = API.raw(request);

        assertThat(answer).matches("(?s)HTTP/1.1 (4\\d\\d|505) .*");
        assertThat(answer)
                .contains("application/problem+json", "\"requestId\":")
                .containsIgnoringCase("x-request-id")
                .doesNotContainIgnoringCase("jetty");
    }

    private static String missing(String method, String path, String id) {
        TestApi.Call call = API.call(method, "/v1/" + path + "/" + id).as("acme.owner");
        return without((method.equals("PATCH") ? call.json("{}") : call).send().expect(404));
    }

    /** The body without what differs by purpose. */
    private static String without(Answer answer) {
        return answer.text().replaceFirst(",\"requestId\":\"[^\"]+\"", "");
    }
}
