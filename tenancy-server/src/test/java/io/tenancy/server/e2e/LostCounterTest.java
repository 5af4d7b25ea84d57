package io.tenancy.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.persistence.testkit.TestCluster;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A server that counts in a catalogue that stops. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LostCounterTest {
    private static final Duration SOON = Duration.ofSeconds(60);

    private final TestCluster cluster = TestCluster.start();
    private final Deployment deployment = Deployment.on(cluster.database())
            .with("TENANCY_RATE_STORE", "shared")
            .with("TENANCY_RATE_SIGN_IN", "100");
    private RunningServer server;
    private JsonClient acme;

    @BeforeAll
    void start() {
        server = deployment.start();
        acme = new Tenants(server, deployment.operator(server)).owner("acme");
    }

    @AfterAll
    void stop() {
        server.close();
        cluster.close();
    }

    @Test
    void refusesWhatMustBeCountedAndCountsTheRestAloneUntilItIsBack() {
        Person owner = new Person("acme", "owner@acme.test", Tenants.PASSWORD);
        cluster.stop();
        try {
            Until.within(SOON, "what is left of its lease is spent", () -> {
                Answer answer = server.anonymous().login(owner);
                return answer.status() == 503 && answer.text("code").equals("rate.unavailable");
            });
            Answer uncounted = server.anonymous().login(owner).expect(503, "rate.unavailable");
            Answer counted = acme.get("/v1/users").expect(503, "storage.unavailable");

            assertThat(uncounted.headers().firstValue("Retry-After")).contains("5");
            assertThat(counted.headers().firstValue("RateLimit")).isPresent();
        } finally {
            cluster.startAgain();
        }
        Until.within(
                SOON, "it counts again", () -> server.anonymous().login(owner).status() == 200);
        acme.get("/v1/users").expect(200);
    }
}
