package io.tenancy.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The origins of tenants, wherever their rows are, at every node. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CrossOriginTest {
    private final Deployment deployment = Deployment.fresh().with("TENANCY_CORS_ORIGINS", "https://console.example");
    private RunningServer one;
    private RunningServer two;
    private Tenants tenants;
    private JsonClient other;

    @BeforeAll
    void start() {
        one = deployment.start();
        two = deployment.start();
        tenants = new Tenants(one, deployment.operator(one));
        other = tenants.owner("other");
    }

    @AfterAll
    void stop() {
        one.close();
        two.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"shared", "schema", "database"})
    void areKnownAtEveryNodeSoonAndForgottenAsSoon(String isolation) {
        JsonClient owner = tenants.owner("cors-" + isolation, isolation);
        String origin = "https://" + isolation + ".example:8443";
        assertThat(preflight(two.anonymous(), origin)).isEmpty();
        assertThat(get(owner.at(two), origin)).isEmpty();

        owner.put("/v1/settings/cors_origins", Json.of("value", origin)).expect(200);

        assertThat(get(owner, origin)).contains(origin);
        assertThat(preflight(one.anonymous(), origin)).contains(origin);
        Until.within(
                TwoNodesTest.EFFECT,
                "the other node knows",
                () -> get(owner.at(two), origin).isPresent()
                        && preflight(two.anonymous(), origin).isPresent());
        assertThat(get(other.at(two), origin)).isEmpty();
        assertThat(get(owner.at(two), origin + "0")).isEmpty();
        assertThat(get(owner, "https://console.example")).isPresent();
        assertThat(owner.get("/v1/settings/cors_origins").expect(200).text("value"))
                .isEqualTo(origin);
        assertThat(other.get("/v1/settings/cors_origins").expect(200).text("value"))
                .isEmpty();

        owner.delete("/v1/settings/cors_origins").expect(200);

        assertThat(get(owner, origin)).isEmpty();
        Until.within(
                TwoNodesTest.EFFECT,
                "the other node has forgotten",
                () -> get(owner.at(two), origin).isEmpty()
                        && preflight(two.anonymous(), origin).isEmpty());
    }

    private static Optional<String> get(JsonClient client, String origin) {
        return allowed(client.send("GET", "/v1/me", Optional.empty(), Map.of("Origin", origin))
                .expect(200));
    }

    private static Optional<String> preflight(JsonClient client, String origin) {
        return allowed(client.send(
                "OPTIONS",
                "/v1/users",
                Optional.empty(),
                Map.of("Origin", origin, "Access-Control-Request-Method", "GET")));
    }

    private static Optional<String> allowed(Answer answer) {
        return answer.headers().firstValue("Access-Control-Allow-Origin");
    }
}
