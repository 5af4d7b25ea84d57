package io.tenancy.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tenancy.persistence.testkit.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
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
    private JsonClient operator;
    private Tenants tenants;

    @BeforeAll
    void start() {
        server = deployment.start();
        operator = deployment.operator(server);
        tenants = new Tenants(server, operator);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void namesThoseWhoActedToWhoMaySeeUsers() {
        JsonClient owner = tenants.owner("named");
        owner.post("/v1/roles", Json.of("name", "reader", "permissions", List.of("audit:read")))
                .expect(201);
        JsonClient reader = tenants.user(owner, "named", "reader");
        JsonNode key = owner.post(
                        "/v1/me/api-keys", Json.of("name", "mine", "scopes", List.of("role:write", "user:read")))
                .expect(201)
                .json();
        server.anonymous()
                .withToken(key.path("secret").asText())
                .post("/v1/roles", Json.of("name", "by-key", "permissions", List.of("user:read")))
                .expect(201);

        for (JsonNode entry : owner.get("/v1/audit?include=names&action=role.created")
                .expect(200)
                .json()
                .path("items")) {
            assertThat(entry.path("actorName").asText()).isEqualTo("Owner of named");
        }
        JsonNode byKey =
                owner.get("/v1/audit?action=role.created").expect(200).json().at("/items/0");
        assertThat(byKey.at("/actor/kind").asText()).isEqualTo("api_key");
        assertThat(byKey.at("/actor/id").asText()).isEqualTo(key.path("id").asText());
        assertThat(byKey.path("onBehalfOf").asText())
                .isEqualTo(owner.get("/v1/me").expect(200).json().at("/user/id").asText());
        String id = owner.get("/v1/tenant").expect(200).text("id");
        operator.post("/v1/tenants/" + id + "/visits", Json.of("reason", "Looking after a question"))
                .expect(201);
        List<JsonNode> all = new ArrayList<>();
        owner.get("/v1/audit?include=names").expect(200).json().path("items").forEach(all::add);
        assertThat(all)
                .filteredOn(entry -> entry.at("/actor/kind").asText().equals("operator"))
                .isNotEmpty()
                .noneMatch(entry -> entry.has("actorName"));
        assertThat(owner.get("/v1/audit?action=role.created").expect(200).text())
                .doesNotContain("actorName");
        assertThat(reader.get("/v1/audit?include=names&action=role.created")
                        .expect(200)
                        .text())
                .contains("role.created")
                .doesNotContain("actorName", "Owner of");
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

        verifiesWithThePublicKey("audited-" + isolation);
        showsItToOperators(owner, id, role);

        database.plant("UPDATE " + schema + ".journal SET values_after[1] = 'nobody'" + own + " AND target = '" + role
                + "' AND action = 'role.created'");
        Ended changed = Ended.run(deployment, "audit", "verify", "--tenant", "audited-" + isolation, "config.yml");
        assertThat(changed.status()).as(changed.toString()).isEqualTo(1);
        assertThat(changed.output()).contains(found.at("/0/id").asText() + ") or its place was changed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"shared", "schema", "database"})
    void erasesNobodyWhileALegalHoldIsOn(String isolation) {
        String slug = "held-" + isolation;
        JsonClient owner = tenants.owner(slug, isolation);
        String member = tenants.user(owner, slug, "MEMBER")
                .get("/v1/me")
                .expect(200)
                .json()
                .at("/user/id")
                .asText();
        String id = owner.get("/v1/tenant").expect(200).text("id");
        String holds = "/v1/tenants/" + id + "/legal-holds";
        owner.post(holds, Json.of("reason", "No tenant does this")).expect(403);
        operator.post(holds, Json.of("reason", "short")).expect(422, "reason.too_short");

        String hold = operator.post(holds, Json.of("reason", "Claim 4711 of a customer"))
                .expect(201)
                .text("id");
        owner.post("/v1/users/" + member + "/data/erasure").expect(409, "tenant.on_hold");
        owner.get("/v1/users/" + member).expect(200);
        operator.delete("/v1/tenants/" + id).expect(202);
        operator.post("/v1/tenants/" + id + "/purge", Json.of("slug", slug)).expect(409, "tenant.on_hold");
        operator.post("/v1/tenants/" + id + "/restore").expect(200);

        operator.post(holds + "/" + hold + "/end", Json.of("reason", "The claim was withdrawn"))
                .expect(200);
        operator.post(holds + "/" + hold + "/end", Json.of("reason", "The claim was withdrawn"))
                .expect(409, "hold.ended");
        Until.within(SOON, "the tenant is open", () -> owner.get("/v1/tenant").status() == 200);
        owner.post("/v1/users/" + member + "/data/erasure").expect(201);
        for (String action : List.of("tenant.hold_set", "tenant.hold_ended")) {
            JsonNode told = owner.get("/v1/audit?action=" + action).expect(200).json();
            assertThat(told.path("items")).hasSize(1);
            assertThat(told.at("/items/0/actor/kind").asText()).isEqualTo("operator");
            assertThat(operator.get("/v1/audit?action=" + action + "&target=" + id)
                            .expect(200)
                            .json()
                            .path("items"))
                    .hasSize(1);
        }
    }

    private void verifiesWithThePublicKey(String slug) throws IOException {
        Path keys = Files.createTempFile("audit-keys", ".json");
        Files.writeString(
                keys,
                server.anonymous()
                        .get("/.well-known/audit-keys.json")
                        .expect(200)
                        .text());
        Ended whole =
                Ended.run(deployment, "audit", "verify", "--keys", keys.toString(), "--tenant", slug, "config.yml");
        assertThat(whole.status()).as(whole.toString()).isZero();
        Files.writeString(
                keys,
                "{\"keys\":[{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo\"}]}");
        Ended forged =
                Ended.run(deployment, "audit", "verify", "--keys", keys.toString(), "--tenant", slug, "config.yml");
        assertThat(forged.status()).as(forged.toString()).isEqualTo(1);
        assertThat(forged.output()).contains("is forged");
        Files.delete(keys);
    }

    private void showsItToOperators(JsonClient owner, String id, String role) {
        owner.get("/v1/platform/audit").expect(403);
        JsonNode found = operator.get("/v1/platform/audit?tenant=" + id + "&action=role.created&limit=1")
                .expect(200)
                .json();
        assertThat(found.at("/items/0/tenant").asText()).isEqualTo(id);
        assertThat(found.at("/items/0/entry/target").asText()).isEqualTo(role);
        List<JsonNode> all = new ArrayList<>();
        String next = "";
        do {
            JsonNode page = operator.get("/v1/platform/audit?action=role.created&target=" + role + next)
                    .expect(200)
                    .json();
            page.path("items").forEach(all::add);
            next = page.has("next") ? "&cursor=" + page.path("next").asText() : "";
        } while (!next.isEmpty());
        assertThat(all).hasSize(1);
        exportsItToOperators(owner, id, role);
        operator.get("/v1/platform/audit?tenant=" + role).expect(404, "tenant.not_found");
        operator.get("/v1/platform/audit?tenantId=" + id).expect(400, "tenant.not_accepted");
    }

    private void exportsItToOperators(JsonClient owner, String id, String role) {
        String export = "/v1/platform/audit/export";
        owner.get(export).expect(403);
        List<JsonNode> lines = Stream.of(operator.get(export + "?action=role.created")
                        .expect(200)
                        .text()
                        .split("\n"))
                .map(AuditTrailTest::json)
                .filter(line -> line.path("tenant").asText().equals(id))
                .toList();
        assertThat(lines)
                .singleElement()
                .satisfies(line -> assertThat(line.at("/entry/target").asText()).isEqualTo(role));
        assertThat(operator.get(export + "?format=csv&tenant=" + id + "&target=" + role)
                        .expect(200)
                        .text())
                .startsWith("tenant,id,at,actor_kind,")
                .contains("\r\n" + id + ",", ",role.created," + role + ",", ",'=cmd|1,")
                .doesNotContain(",=cmd");
        operator.get(export + "?tenant=" + role).expect(404, "tenant.not_found");
    }

    private static JsonNode json(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
