package io.tenancy.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.server.e2e.Answer;
import io.tenancy.server.e2e.Json;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A browser's session: its tokens are in cookies, which count for the console's own pages alone. */
final class ConsoleSessionTest {
    private static final Pattern COOKIE = Pattern.compile("(__Host-[a-z-]+)=([^;]*)(.*)");

    @RegisterExtension
    private static final TestApi API = new TestApi();

    @Test
    void givesTokensToCookiesAndNotToScripts() {
        Answer answer =
                own("POST", "/console/session", login("acme.owner")).send().expect(200);

        assertThat(answer.json().path("signedIn").asBoolean()).isTrue();
        Map<String, String> cookies = cookies(answer);
        assertThat(cookies).containsOnlyKeys("__Host-tenancy", "__Host-tenancy-refresh", "__Host-tenancy-step");
        assertThat(answer.text()).doesNotContain(cookies.get("__Host-tenancy"), cookies.get("__Host-tenancy-refresh"));
        assertThat(answer.headers().allValues("Set-Cookie"))
                .allSatisfy(cookie -> assertThat(cookie)
                        .contains("HttpOnly", "Secure", "SameSite=Strict", "Path=/")
                        .doesNotContain("Domain"));
    }

    @Test
    void letsACookieInForThePagesOfTheConsole() {
        String cookies = signIn("acme.owner");

        Answer me = own("GET", "/v1/me").header("Cookie", cookies).send().expect(200);

        assertThat(me.json().at("/tenant/slug").asText()).isEqualTo("acme");
        API.get("/v1/me")
                .header("Cookie", cookies)
                .header("Tenancy-Console", "session")
                .header("Origin", "https://api.test")
                .send()
                .expect(200); // a browser that says nothing of the site
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            -,       same-origin, -
            session, cross-site,  -
            session, same-site,   -
            session, none,        -
            session, cross-site,  https://api.test
            session, -,           https://evil.test
            session, -,           https://api.test.evil.test
            session, -,           -
            other,   same-origin, -
            visit,   same-origin, -
            """)
    void ignoresACookieThatComesOtherwise(String console, String site, String origin) {
        String cookies = signIn("acme.owner");
        TestApi.Call me = API.get("/v1/me").header("Cookie", cookies);
        TestApi.Call refresh = API.call("POST", "/console/session/refresh").header("Cookie", cookies);
        for (TestApi.Call call : List.of(me, refresh)) {
            Stream.of(new String[] {"Tenancy-Console", console}, new String[] {"Sec-Fetch-Site", site}, new String[] {
                        "Origin", origin
                    })
                    .filter(header -> header[1] != null)
                    .forEach(header -> call.header(header[0], header[1]));
        }

        me.send().expect(401, "token.missing");
        if (!"visit".equals(console)) {
            refresh.send().expect(403, "console.foreign_request");
        }
    }

    @Test
    void takesTheHeaderAndNotTheCookieWhereThereAreBoth() {
        String cookies = signIn("acme.owner");

        Answer me = own("GET", "/v1/me")
                .header("Cookie", cookies)
                .as("globex.viewer")
                .send()
                .expect(200);

        assertThat(me.json().at("/tenant/slug").asText()).isEqualTo("globex");
        own("GET", "/v1/me")
                .header("Cookie", cookies)
                .header("Authorization", "Bearer nonsense")
                .send()
                .expect(401, "token.invalid");
    }

    @Test
    void neverBelievesATenantThatACookieNames() {
        String forged =
                signIn("acme.viewer").replaceFirst("__Host-tenancy=([^.]+)\\.[^.]+\\.", "__Host-tenancy=$1.e30.");

        own("GET", "/v1/me").header("Cookie", forged).send().expect(401, "token.invalid");
    }

    @Test
    void keepsTheSessionOfTwoTabsThatRefreshAtOnce() {
        String cookies = signIn("acme.owner");

        Answer first = own("POST", "/console/session/refresh")
                .header("Cookie", cookies)
                .send()
                .expect(200);
        Answer second = own("POST", "/console/session/refresh")
                .header("Cookie", cookies)
                .send()
                .expect(200);

        for (Answer answer : List.of(first, second)) {
            String next = header(cookies(answer));
            own("GET", "/v1/me").header("Cookie", next).send().expect(200);
            assertThat(answer.text()).doesNotContain("Token", "eyJ");
        }
    }

    @Test
    void endsTheSessionOnTheServerToo() {
        String cookies = signIn("acme.viewer");

        Answer out = own("DELETE", "/console/session")
                .header("Cookie", cookies)
                .send()
                .expect(204);

        assertThat(out.headers().allValues("Set-Cookie"))
                .hasSize(4)
                .allSatisfy(cookie -> assertThat(cookie).contains("Max-Age=0"));
        own("GET", "/v1/me").header("Cookie", cookies).send().expect(401, "token.invalid");
        own("POST", "/console/session/refresh")
                .header("Cookie", cookies)
                .send()
                .expect(401, "session.invalid_refresh_token");
    }

    @Test
    void refusesAWrongPasswordAsTheApiDoes() {
        Answer answer = own(
                        "POST",
                        "/console/session",
                        Json.of("tenant", "acme", "email", "owner@acme.test", "password", "not the password"))
                .send()
                .expect(401, "login.failed");

        assertThat(answer.headers().allValues("Set-Cookie")).isEmpty();
    }

    @Test
    void keepsAVisitBesideOnesOwnSession() {
        String cookies = header(cookies(own(
                        "POST",
                        "/console/session",
                        Json.of(
                                "tenant", "platform",
                                "email", "olga@platform.test",
                                "password", TestApi.PASSWORD))
                .send()
                .expect(200)));
        String acme = API.get("/v1/tenants?search=acme")
                .as("operator")
                .send()
                .expect(200)
                .json()
                .at("/items/0/id")
                .asText();

        Answer entered = own("POST", "/console/session/visits/" + acme, Json.of("reason", "Looks into ticket 4812"))
                .header("Cookie", cookies)
                .send()
                .expect(200);
        String both = cookies + "; " + header(cookies(entered));

        assertThat(entered.text()).doesNotContain("accessToken", "eyJ");
        assertThat(API.get("/v1/tenant")
                        .header("Cookie", both)
                        .header("Tenancy-Console", "visit")
                        .header("Sec-Fetch-Site", "same-origin")
                        .send()
                        .expect(200)
                        .json()
                        .path("slug")
                        .asText())
                .isEqualTo("acme");
        assertThat(own("GET", "/v1/tenant")
                        .header("Cookie", both)
                        .send()
                        .expect(200)
                        .json()
                        .path("slug")
                        .asText())
                .isEqualTo("platform");
        own("DELETE", "/console/session/visits").header("Cookie", both).send().expect(204);
        API.get("/v1/tenant")
                .header("Cookie", both)
                .header("Tenancy-Console", "visit")
                .header("Sec-Fetch-Site", "same-origin")
                .send()
                .expect(401, "token.invalid");
    }

    private static String signIn(String who) {
        return header(cookies(own("POST", "/console/session", login(who)).send().expect(200)));
    }

    private static Object login(String who) {
        String[] parts = who.split("\\.", -1);
        return Json.of("tenant", parts[0], "email", parts[1] + "@" + parts[0] + ".test", "password", TestApi.PASSWORD);
    }

    private static TestApi.Call own(String method, String path) {
        return API.call(method, path).header("Tenancy-Console", "session").header("Sec-Fetch-Site", "same-origin");
    }

    private static TestApi.Call own(String method, String path, Object body) {
        return API.call(method, path, body)
                .header("Tenancy-Console", "session")
                .header("Sec-Fetch-Site", "same-origin");
    }

    private static Map<String, String> cookies(Answer answer) {
        return answer.headers().allValues("Set-Cookie").stream()
                .flatMap(text -> COOKIE.matcher(text).results())
                .collect(Collectors.toMap((MatchResult match) -> match.group(1), match -> match.group(2)));
    }

    private static String header(Map<String, String> cookies) {
        return cookies.entrySet().stream()
                .filter(cookie -> !cookie.getValue().isEmpty())
                .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                .collect(Collectors.joining("; "));
    }
}
