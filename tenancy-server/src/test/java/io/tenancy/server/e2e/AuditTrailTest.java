package io.tenancy.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tenancy.persistence.testkit.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The audit trail from a request to its export, and what the command says of one that somebody was at. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuditTrailTest {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Deployment deployment = Deployment.fresh();
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
    void saysWhatChangedFindsItExportsItAndTellsWhoWasAtIt(String isolation) throws Exception {
        JsonClient owner = tenants.owner("audited-" + isolation, isolation);
        String role = owner.send(
                        "POST",
                        "/v1/roles",
                        Optional.of(Json.of("name", "auditor", "permissions", List.of("user:read"))),
                        Map.of("User-Agent", "=cmd|1"))
                .expect(201)
                .text("id");
        owner.delete("/v1/roles/" + role).expect(204);

        JsonNode found = owner.get("/v1/audit?action=role.created&target=" + role)
                .expect(200)
                .json()
                .path("items");
        assertThat(found).hasSize(1);
        assertThat(found.at("/0/changes").toString())
                .contains("\"field\":\"name\",\"after\":\"auditor\"")
                .contains("\"field\":\"permissions\",\"after\":\"user:read\"");
        assertThat(found.at("/0/origin/requestId").asText()).isNotEmpty();
        assertThat(found.at("/0/origin/address").asText()).isNotEmpty();
        assertThat(found.at("/0/credential").asText()).isNotEmpty();
        owner.get("/v1/audit?action=nonsense").expect(422, "action.malformed");
        owner.get("/v1/audit?from=yesterday").expect(422, "from.malformed");

        List<JsonNode> lines = Stream.of(
                        owner.get("/v1/audit/export").expect(200).text().split("\n"))
                .map(AuditTrailTest::json)
                .toList();
        assertThat(lines).isEqualTo(owner.all("/v1/audit"));
        assertThat(owner.get("/v1/audit/export?format=csv&action=role.created")
                        .expect(200)
                        .text())
                .startsWith("id,at,actor_kind,")
                .contains(",role.created," + role + ",")
                .contains(",'=cmd|1,");

        String id = owner.get("/v1/tenant").expect(200).text("id");
        TestDatabase database = isolation.equals("database") ? deployment.databaseOf(id) : deployment.database();
        String schema = isolation.equals("schema") ? deployment.schema(id) : "tenancy";
        String own = " WHERE tenant_id = '" + id + "'";
        Until.within(
                SOON,
                "the chain is signed",
                () -> deployment
                                        .database()
                                        .texts("SELECT 1 FROM catalogue.audit_checkpoints" + own)
                                        .size()
                                > 0
                        && database.texts("SELECT 1 FROM " + schema + ".journal_queue" + own)
                                .isEmpty());
        Ended whole = Ended.run(deployment, "audit", "verify", "--tenant", "audited-" + isolation, "config.yml");
        assertThat(whole.status()).as(whole.toString()).isZero();
        assertThat(whole.output()).contains("whole");

        database.plant("UPDATE " + schema + ".journal SET values_after[1] = 'nobody'" + own + " AND target = '" + role
                + "' AND action = 'role.created'");
        Ended changed = Ended.run(deployment, "audit", "verify", "--tenant", "audited-" + isolation, "config.yml");
        assertThat(changed.status()).as(changed.toString()).isEqualTo(1);
        assertThat(changed.output()).contains(found.at("/0/id").asText() + ") or its place was changed");
    }

    private static JsonNode json(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
