package io.tenancy.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.persistence.testkit.TestCluster;
import io.tenancy.persistence.testkit.TestDatabase;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A server one of whose stores stops, or becomes one that does not keep tenants apart. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LostStoreTest {
    private static final Duration SOON = Duration.ofSeconds(60);

    private final TestCluster cluster = TestCluster.start();
    private final TestDatabase second = cluster.storeDatabase();
    private final Deployment deployment = Deployment.fresh().withStore("second", second);
    private RunningServer server;
    private JsonClient operators;
    private JsonClient near;
    private Map<String, JsonClient> far;

    @BeforeAll
    void start() {
        server = deployment.start();
        operators = new JsonClient(server.operatorUrl());
        Tenants tenants = new Tenants(server, deployment.operator(server));
        near = tenants.owner("near");
        far = Stream.of("shared", "schema", "database")
                .collect(Collectors.toMap(
                        Function.identity(), isolation -> tenants.owner("far-" + isolation, isolation, "second")));
    }

    @AfterAll
    void stop() {
        server.close();
        cluster.close();
    }

    @Test
    void refusesItsTenantsAndServesTheOthersUntilItIsBack() {
        cluster.stop();
        try {
            assertRefused();
            Until.within(SOON, "it is named", () -> warning().contains("second"));
            assertRefused();
        } finally {
            cluster.startAgain();
        }
        assertServedAgain();
    }

    @Test
    void refusesItsTenantsWhileTheyAreNotKeptApart() {
        second.plant("ALTER TABLE tenancy.users NO FORCE ROW LEVEL SECURITY");
        try {
            Until.within(SOON, "it is named", () -> warning().contains("users"));
            assertRefused();
        } finally {
            second.plant("ALTER TABLE tenancy.users FORCE ROW LEVEL SECURITY");
        }
        assertServedAgain();
    }

    private void assertRefused() {
        far.forEach((isolation, client) -> {
            Answer answer = client.get("/v1/users").expect(503, "storage.unavailable");
            assertThat(answer.headers().firstValue("Retry-After")).as(isolation).isPresent();
        });
        near.get("/v1/users").expect(200);
        operators.get("/ready").expect(200);
    }

    private void assertServedAgain() {
        for (Map.Entry<String, JsonClient> one : far.entrySet()) {
            Until.within(
                    SOON,
                    "it is served in " + one.getKey(),
                    () -> one.getValue().get("/v1/users").status() == 200);
        }
        Until.within(SOON, "it is named no longer", () -> warning().isEmpty());
        near.get("/v1/users").expect(200);
    }

    private String warning() {
        return operators
                .get("/ready")
                .expect(200)
                .json()
                .path("warnings")
                .path("stores")
                .asText();
    }
}
