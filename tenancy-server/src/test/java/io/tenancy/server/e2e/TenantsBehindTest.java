package io.tenancy.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.server.e2e.NewTenants.Opened;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A server whose version has other tables than some tenants with a schema of their own. */
class TenantsBehindTest {
    private static final Duration SOON = Duration.ofSeconds(60);

    private final Deployment deployment = Deployment.fresh()
            .with("TENANCY_DEFAULT_ISOLATION", "schema")
            .with("TENANCY_HOUSEKEEPING_INTERVAL", "PT1S");
    private Opened acme;
    private Opened globex;
    private Opened initech;

    @BeforeEach
    void openTenants() {
        try (RunningServer server = deployment.start()) {
            JsonClient operator = deployment.operator(server);
            acme = NewTenants.open(operator, server, "acme");
            globex = NewTenants.open(operator, server, "globex");
            initech = NewTenants.open(operator, server, "initech");
        }
    }

    @Test
    void theOnesBehindAreRefusedUntilTheyAreBroughtAlongAndTheOthersAreServed() {
        rename(acme, "users", "forgotten");
        fallBehind(acme);
        fallBehind(globex);

        try (RunningServer server =
                deployment.with("TENANCY_MIGRATE_ON_START", "false").start()) {
            for (Opened behind : new Opened[] {acme, globex}) {
                Answer refusal = server.anonymous().login(behind.owner()).expect(503, "tenant.behind");
                assertThat(refusal.headers().firstValueAsLong("Retry-After")).isPresent();
                behind.client().at(server).get("/v1/me").expect(503, "tenant.behind");
            }
            initech.client().at(server).get("/v1/me").expect(200);
            Until.within(SOON, "two are counted", () -> metrics(server).contains("tenancy_tenants_behind 2.0"));
        }
        try (RunningServer server = deployment.start()) {
            initech.client().at(server).get("/v1/me").expect(200);
            Until.within(
                    SOON,
                    "one has failed",
                    () -> metrics(server).contains("tenancy_migrations_total{result=\"failed\"}"));
            acme.client().at(server).get("/v1/me").expect(503, "tenant.behind");

            rename(acme, "forgotten", "users");

            for (Opened behind : new Opened[] {acme, globex}) {
                Until.within(
                        SOON,
                        "it is served",
                        () -> behind.client().at(server).get("/v1/me").status() == 200);
            }
            Until.within(SOON, "nobody is behind", () -> metrics(server).contains("tenancy_tenants_behind 0.0"));
        }
    }

    private void fallBehind(Opened tenant) {
        deployment
                .database()
                .plant("UPDATE catalogue.tenants SET tables_version = tables_version - 1 WHERE id = '" + tenant.id()
                        + "'");
    }

    /** Gives a change another name in the notes of Liquibase, so that it is made again, and fails. */
    private void rename(Opened tenant, String change, String other) {
        deployment
                .database()
                .plant("UPDATE " + deployment.schema(tenant.id()) + ".databasechangelog SET id = '" + other
                        + "' WHERE id = '" + change + "'");
    }

    private static String metrics(RunningServer server) {
        return new JsonClient(server.operatorUrl()).get("/metrics").expect(200).text();
    }
}
