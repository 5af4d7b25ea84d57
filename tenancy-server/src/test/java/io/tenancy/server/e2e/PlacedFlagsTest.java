package io.tenancy.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Feature flags on two nodes, wherever the rows of a tenant are. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlacedFlagsTest {
    private static final Duration SOON = Duration.ofSeconds(2);
    private static final JsonNode ON = Json.of("variant", "on", "reason", "Pilot");

    private final Deployment deployment = Deployment.fresh();
    private RunningServer server;
    private RunningServer other;
    private JsonClient operator;
    private Tenants tenants;

    @BeforeAll
    void start() {
        server = deployment.start();
        other = deployment.start();
        operator = deployment.operator(server);
        tenants = new Tenants(server, operator);
    }

    @AfterAll
    void stop() {
        other.close();
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"shared", "schema", "database"})
    void areOfTheirTenantAndUserOnEachNode(String isolation) {
        String flag = "checkout-" + isolation;
        operator.post("/v1/platform/flags", Json.of("key", flag, "type", "boolean", "exposure", "changeable"))
                .expect(201);
        JsonClient acme = tenants.owner("acme-" + isolation, isolation);
        JsonClient viewer = tenants.user(acme, "acme-" + isolation, "VIEWER");
        JsonClient globex = tenants.owner("globex-" + isolation, isolation);
        String user = viewer.get("/v1/me").expect(200).json().at("/user/id").asText();
        String tenant = acme.get("/v1/tenant").expect(200).text("id");
        becomes(viewer, flag, "off");

        acme.put("/v1/users/" + user + "/features/" + flag, ON).expect(200);
        becomes(viewer, flag, "on");
        assertThat(variant(acme, flag)).isEqualTo("off");

        acme.delete("/v1/users/" + user + "/features/" + flag).expect(200);
        becomes(viewer, flag, "off");
        acme.put("/v1/flags/" + flag + "/override", ON).expect(200);
        becomes(viewer, flag, "on");
        assertThat(variant(globex, flag)).isEqualTo("off");

        acme.delete("/v1/flags/" + flag + "/override").expect(200);
        operator.put("/v1/tenants/" + tenant + "/flags/" + flag, ON).expect(200);
        becomes(viewer, flag, "on");
        operator.post("/v1/platform/flags/" + flag + "/kill").expect(200);
        becomes(viewer, flag, "off");
        operator.post("/v1/platform/flags/" + flag + "/revive").expect(200);
        becomes(viewer, flag, "on");

        assertThat(acme.all("/v1/audit").stream()
                        .map(entry -> entry.path("action").asText()))
                .contains("user.feature_given", "user.feature_taken", "flag.overridden", "flag.override_reset");
        assertThat(operator.all("/v1/audit").stream()
                        .map(entry -> entry.path("action").asText()))
                .contains("flag.created", "flag.agreed", "flag.killed", "flag.revived");
    }

    @ParameterizedTest
    @ValueSource(strings = {"shared", "schema", "database"})
    void holdByThePlanAndTheRole(String isolation) {
        String flag = "by-plan-" + isolation;
        JsonClient acme = tenants.owner("plan-" + isolation, isolation);
        JsonClient viewer = tenants.user(acme, "plan-" + isolation, "VIEWER");
        JsonNode rule = Json.of(
                "name",
                "owners of free",
                "variant",
                "on",
                "when",
                List.of(
                        Map.of("about", "plan", "values", List.of("free")),
                        Map.of("about", "role", "values", List.of("OWNER"))));
        operator.post(
                        "/v1/platform/flags",
                        Json.of("key", flag, "type", "boolean", "exposure", "visible", "rules", List.of(rule)))
                .expect(201);

        becomes(acme, flag, "on");
        becomes(viewer, flag, "off");
    }

    /** At the node at once, and at the other one within 2 s. */
    private void becomes(JsonClient client, String flag, String variant) {
        Until.within(
                SOON,
                flag + " is " + variant,
                () -> variant(client, flag).equals(variant)
                        && variant(client.at(other), flag).equals(variant));
    }

    private static String variant(JsonClient client, String flag) {
        Answer answer =
                client.send("POST", "/ofrep/v1/evaluate/flags/" + flag, Optional.of(Json.of("context", Map.of())));
        return answer.status() == 404 ? "" : answer.expect(200).text("variant");
    }
}
