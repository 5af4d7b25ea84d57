package io.tenancy.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.persistence.testkit.TestPostgres;
import org.junit.jupiter.api.Test;

class FullStoreTest {
    private final Deployment deployment = Deployment.fresh()
            .withStore("second", TestPostgres.second().storeDatabase())
            .with("TENANCY_PLACEMENT_POLICY", "least_tenants");

    @Test
    void takesNoNewTenantsAndServesThoseThatItHas() {
        try (RunningServer server = deployment.start()) {
            JsonClient operator = deployment.operator(server);
            Tenants tenants = new Tenants(server, operator);
            JsonClient owner = tenants.owner("acme", "shared", "second");

            Answer marked =
                    operator.patch("/v1/stores/second", Json.of("full", true)).expect(200);

            assertThat(marked.json().path("full").asBoolean()).isTrue();
            operator.post("/v1/tenants", NewTenants.wanted("globex", "shared", "second"))
                    .expect(409, "store.full");
            assertThat(operator.post("/v1/tenants", NewTenants.wanted("globex"))
                            .expect(201)
                            .text("store"))
                    .isEqualTo("main");
            owner.get("/v1/me").expect(200);
            operator.patch("/v1/stores/main", Json.of("full", true)).expect(200);
            operator.post("/v1/tenants", NewTenants.wanted("initech")).expect(409, "store.full");
            operator.patch("/v1/stores/second", Json.of("full", false)).expect(200);
            assertThat(operator.post("/v1/tenants", NewTenants.wanted("initech"))
                            .expect(201)
                            .text("store"))
                    .isEqualTo("second");
            assertThat(operator.get("/v1/audit").expect(200).text()).contains("store.marked_full", "store.opened");
        }
    }
}
