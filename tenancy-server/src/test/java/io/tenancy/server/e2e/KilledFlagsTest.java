package io.tenancy.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A server that is killed while flags are changed: by operators, by tenants in each place, and for single users. */
class KilledFlagsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String FLAG = "checkout";
    private static final int VARIANTS = 20;
    private static final int ENOUGH = 10;

    private final Deployment deployment = Deployment.fresh()
            .with("TENANCY_RATE_USER", "0")
            .with("TENANCY_RATE_TENANT", "0")
            .with("TENANCY_RATE_ADDRESS", "0");

    /**
     * Who gives something one variant after the other.
     *
     * @param asks whose evaluation shows it
     * @param target of the entries about it
     */
    private record Changer(
            JsonClient client,
            String action,
            String target,
            JsonClient asks,
            IntFunction<Answer> change,
            AtomicInteger answered) {
        /** Ends when the server is gone. */
        void run() {
            try {
                while (change.apply(answered.get()).status() == 200) {
                    answered.incrementAndGet();
                }
            } catch (UncheckedIOException gone) {
                assertThat(gone).hasCauseInstanceOf(java.io.IOException.class);
            }
        }
    }

    @Test
    void whatHoldsIsTheLastChangeThatTheAuditTrailHas() throws InterruptedException {
        List<Changer> changers;
        try (ServerProcess server = deployment.startProcess()) {
            JsonClient operator = deployment.operator(server);
            Tenants tenants = new Tenants(server, operator);
            String id = operator.post("/v1/platform/flags", flag()).expect(201).text("id");
            changers = Stream.concat(
                            Stream.of("shared", "schema", "database")
                                    .flatMap(isolation -> ofTenant(tenants, isolation, id)),
                            Stream.of(ofPlatform(operator, tenants.owner("default"), id)))
                    .toList();
            changeUntilKilled(server, changers);
        }

        try (ServerProcess restarted = deployment.startProcess()) {
            changers.forEach(changer -> {
                List<JsonNode> entries = entries(changer, restarted);
                int last = entries.size() - 1;

                assertThat(entries.size())
                        .isBetween(changer.answered().get(), changer.answered().get() + 1);
                assertThat(evaluated(changer.asks().at(restarted))).isEqualTo(variant(last));
                assertThat(entries.get(0).path("changes").findValuesAsText("after"))
                        .contains(variant(last));
            });
        }
    }

    private static JsonNode flag() {
        List<Map<String, Object>> variants = IntStream.range(0, VARIANTS)
                .mapToObj(number -> Map.<String, Object>of("name", variant(number), "value", "a " + number))
                .toList();
        return Json.of(
                "key",
                FLAG,
                "type",
                "string",
                "exposure",
                "changeable",
                "variants",
                variants,
                "defaultVariant",
                variant(VARIANTS - 1),
                "offVariant",
                variant(VARIANTS - 1));
    }

    /** The tenant changes its override, which its owner sees, and a feature of a viewer, who sees that. */
    private static Stream<Changer> ofTenant(Tenants tenants, String isolation, String flag) {
        String slug = "flags-" + isolation;
        JsonClient owner = tenants.owner(slug, isolation);
        JsonClient viewer = tenants.user(owner, slug, "VIEWER");
        String user = viewer.get("/v1/me").expect(200).json().at("/user/id").asText();
        return Stream.of(
                new Changer(
                        owner,
                        "flag.overridden",
                        flag,
                        owner,
                        number -> owner.put("/v1/flags/" + FLAG + "/override", given(number)),
                        new AtomicInteger()),
                new Changer(
                        owner,
                        "user.feature_given",
                        user,
                        viewer,
                        number -> owner.put("/v1/users/" + user + "/features/" + FLAG, given(number)),
                        new AtomicInteger()));
    }

    /** Who has overridden nothing sees the default. */
    private static Changer ofPlatform(JsonClient operator, JsonClient asks, String flag) {
        return new Changer(
                operator,
                "flag.updated",
                flag,
                asks,
                number -> operator.patch("/v1/platform/flags/" + FLAG, Json.of("defaultVariant", variant(number))),
                new AtomicInteger());
    }

    private static void changeUntilKilled(ServerProcess server, List<Changer> changers) throws InterruptedException {
        ExecutorService clients = Executors.newFixedThreadPool(changers.size());
        changers.forEach(changer -> clients.execute(changer::run));
        Until.within(
                PATIENCE,
                "each has changed something",
                () -> changers.stream().allMatch(changer -> changer.answered().get() >= ENOUGH));
        server.kill();
        clients.shutdown();
        assertThat(clients.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
    }

    /** The youngest first. */
    private static List<JsonNode> entries(Changer changer, RunningServer server) {
        return changer.client().at(server).all("/v1/audit").stream()
                .filter(entry -> entry.path("action").asText().equals(changer.action()))
                .filter(entry -> entry.path("target").asText().equals(changer.target()))
                .toList();
    }

    private static String evaluated(JsonClient client) {
        return client.send("POST", "/ofrep/v1/evaluate/flags/" + FLAG, Optional.of(Json.of("context", Map.of())))
                .expect(200)
                .text("variant");
    }

    private static JsonNode given(int number) {
        return Json.of("variant", variant(number), "reason", "Pilot");
    }

    private static String variant(int number) {
        return "v" + number % VARIANTS;
    }
}
