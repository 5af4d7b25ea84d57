package io.tenancy.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenancy.server.e2e.NewTenants.Opened;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What a server has written to its standard output from its start to its end. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LogTest {
    private final Deployment deployment = Deployment.fresh();
    private ServerProcess server;
    private Opened acme;
    private int status;

    @BeforeAll
    void serveAndStop() {
        server = deployment.startProcess();
        acme = NewTenants.open(deployment.operator(server), server, "acme");
        acme.client().get("/v1/users?search=Zzyzx&cursor=token-in-a-query").expect(422, "cursor.invalid");
        acme.client()
                .post("/v1/users/invitations", NewTenants.user("invited@acme.test", "MEMBER"))
                .expect(201);
        status = server.stop();
    }

    @AfterAll
    void close() {
        server.close();
    }

    @Test
    void theServerEndsInPeaceWhenItIsAskedTo() {
        assertThat(status).isZero();
        assertThat(messages()).anyMatch(message -> message.startsWith("Tenancy serves on port"));
    }

    @Test
    void everyLineIsAnObjectWithItsTimeAndItsSource() {
        assertThat(lines()).isNotEmpty().allSatisfy(line -> {
            assertThat(line.path("timestamp").asText()).matches("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z");
            assertThat(line.path("logger").asText()).isNotEmpty();
        });
    }

    @Test
    void aLineOfARequestNamesTheRequestTheTenantAndTheUser() {
        ServerProcess limited = deployment.with("TENANCY_RATE_USER", "3").startProcess();
        JsonClient owner = limited.signedIn(acme.owner());
        for (int request = 0; request <= 3; request++) {
            var unused = owner.get("/v1/users");
        }
        var unused = limited.stop();

        assertThat(limited.log().stream().map(Json::parse))
                .filteredOn(line -> line.path("message").asText().startsWith("Requests are refused by a limit"))
                .singleElement()
                .satisfies(line -> {
                    assertThat(line.path("tenant_id").asText()).isEqualTo(acme.id());
                    assertThat(line.path("user_id").asText()).hasSize(36);
                    assertThat(line.path("request_id").asText()).isNotEmpty();
                });
    }

    @Test
    void aRequestIsLoggedWithItsCallerAndWithoutItsQuery() {
        assertThat(lines())
                .filteredOn(line -> line.path("uri").asText().startsWith("/v1/users"))
                .isNotEmpty()
                .allSatisfy(line -> {
                    assertThat(line.path("uri").asText()).doesNotContain("?");
                    assertThat(line.at("/requestAttributes/request_id").asText())
                            .hasSize(36);
                    assertThat(line.at("/requestAttributes/tenant_id").asText()).isEqualTo(acme.id());
                    assertThat(line.at("/requestAttributes/user_id").asText()).hasSize(36);
                });
    }

    @Test
    void noLineShowsASecret() {
        String log = String.join("\n", server.log());

        assertThat(log)
                .doesNotContain("Zzyzx", "token-in-a-query", "inv_", "eyJ", "Bearer ")
                .doesNotContain(acme.owner().password(), Person.OPERATOR.password())
                .doesNotContain(
                        deployment.database().appPassword(),
                        deployment.database().ownerPassword())
                .doesNotContain(String.valueOf(deployment.environment().get("TENANCY_MASTER_KEY")));
    }

    @Test
    void nothingIsWrongInAnOrdinaryLife() {
        assertThat(lines())
                .noneMatch(line ->
                        List.of("WARN", "ERROR").contains(line.path("level").asText()));
    }

    private List<String> messages() {
        return lines().stream().map(line -> line.path("message").asText()).toList();
    }

    private List<JsonNode> lines() {
        return server.log().stream().map(Json::parse).toList();
    }
}
