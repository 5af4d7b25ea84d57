package io.tenancy.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenancy.persistence.testkit.TestPostgres;
import io.tenancy.testkit.AtOnce;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server with the catalogue's store, another one that it migrates itself, and one that is away from the start. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StoresTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    private final Deployment deployment = Deployment.fresh()
            .withStore("second", TestPostgres.second().emptyDatabase())
            .withStore("third", TestPostgres.second().emptyDatabase().through(1))
            .with("TENANCY_STORE_SECOND_REGION", "us")
            .with("TENANCY_DELETION_GRACE", "PT0S")
            .with("TENANCY_HOUSEKEEPING_INTERVAL", "PT1S");
    private RunningServer server;
    private JsonClient operator;
    private JsonClient operators;

    @BeforeAll
    void start() {
        server = deployment.start();
        operator = deployment.operator(server);
        operators = new JsonClient(server.operatorUrl());
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"shared", "schema", "database"})
    void aTenantLivesAndEndsInTheStoreThatWasAskedFor(String isolation) {
        String slug = "far-" + isolation;
        JsonClient owner = new Tenants(server, operator).owner(slug, isolation, "second");
        owner.patch("/v1/tenant", Json.of("name", "Another name")).expect(200);
        owner.post("/v1/users", NewTenants.user("una@far.test", "MEMBER")).expect(201);
        assertThat(owner.get("/v1/audit").expect(200).text()).contains("tenant.updated", "user.created");

        JsonNode tenant = operator.get("/v1/tenants?search=" + slug)
                .expect(200)
                .json()
                .path("items")
                .path(0);
        assertThat(tenant.path("store").asText()).isEqualTo("second");
        assertThat(tenant.path("region").asText()).isEqualTo("us");

        String path = "/v1/tenants/" + tenant.path("id").asText();
        operator.delete(path).expect(202);
        Until.within(SOON, "the tenant is erased", () -> operator.get(path).status() == 404);
    }

    @Test
    void aTenantIsInTheDefaultStoreWhereNobodyAsksForAnother() {
        Answer created = operator.post("/v1/tenants", NewTenants.wanted("near")).expect(201);

        assertThat(created.text("store")).isEqualTo("main");
        assertThat(created.text("region")).isEqualTo("default");
    }

    @Test
    void aStoreThatThereIsNotIsRefused() {
        Answer answer = operator.post("/v1/tenants", NewTenants.wanted("nowhere", "shared", "fourth"));

        assertThat(answer.expect(422, "store.unknown").text("field")).isEqualTo("store");
        operator.patch("/v1/stores/fourth", Json.of("full", true)).expect(404, "store.not_found");
    }

    @Test
    void aStoreThatIsAwayRefusesNewTenantsAndIsNamed() {
        Answer answer = operator.post("/v1/tenants", NewTenants.wanted("nowhere", "shared", "third"));

        answer.expect(503, "store.unavailable");
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        Answer ready = operators.get("/ready").expect(200);
        assertThat(ready.json().path("warnings").path("stores").asText())
                .contains("third", "cannot be reached")
                .doesNotContain("second");
        assertThat(metrics()).contains("tenancy_store_up{store=\"third\"} 0", "tenancy_store_up{store=\"second\"} 1");
    }

    @Test
    void operatorsSeeTheStoresAndTenantsDoNot() {
        JsonNode stores = operator.get("/v1/stores").expect(200).json().path("items");

        assertThat(stores).extracting(store -> store.path("name").asText()).containsExactly("main", "second", "third");
        assertThat(stores).extracting(store -> store.path("served").asBoolean()).containsExactly(true, true, false);
        assertThat(stores)
                .extracting(store -> store.path("isolations").toString())
                .containsExactly("[\"shared\",\"schema\",\"database\"]", "[\"shared\",\"schema\",\"database\"]", "[]");
        JsonClient owner = new Tenants(server, operator).owner("curious");
        owner.get("/v1/stores").expect(403, "access.denied");
        assertThat(owner.get("/v1/tenant").expect(200).text()).doesNotContain("main");
    }

    @Test
    void aSlugIsOfOneTenantInAllStores() {
        List<Integer> answers = AtOnce.run(
                4,
                number -> operator.post(
                                "/v1/tenants",
                                NewTenants.wanted("unique", "shared", number % 2 == 0 ? "main" : "second"))
                        .status());

        assertThat(answers).containsOnlyOnce(201).containsOnly(201, 409);
    }

    @Test
    void theMetricsTellOfEveryPool() {
        assertThat(metrics())
                .contains("tenancy_store_pool_connections{role=\"app\",state=\"idle\",store=\"main\"}")
                .contains("tenancy_store_pool_max{role=\"app\",store=\"second\"} 4")
                .contains("tenancy_store_pool_waiting{role=\"owner\",store=\"third\"} 0")
                .contains("tenancy_tenant_connections_max 16")
                .contains("tenancy_tenant_connection_timeouts_total 0")
                .contains("tenancy_tenant_connections_closed_total{reason=\"evicted\"}");
    }

    private String metrics() {
        return operators.get("/metrics").expect(200).text();
    }
}
