package io.tenancy.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.core.counting.RateLimit;
import io.tenancy.core.ratelimit.RatePolicy;
import io.tenancy.core.ratelimit.Rates;
import io.tenancy.server.e2e.Answer;
import io.tenancy.server.e2e.Json;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Limits over HTTP. The plan free has a number for users; each test has a tenant of its own. */
final class RateLimitsTest {
    private static final int USER = 20;
    private static final int TENANT = 50;

    @RegisterExtension
    static final TestApi API = new TestApi(policy());

    private static RatePolicy policy() {
        Map<RateLimit, Integer> numbers = new EnumMap<>(RatePolicy.unlimited().standard());
        numbers.put(RateLimit.USER, 1_000);
        numbers.put(RateLimit.TENANT, TENANT);
        numbers.put(RateLimit.ADDRESS, 100_000);
        Rates free = new Rates(Optional.empty(), Optional.of(USER), Optional.empty(), Optional.empty());
        return new RatePolicy(numbers, Map.of("free", free));
    }

    @BeforeAll
    static void letTheOperatorDoWhatTheTestsNeed() {
        API.call("PUT", "/v1/tenants/" + id("platform") + "/rates", Json.of("user", 0, "tenant", 0))
                .as("operator")
                .send()
                .expect(200);
    }

    @Test
    void saysOnEachAnswerWhichLimitsThereAreAndHowTheTightestStands() {
        API.open("headers");

        Answer answer = API.get("/v1/me").as("headers.viewer").send().expect(200);

        assertThat(header(answer, "RateLimit-Policy"))
                .isEqualTo("\"address\";q=100000;w=60, \"user\";q=20;w=60, \"tenant\";q=50;w=60");
        assertThat(header(answer, "RateLimit")).matches("\"user\";r=19;t=(60|59|[1-5]?\\d)");
    }

    @Test
    void saysSoOnRefusalsTooAndBeforeItIsKnownWhoAsks() {
        API.open("refused");

        Answer stranger = API.get("/v1/me").send().expect(401, "token.missing");
        Answer denied = API.get("/v1/tenants").as("refused.viewer").send().expect(403, "access.denied");

        assertThat(header(stranger, "RateLimit-Policy")).isEqualTo("\"address\";q=100000;w=60");
        assertThat(header(stranger, "RateLimit")).startsWith("\"address\";r=");
        assertThat(header(denied, "RateLimit")).startsWith("\"user\";r=19;t=");
    }

    @Test
    void refusesAPersonWhoHasSentTooManyAndNoOtherOfTheTenant() {
        API.open("person");
        for (int i = 0; i < USER; i++) {
            API.get("/v1/me").as("person.viewer").send().expect(200);
        }

        Answer refused = API.get("/v1/me").as("person.viewer").send().expect(429, "rate.user");

        String standing = header(refused, "RateLimit");
        assertThat(standing).matches("\"user\";r=0;t=\\d+");
        assertThat(header(refused, "Retry-After")).isEqualTo(standing.replaceFirst(".*;t=", ""));
        assertThat(refused.text("detail")).contains("user");
        API.get("/v1/me").as("person.owner").send().expect(200);
    }

    @Test
    void refusesATenantThatHasSentTooManyAndNoOther() {
        API.open("noisy");
        API.open("quiet");
        API.call("PUT", "/v1/tenants/" + id("noisy") + "/rates", Json.of("user", 0, "tenant", TENANT))
                .as("operator")
                .send()
                .expect(200);
        long allowed = 0;
        while (API.get("/v1/me").as("noisy.viewer").send().status() == 200) {
            allowed++;
        }

        Answer owner = API.get("/v1/me").as("noisy.owner").send().expect(429, "rate.tenant");

        assertThat(allowed).isBetween(1L, (long) TENANT);
        assertThat(header(owner, "RateLimit")).matches("\"tenant\";r=0;t=\\d+");
        assertThat(header(API.get("/v1/me").as("quiet.viewer").send().expect(200), "RateLimit"))
                .startsWith("\"user\";r=19;");
    }

    @Test
    void followsWhatAnOperatorGivesAndWhatTheTenantLowers() {
        API.open("terms");
        String rates = "/v1/tenants/" + id("terms") + "/rates";

        Answer given = API.call("PUT", rates, Json.of("user", 500, "concurrent", 3))
                .as("operator")
                .send()
                .expect(200);
        Answer lowered = API.call("PUT", "/v1/tenant/rates", Json.of("user", 40, "apiKey", 7))
                .as("terms.owner")
                .send()
                .expect(200);
        Answer raised = API.call("PUT", "/v1/tenant/rates", Json.of("user", 900))
                .as("terms.owner")
                .send()
                .expect(200);

        assertThat(given.json().path("user").asInt()).isEqualTo(500);
        assertThat(given.json().path("tenant").asInt()).isEqualTo(TENANT);
        assertThat(given.json().path("concurrent").asInt()).isEqualTo(3);
        assertThat(lowered.json().path("user").asInt()).isEqualTo(40);
        assertThat(lowered.json().path("apiKey").asInt()).isEqualTo(7);
        assertThat(raised.json().path("user").asInt()).isEqualTo(500);
        assertThat(API.get(rates).as("operator").send().expect(200).json()).isEqualTo(raised.json());
        assertThat(header(API.get("/v1/me").as("terms.viewer").send(), "RateLimit-Policy"))
                .contains("\"user\";q=500;w=60");
    }

    @Test
    void refusesNumbersThatAreNoLimits() {
        API.open("numbers");

        API.call("PUT", "/v1/tenant/rates", Json.of("user", 0))
                .as("numbers.owner")
                .send()
                .expect(422, "user.range");
        API.call("PUT", "/v1/tenants/" + id("numbers") + "/rates", Json.of("tenant", -1))
                .as("operator")
                .send()
                .expect(422, "tenant.range");
        API.call("PUT", "/v1/tenant/rates", Json.of("user", 5))
                .as("numbers.viewer")
                .send()
                .expect(403, "access.denied");
    }

    @Test
    void countsPreflightsAndWhatFindsNoPathByTheirAddress() {
        long before = left();

        Answer preflight = API.call("OPTIONS", "/v1/users")
                .header("Origin", "https://evil.example")
                .header("Access-Control-Request-Method", "POST")
                .send();
        API.get("/nowhere").header("Origin", "https://evil.example").send().expect(404, "path.not_found");

        assertThat(header(preflight, "RateLimit")).startsWith("\"address\";r=" + (before - 1) + ";");
        assertThat(left()).isEqualTo(before - 3);
    }

    /** What the address has left after this request. */
    private static long left() {
        Answer answer = API.get("/v1/me").send().expect(401, "token.missing");
        return Long.parseLong(header(answer, "RateLimit").replaceFirst(".*;r=(\\d+);.*", "$1"));
    }

    @Test
    void countsNothingOfWhatOtherServicesFetch() {
        Answer keys = API.get("/.well-known/jwks.json").send().expect(200);

        assertThat(keys.headers().firstValue("RateLimit")).isEmpty();
        assertThat(keys.headers().firstValue("RateLimit-Policy")).isEmpty();
    }

    private static String id(String slug) {
        return API.get("/v1/tenants?search=" + slug)
                .as("operator")
                .send()
                .expect(200)
                .json()
                .at("/items/0/id")
                .asText();
    }

    private static String header(Answer answer, String name) {
        return answer.headers().firstValue(name).orElse("none");
    }
}
