package io.tenancy.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenancy.testkit.AtOnce;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Two tenants on one server, with a pool of eight connections of which one tenant may have three. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NoisyTenantTest {
    private static final int CLIENTS = 64;
    private static final int MOST = 3;
    private static final Duration SOON = Duration.ofSeconds(30);

    private final Deployment deployment = Deployment.fresh().with("TENANCY_RATE_CONCURRENT", String.valueOf(MOST));
    private RunningServer server;
    private JsonClient noisy;
    private JsonClient quiet;

    @BeforeAll
    void start() {
        server = deployment.start();
        Tenants tenants = new Tenants(server, deployment.operator(server));
        noisy = tenants.owner("noisy");
        quiet = tenants.owner("quiet");
    }

    @AfterAll
    void stop() {
        server.close();
    }

    /** Nothing of this goes by a clock: the noisy tenant's requests stand still at a lock for as long as the test wants. */
    @Test
    void servesTheQuietOneWhileTheOtherHasMoreRequestsThanThereAreConnections() throws SQLException {
        JsonNode user = noisy.post("/v1/users", NewTenants.user("una@noisy.test", "VIEWER"))
                .expect(201)
                .json();
        String path = "/v1/users/" + user.path("id").asText();
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        List<CompletableFuture<Answer>> answers = new ArrayList<>();
        try (Connection lock = deployment.database().superuser().getConnection();
                Statement statement = lock.createStatement()) {
            lock.setAutoCommit(false);
            statement.execute("LOCK TABLE tenancy.journal IN SHARE MODE"); // what writes waits, what reads does not
            for (int i = 0; i < CLIENTS; i++) {
                String name = "Una " + i;
                answers.add(CompletableFuture.supplyAsync(() -> noisy.patch(path, Json.of("name", name)), clients));
            }
            Until.within(SOON, "all but three are refused", () -> done(answers) == CLIENTS - MOST);

            AtOnce.run(4, i -> quiet.get("/v1/users").expect(200));
            assertThat(done(answers)).isEqualTo(CLIENTS - MOST);
            answers.stream().filter(CompletableFuture::isDone).forEach(NoisyTenantTest::assertRefused);
        } finally {
            clients.shutdown();
        }
        Until.within(SOON, "the three are served", () -> done(answers) == CLIENTS);
        assertThat(answers).filteredOn(answer -> answer.join().status() != 429).hasSize(MOST);
        noisy.get("/v1/users").expect(200);
        assertThat(refusals()).contains("tenancy_rate_refused_total{limit=\"concurrent\"} " + (CLIENTS - MOST) + ".0");
    }

    private static void assertRefused(CompletableFuture<Answer> answer) {
        Answer refused = answer.join().expect(429, "rate.concurrent");
        assertThat(refused.headers().firstValue("Retry-After")).contains("1");
        assertThat(refused.headers().firstValue("RateLimit")).isPresent();
    }

    private static long done(List<CompletableFuture<Answer>> answers) {
        return answers.stream().filter(CompletableFuture::isDone).count();
    }

    private String refusals() {
        return new JsonClient(server.operatorUrl()).get("/metrics").expect(200).text();
    }
}
