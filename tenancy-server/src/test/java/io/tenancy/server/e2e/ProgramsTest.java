package io.tenancy.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Programs with keys in a running server, whose answers are remembered for 2 s at most. */
@TestInstance(Lifecycle.PER_CLASS)
final class ProgramsTest {
    private final Deployment deployment = Deployment.fresh().with("TENANCY_HOUSEKEEPING_INTERVAL", "PT1S");
    private RunningServer server;
    private Tenants tenants;

    @BeforeAll
    void start() {
        server = deployment.start();
        tenants = new Tenants(server, deployment.operator(server));
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"shared", "schema", "database"})
    void workUntilTheirKeyIsRevoked(String isolation) {
        JsonClient owner = tenants.owner("of-" + isolation, isolation);
        String account = account(owner);
        JsonNode first = key(owner, account);
        JsonNode second = owner.post(
                        "/v1/service-accounts/" + account + "/keys/"
                                + first.path("id").asText() + "/rotate",
                        Json.of("overlapHours", 1))
                .expect(201)
                .json();
        JsonClient program = client(first);
        JsonClient successor = client(second);
        program.get("/v1/users").expect(200);
        successor.get("/v1/users").expect(200);
        successor.get("/v1/me").expect(403, "access.person_required");
        successor
                .post(
                        "/v1/users/invitations",
                        Json.of("email", "new@program.test", "name", "New", "roles", List.of("VIEWER")))
                .expect(201);
        JsonNode entry = owner.get("/v1/audit?limit=1").expect(200).json().at("/items/0");
        assertThat(entry.at("/actor/kind").asText()).isEqualTo("service");
        assertThat(entry.at("/actor/id").asText()).isEqualTo(account);

        owner.delete("/v1/service-accounts/" + account + "/keys/"
                        + first.path("id").asText())
                .expect(204);

        Until.within(
                TwoNodesTest.EFFECT,
                "the key ends",
                () -> program.get("/v1/users").status() == 401);
        successor.get("/v1/users").expect(200);
        Until.within(
                TwoNodesTest.EFFECT.multipliedBy(5),
                "the use is noted",
                () -> owner.get("/v1/service-accounts/" + account + "/keys/"
                                + second.path("id").asText())
                        .json()
                        .has("lastUsedAt"));
    }

    @Test
    void stopWithTheirAccountAndTheirUser() {
        JsonClient owner = tenants.owner("stopped");
        String account = account(owner);
        JsonClient program = client(key(owner, account));
        JsonClient viewer = tenants.user(owner, "stopped", "VIEWER");
        JsonClient own = client(viewer.post("/v1/me/api-keys", Json.of("name", "x", "scopes", List.of("user:read")))
                .expect(201)
                .json());
        program.get("/v1/users").expect(200);
        own.get("/v1/users").expect(200);
        String user =
                owner.get("/v1/users?search=viewer").json().at("/items/0/id").asText();
        assertThat(owner.get("/v1/users/" + user + "/api-keys")
                        .expect(200)
                        .json()
                        .path("items"))
                .hasSize(1);

        owner.post("/v1/service-accounts/" + account + "/disable").expect(200);
        owner.post("/v1/users/" + user + "/disable").expect(200);

        Until.within(
                TwoNodesTest.EFFECT,
                "both end",
                () -> program.get("/v1/users").status() == 401
                        && own.get("/v1/users").status() == 401);
        owner.post("/v1/service-accounts/" + account + "/enable").expect(200);
        Until.within(
                TwoNodesTest.EFFECT,
                "one is back",
                () -> program.get("/v1/users").status() == 200);
    }

    private JsonClient client(JsonNode issued) {
        return server.anonymous().withToken(issued.path("secret").asText());
    }

    private static String account(JsonClient owner) {
        return owner.post("/v1/service-accounts", Json.of("name", "server", "roles", List.of("ADMIN")))
                .expect(201)
                .text("id");
    }

    private static JsonNode key(JsonClient owner, String account) {
        return owner.post(
                        "/v1/service-accounts/" + account + "/keys",
                        Json.of(
                                "name",
                                "key",
                                "scopes",
                                List.of("user:read", "user:write", "role:assign", "tenant:read")))
                .expect(201)
                .json();
    }
}
