package io.tenancy.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.server.e2e.Answer;
import io.tenancy.server.e2e.Json;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which pages may use the API, by what a browser looks at. */
final class CorsTest {
    private static final String ACME = "https://app.acme.example:8443";
    private static final String GLOBEX = "https://globex.example";
    private static final String PLATFORM = "https://console.platform.test";
    private static final String ALLOW = "Access-Control-Allow-Origin";

    @RegisterExtension
    static final TestApi API = new TestApi();

    @BeforeAll
    static void listOrigins() {
        set("acme.owner", ACME + ", http://localhost:5173").expect(200);
        set("globex.owner", GLOBEX).expect(200);
    }

    @Test
    void isOffForWhomNobodyHasListed() {
        Answer preflight = preflight("https://evil.example");
        Answer answer = get("https://evil.example", "acme.owner").expect(200);

        assertThat(names(preflight)).noneMatch(name -> name.startsWith("access-control"));
        assertThat(names(answer)).noneMatch(name -> name.startsWith("access-control"));
        assertThat(names(API.get("/v1/me").as("acme.owner").send()))
                .noneMatch(name -> name.startsWith("access-control"));
        assertThat(answer.headers().allValues("Vary")).contains("Origin");
        assertThat(preflight.headers().allValues("Vary")).contains("Origin");
    }

    @ParameterizedTest
    @ValueSource(strings = {ACME, GLOBEX, PLATFORM, "http://localhost:5173"})
    void aPreflightOfAListedOriginPasses(String origin) {
        Answer answer = preflight(origin).expect(204);

        assertThat(allowed(answer)).contains(origin);
        assertThat(answer.headers().firstValue("Access-Control-Allow-Methods").orElseThrow())
                .contains("PATCH", "DELETE", "PUT");
        assertThat(answer.headers().firstValue("Access-Control-Allow-Headers").orElseThrow())
                .contains("Authorization", "Content-Type", "Idempotency-Key", "If-Match");
        assertThat(answer.headers().firstValue("Access-Control-Max-Age")).contains("600");
        assertThat(answer.headers().allValues("Vary")).contains("Origin");
        assertThat(names(answer)).doesNotContain("access-control-allow-credentials");
        assertThat(answer.text()).isEmpty();
    }

    @Test
    void anAnswerIsForTheOriginsOfTheTenantOfTheTokenAlone() {
        assertThat(allowed(get(ACME, "acme.owner").expect(200))).contains(ACME);
        assertThat(allowed(get(ACME, "globex.owner").expect(200))).isEmpty();
        assertThat(allowed(get(GLOBEX, "acme.owner").expect(200))).isEmpty();
        assertThat(allowed(get(GLOBEX, "globex.owner").expect(200))).contains(GLOBEX);
        assertThat(allowed(get(PLATFORM, "acme.owner").expect(200))).contains(PLATFORM);
        assertThat(allowed(get(ACME, "operator").expect(200))).isEmpty();
    }

    @Test
    void aRefusalIsForTheSameOrigins() {
        Answer denied = API.call("POST", "/v1/roles", Json.of("name", "x", "permissions", List.of("user:read")))
                .as("acme.viewer")
                .header("Origin", ACME)
                .send()
                .expect(403);
        Answer deniedToGlobex = API.get("/v1/tenants")
                .as("globex.viewer")
                .header("Origin", ACME)
                .send()
                .expect(403);

        assertThat(allowed(denied)).contains(ACME);
        assertThat(allowed(deniedToGlobex)).isEmpty();
    }

    /** What has no caller is the same for everybody, so any listed page may sign in, and see why it cannot. */
    @Test
    void anAnswerToNobodyIsForEveryListedOrigin() {
        Answer missing = API.get("/v1/me").header("Origin", ACME).send().expect(401, "token.missing");
        Answer login = API.call(
                        "POST", "/v1/auth/login", Json.of("tenant", "acme", "email", "x@y.test", "password", "x"))
                .header("Origin", ACME)
                .send()
                .expect(401);
        Answer evil = API.get("/v1/me")
                .header("Origin", "https://evil.example")
                .send()
                .expect(401);

        assertThat(allowed(missing)).contains(ACME);
        assertThat(allowed(login)).contains(ACME);
        assertThat(allowed(evil)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "*",
                "https://app.acme.example",
                "http://app.acme.example:8443",
                "https://app.acme.example:844",
                "https://app.acme.example:84433",
                "https://app.acme.example:8443.evil.example",
                "https://app.acme.example:8443/",
                "https://evil.app.acme.example:8443",
                "https://evilapp.acme.example:8443",
                "https://app-acme.example:8443",
                "https://appXacme.example:8443",
                "https://APP.acme.example:8443",
                "HTTPS://app.acme.example:8443",
                "https://app.acme.example.:8443",
                "https://user@app.acme.example:8443",
                "https://app.acme.example:08443",
                "https://app.acme.example:8443, https://app.acme.example:8443",
                "https://app.acme.example:8443 https://evil.example",
                "https://globex.example:443",
                "http://globex.example",
                "file://",
                "http://localhost",
                "http://localhost:5174",
                "https://localhost:5173"
            })
    void whatOnlyLooksLikeAListedOriginIsNone(String origin) {
        assertThat(allowed(preflight(origin))).isEmpty();
        assertThat(allowed(get(origin, "acme.owner").expect(200))).isEmpty();
        assertThat(allowed(get(origin, "globex.owner").expect(200))).isEmpty();
    }

    @Test
    void twoOriginsAreNone() {
        Answer answer = API.get("/v1/me")
                .as("acme.owner")
                .header("Origin", ACME)
                .header("Origin", GLOBEX)
                .send()
                .expect(200);

        assertThat(allowed(answer)).isEmpty();
    }

    @Test
    void showsPagesTheHeadersThatTheyNeed() {
        String shown = get(ACME, "acme.owner")
                .headers()
                .firstValue("Access-Control-Expose-Headers")
                .orElseThrow();

        assertThat(shown.split(", ")).contains("ETag", "Location", "Retry-After", "RateLimit", "RateLimit-Policy");
    }

    @Test
    void anOptionsThatIsNoPreflightIsAnsweredAsOne() {
        Answer answer =
                API.call("OPTIONS", "/v1/users").header("Origin", ACME).send().expect(200);

        assertThat(answer.headers().firstValue("Allow")).isPresent();
        assertThat(names(answer)).doesNotContain("access-control-allow-methods");
    }

    @Test
    void aListIsKeptInOneSpellingAndCanBeTakenBack() {
        Answer set = set("globex.owner", " https://b.example, " + GLOBEX + " https://a.example  https://b.example ")
                .expect(200);
        Answer read =
                API.get("/v1/settings/cors_origins").as("globex.owner").send().expect(200);

        assertThat(set.text("value")).isEqualTo("https://a.example https://b.example " + GLOBEX);
        assertThat(read.text()).isEqualTo(set.text());
        assertThat(read.headers().firstValue("ETag")).isEqualTo(set.headers().firstValue("ETag"));
        API.call("DELETE", "/v1/settings/cors_origins")
                .as("globex.owner")
                .send()
                .expect(200);
        assertThat(allowed(get(GLOBEX, "globex.owner"))).isEmpty();
        assertThat(allowed(preflight(GLOBEX))).isEmpty();
        set("globex.owner", GLOBEX).expect(200);
        assertThat(allowed(get(GLOBEX, "globex.owner"))).contains(GLOBEX);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "https://*.acme.example",
                "http://acme.example",
                "https://acme.example/",
                "https://acme.example/path",
                "https://acme.example:443",
                "https://acme.example:70000",
                "https://acme.example:0",
                "https://ACME.example",
                "https://user:word@acme.example",
                "https://",
                "null",
                "acme.example",
                "javascript:alert(1)",
                "https://acme.example; https://b.example",
                "https://-acme.example",
                "https://acme..example"
            })
    void aListHasOriginsOnly(String value) {
        set("acme.owner", "https://fine.example " + value).expect(422, "value.malformed");
    }

    @Test
    void aListHasTwentyOriginsAtMost() {
        set("globex.viewer", GLOBEX).expect(403);
        String twenty = IntStream.rangeClosed(1, 20)
                .mapToObj(i -> "https://a" + i + ".example ")
                .reduce("", String::concat);
        API.open("initech");

        set("initech.owner", twenty).expect(200);
        set("initech.owner", twenty + "https://b.example").expect(422, "value.too_long");
    }

    private static Answer set(String who, String origins) {
        return API.call("PUT", "/v1/settings/cors_origins", Json.of("value", origins))
                .as(who)
                .send();
    }

    private static Answer get(String origin, String who) {
        return API.get("/v1/me").as(who).header("Origin", origin).send();
    }

    private static Answer preflight(String origin) {
        return API.call("OPTIONS", "/v1/users")
                .header("Origin", origin)
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "authorization,content-type")
                .send();
    }

    private static Optional<String> allowed(Answer answer) {
        return answer.headers().firstValue(ALLOW);
    }

    private static Stream<String> names(Answer answer) {
        return answer.headers().map().keySet().stream().map(name -> name.toLowerCase(Locale.ROOT));
    }
}
