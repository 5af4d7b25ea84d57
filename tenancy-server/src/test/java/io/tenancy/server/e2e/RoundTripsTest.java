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

    /** The lock on roles with who asks behind it, what the roles allow, and the user; the password and the journal with COMMIT. */
    private static final int NEW_USER = 4;

    /** The read, the tenant with what it may have, and its rates, which else are remembered for half a minute. */
    private static final int OF_A_CHANGED_TENANT = 3;

    /** The read, and where the session stands. */
    private static final int OF_CHANGED_PEOPLE = 2;

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

    @Test
    void whatHasChangedIsAskedForByOneStatement() {
        String me = "/v1/users/"
                + operator.get("/v1/me")
                        .expect(200)
                        .json()
                        .path("user")
                        .path("id")
                        .asText();
        IntConsumer read = number -> operator.get(me).expect(200);

        assertThat(leastAfter(
                        number -> operator.patch("/v1/tenant", named("Name " + number))
                                .expect(200),
                        read))
                .isEqualTo(OF_A_CHANGED_TENANT);
        assertThat(leastAfter(
                        number -> operator.patch(me, named("Name " + number)).expect(200), read))
                .isEqualTo(OF_CHANGED_PEOPLE);
    }

    private static JsonNode named(String name) {
        return Json.of("name", name);
    }

    private int typical(IntConsumer request) {
        return counted(number -> {}, request).get(REQUESTS / 2);
    }

    private int least(IntConsumer request) {
        return leastAfter(number -> {}, request);
    }

    private int leastAfter(IntConsumer change, IntConsumer request) {
        return counted(change, request).get(0);
    }

    /** The round trips of each request, each after a change, the fewest first. */
    private List<Integer> counted(IntConsumer change, IntConsumer request) {
        change.accept(REQUESTS);
        request.accept(REQUESTS);
        return IntStream.range(0, REQUESTS)
                .map(number -> {
                    change.accept(number);
                    int before = proxy.roundTrips();
                    request.accept(number);
                    return proxy.roundTrips() - before;
                })
                .sorted()
                .boxed()
                .toList();
    }
}
