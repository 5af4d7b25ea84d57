package io.tenancy.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenancy.persistence.testkit.CountingProxy;
import java.io.IOException;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/**
 * How often a request waits for the database, counted on the wire to it. What is remembered is asked for anew each 1.5 s by
 * whichever request comes then, and the pool looks after its connections meanwhile: so the promise of a read is held against the
 * median of many, and that of a longer request against the one that nothing came between.
 */
@TestInstance(Lifecycle.PER_CLASS)
class RoundTripsTest {
    private static final int REQUESTS = 21;

    /**
     * Three for the proof of who asks: the policy and two kinds of factors. In the transaction the binding, the lock on roles and
     * who asks, what they may give (two), the address, the user, the roles, the password, the journal, and COMMIT.
     */
    private static final int NEW_USER = 14;

    private final Deployment direct = Deployment.fresh();
    private final CountingProxy proxy = new CountingProxy(direct.database().port());
    private RunningServer server;
    private JsonClient operator;

    @BeforeAll
    void start() {
        String through = direct.database().through(proxy.port()).jdbcUrl();
        server = direct.with("TENANCY_DB_URL", through)
                .with("TENANCY_TASK_INTERVAL", "PT1M")
                .with("TENANCY_HOUSEKEEPING_INTERVAL", "PT1H")
                .start();
        operator = direct.operator(server);
    }

    @AfterAll
    void stop() throws IOException {
        server.close();
        proxy.close();
    }

    @Test
    void aReadIsOne() {
        JsonNode me = operator.get("/v1/users").expect(200).json().path("items").path(0);
        String path = "/v1/users/" + me.path("id").asText();

        assertThat(typical(number -> operator.get(path).expect(200))).isEqualTo(1);
    }

    @Test
    void aListIsOne() {
        assertThat(typical(number -> operator.get("/v1/users?limit=20").expect(200)))
                .isEqualTo(1);
    }

    @Test
    void aNewUserIsNoMoreThanItsChecksAndRows() {
        assertThat(least(number -> operator.post(
                                "/v1/users",
                                Json.of(
                                        "email",
                                        "user" + number + "@example.org",
                                        "name",
                                        "User " + number,
                                        "roles",
                                        List.of("OPERATOR")))
                        .expect(201)))
                .isEqualTo(NEW_USER);
    }

    private int typical(IntConsumer request) {
        return counted(request).get(REQUESTS / 2);
    }

    private int least(IntConsumer request) {
        return counted(request).get(0);
    }

    /** The round trips of each request, the fewest first. */
    private List<Integer> counted(IntConsumer request) {
        request.accept(REQUESTS);
        return IntStream.range(0, REQUESTS)
                .map(number -> {
                    int before = proxy.roundTrips();
                    request.accept(number);
                    return proxy.roundTrips() - before;
                })
                .sorted()
                .boxed()
                .toList();
    }
}
