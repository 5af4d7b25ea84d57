package io.tenancy.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.persistence.testkit.CountingProxy;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What strangers may ask for without end must not reach the database: counted on the wire to it. */
@TestInstance(Lifecycle.PER_CLASS)
class DatabaseWorkTest {
    private static final int REQUESTS = 400;
    private static final String STRANGER = "https://stranger.example";

    private final Deployment direct = Deployment.fresh();
    private final CountingProxy proxy = new CountingProxy(direct.database().port());
    private RunningServer server;

    @BeforeAll
    void start() {
        String through = direct.database().through(proxy.port()).jdbcUrl();
        // What the server does by itself must not be taken for the work of a request.
        server = direct.with("TENANCY_DB_URL", through)
                .with("TENANCY_TASK_INTERVAL", "PT1M")
                .with("TENANCY_HOUSEKEEPING_INTERVAL", "PT1H")
                .start();
    }

    @AfterAll
    void stop() throws IOException {
        server.close();
        proxy.close();
    }

    static Stream<Arguments> strangers() {
        Map<String, String> preflight = Map.of("Origin", STRANGER, "Access-Control-Request-Method", "GET");
        return Stream.of(
                Arguments.of("a preflight of an origin that nobody has listed", "OPTIONS", "/v1/users", preflight),
                Arguments.of("a preflight to nowhere", "OPTIONS", "/nowhere", preflight),
                Arguments.of(
                        "a request of such an origin without a token", "GET", "/v1/me", Map.of("Origin", STRANGER)),
                Arguments.of("the same to nowhere", "GET", "/nowhere", Map.of("Origin", STRANGER)),
                Arguments.of("a path that there is not", "GET", "/v1/nothing/at/all", Map.of()),
                Arguments.of("a method that there is not", "DELETE", "/v1/me", Map.of()),
                Arguments.of("no token", "GET", "/v1/users", Map.of()),
                Arguments.of("a token of nobody", "GET", "/v1/users", Map.of("Authorization", "Bearer a.b.c")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("strangers")
    void isNotDoneForAStranger(String name, String method, String path, Map<String, String> headers) {
        JsonClient anonymous = server.anonymous();
        ask(anonymous, method, path, headers);
        int before = proxy.roundTrips();

        for (int i = 0; i < REQUESTS; i++) {
            ask(anonymous, method, path, headers);
        }

        // Known origins and keys are looked up again each 1.5 s, whoever asks.
        assertThat(proxy.roundTrips() - before).as(name).isLessThan(REQUESTS / 4);
    }

    @Test
    void isCountedWhereThereIsSome() {
        JsonClient operator = direct.operator(server);
        int before = proxy.roundTrips();

        for (int i = 0; i < 20; i++) {
            operator.get("/v1/users").expect(200);
        }

        assertThat(proxy.roundTrips() - before).isGreaterThanOrEqualTo(20);
    }

    private static void ask(JsonClient client, String method, String path, Map<String, String> headers) {
        assertThat(client.send(method, path, Optional.empty(), headers).status())
                .isBetween(200, 499)
                .isNotEqualTo(429);
    }
}
