package io.tenancy.server.e2e;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.persistence.testkit.TestCluster;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A server whose only database stops and starts again while clients go on. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RestartedDatabaseTest {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Duration RECOVERY = Duration.ofSeconds(5);
    private static final int CLIENTS = 6;

    private record Outcome(long at, String what, Answer answer) {}

    private final TestCluster cluster = TestCluster.start();
    private final Deployment deployment = Deployment.on(cluster.database());
    private final Queue<Outcome> outcomes = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean goOn = new AtomicBoolean(true);
    private final AtomicInteger count = new AtomicInteger();
    private ServerProcess server;
    private Map<String, JsonClient> owners;

    @BeforeAll
    void start() {
        server = deployment.startProcess();
        Tenants tenants = new Tenants(server, deployment.operator(server));
        owners = Map.of(
                "shared", tenants.owner("one", "shared"),
                "schema", tenants.owner("two", "schema"),
                "database", tenants.owner("three", "database"));
    }

    @AfterAll
    void stop() {
        server.close();
        cluster.close();
    }

    @Test
    void answersOnly503WhileItIsAwayAndServesAgainWithinFiveSeconds() throws InterruptedException {
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        List<String> isolations = List.of("shared", "schema", "database");
        for (int i = 0; i < CLIENTS; i++) {
            String isolation = isolations.get(i % isolations.size());
            clients.execute(() -> use(isolation));
        }
        Until.within(SOON, "all are served", () -> outcomes.size() > 60);

        cluster.stop();
        long away = System.nanoTime();
        Until.within(SOON, "all are refused", () -> refusedSince(away) > 30);
        new JsonClient(server.operatorUrl()).get("/live").expect(200);
        new JsonClient(server.operatorUrl()).get("/ready").expect(503);
        cluster.startAgain();
        long back = System.nanoTime();
        Until.within(SOON, "all are served again for a while", () -> System.nanoTime() - back > 2 * RECOVERY.toNanos());
        goOn.set(false);
        clients.shutdown();
        assertThat(clients.awaitTermination(60, TimeUnit.SECONDS)).isTrue();

        assertThat(outcomes)
                .filteredOn(outcome -> outcome.answer().status() >= 300)
                .isNotEmpty()
                .allSatisfy(outcome -> {
                    outcome.answer().expect(503);
                    assertThat(outcome.answer().headers().firstValue("Retry-After"))
                            .isPresent();
                });
        assertThat(outcomes)
                .filteredOn(outcome -> outcome.at() - back > RECOVERY.toNanos())
                .isNotEmpty()
                .allSatisfy(outcome ->
                        assertThat(outcome.answer().status()).as(outcome.what()).isLessThan(300));
        new JsonClient(server.operatorUrl()).get("/ready").expect(200);
    }

    private long refusedSince(long when) {
        return outcomes.stream()
                .filter(outcome -> outcome.at() > when && outcome.answer().status() == 503)
                .count();
    }

    /** The time is that of the request's start, so that one which was sent while the database was away does not count against it. */
    private void use(String isolation) {
        JsonClient owner = requireNonNull(owners.get(isolation));
        while (goOn.get()) {
            long at = System.nanoTime();
            outcomes.add(new Outcome(at, "a list in " + isolation, owner.get("/v1/users?limit=1")));
            at = System.nanoTime();
            String email = "u" + count.incrementAndGet() + "@x.test";
            outcomes.add(new Outcome(
                    at, "a new user in " + isolation, owner.post("/v1/users", NewTenants.user(email, "MEMBER"))));
        }
    }
}
