package io.tenancy.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenancy.persistence.testkit.TestDatabase;
import io.tenancy.persistence.testkit.TestPostgres;
import io.tenancy.server.e2e.NewTenants.Opened;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A server that is killed while usage comes in, and while it counts requests itself. */
class KilledUsageTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int BATCH = 20;
    private static final int AMOUNT = 3;
    private static final int ENOUGH = 10;

    private final Deployment deployment = Deployment.fresh()
            .with("TENANCY_METERS", "bytes=sum")
            .with("TENANCY_RATE_USER", "0")
            .with("TENANCY_RATE_TENANT", "0")
            .with("TENANCY_RATE_ADDRESS", "0");
    private final Instant hour = Instant.now().truncatedTo(ChronoUnit.HOURS);

    /** Who sends batches of a tenant, one after the other, and what came of them. */
    private record Source(
            String tenant, TestDatabase database, String schema, JsonClient owner, AtomicInteger answered) {
        long one(String what, String table, String meter) {
            return Long.parseLong(database.texts("SELECT coalesce(" + what + ", 0)::text FROM " + schema + "." + table
                            + " WHERE tenant_id = '" + tenant + "' AND meter = '" + meter + "'")
                    .get(0));
        }

        long events() {
            return one("count(*)", "usage_events", "bytes");
        }

        /** Whether a server is connected to its database. */
        boolean isConnected() {
            return !database.texts("SELECT pid::text FROM pg_stat_activity WHERE datname = '" + database.name()
                            + "' AND usename = '" + TestPostgres.APP + "'")
                    .isEmpty();
        }

        long total() {
            return one("sum(amount)", "usage_hours", "bytes");
        }
    }

    @Test
    void whatWasAnsweredIsCountedAndWhatIsSentAgainIsCountedOnce() throws InterruptedException {
        List<Source> sources;
        try (ServerProcess server = deployment.startProcess()) {
            Tenants tenants = new Tenants(server, deployment.operator(server));
            sources = Stream.of("shared", "schema", "database")
                    .map(isolation -> source(tenants, isolation))
                    .toList();
            sendUntilKilled(server, sources);
        }
        Until.within(PATIENCE, "what was under way ends", () -> sources.stream().noneMatch(Source::isConnected));
        sources.forEach(source -> {
            assertThat(source.events() % BATCH).as("a batch is taken whole").isZero();
            assertThat(source.events() / BATCH)
                    .isBetween(source.answered().longValue(), source.answered().longValue() + 1);
            assertThat(source.total()).isEqualTo(source.events() * AMOUNT);
        });

        try (ServerProcess restarted = deployment.startProcess()) {
            sources.forEach(source -> {
                long before = source.events();
                int batches = source.answered().get() + 1;
                long accepted = IntStream.range(0, batches)
                        .mapToLong(number -> sent(source.owner().at(restarted), number)
                                .expect(200)
                                .json()
                                .path("accepted")
                                .asLong())
                        .sum();

                assertThat(before + accepted).isEqualTo((long) batches * BATCH);
                assertThat(used(source.owner().at(restarted))).isEqualTo((long) batches * BATCH * AMOUNT);
            });
        }
    }

    @Test
    void ofRequestsOnlyThoseSinceTheLastWriteAreLostAndNoneCountsTwice() {
        Opened acme;
        Source counts;
        try (ServerProcess server = deployment.startProcess()) {
            JsonClient operator = deployment.operator(server);
            acme = NewTenants.open(operator, server, "acme");
            counts = new Source(acme.id(), deployment.database(), "tenancy", acme.client(), new AtomicInteger());
            ask(acme.client(), 30);
            operator.post("/v1/platform/tasks/request-counts/runs").expect(202);
            Until.within(PATIENCE, "they are written down", () -> requests(counts) == 30);
            ask(acme.client(), 20);
            server.kill();
        }
        Until.within(PATIENCE, "what was under way ends", () -> !counts.isConnected());
        long left = requests(counts);
        assertThat(left).isBetween(30L, 50L);

        try (ServerProcess restarted = deployment.startProcess()) {
            ask(acme.client().at(restarted), 7);
            assertThat(restarted.stop()).isZero();
        }
        assertThat(requests(counts))
                .as("a server that ends in good order loses nothing")
                .isEqualTo(left + 7);
    }

    private Source source(Tenants tenants, String isolation) {
        JsonClient owner = tenants.owner("used-" + isolation, isolation);
        String id = owner.get("/v1/tenant").expect(200).text("id");
        TestDatabase database = isolation.equals("database") ? deployment.databaseOf(id) : deployment.database();
        String schema = isolation.equals("schema") ? deployment.schema(id) : "tenancy";
        return new Source(id, database, schema, owner, new AtomicInteger());
    }

    private void sendUntilKilled(ServerProcess server, List<Source> sources) throws InterruptedException {
        ExecutorService clients = Executors.newFixedThreadPool(sources.size());
        sources.forEach(source -> clients.execute(() -> send(source)));
        Until.within(
                PATIENCE,
                "each has sent some",
                () -> sources.stream().allMatch(source -> source.answered().get() >= ENOUGH));
        server.kill();
        clients.shutdown();
        assertThat(clients.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
    }

    /** Ends when the server is gone. */
    private void send(Source source) {
        try {
            while (sent(source.owner(), source.answered().get()).status() == 200) {
                source.answered().incrementAndGet();
            }
        } catch (UncheckedIOException gone) {
            assertThat(gone).hasCauseInstanceOf(java.io.IOException.class);
        }
    }

    private Answer sent(JsonClient client, int batch) {
        JsonNode events = Json.parse(IntStream.range(0, BATCH)
                .mapToObj(number -> Json.of(
                                "specversion",
                                "1.0",
                                "id",
                                batch + "-" + number,
                                "source",
                                "/killed",
                                "type",
                                "bytes",
                                "time",
                                hour.toString(),
                                "data",
                                Json.of("value", AMOUNT))
                        .toString())
                .collect(Collectors.joining(",", "[", "]")));
        return client.post("/v1/usage/events", events);
    }

    private long used(JsonClient client) {
        return client.get("/v1/usage?meter=bytes&step=hour&from=" + hour + "&to=" + hour.plusSeconds(3_600))
                .expect(200)
                .json()
                .path("total")
                .asLong();
    }

    private static void ask(JsonClient client, int times) {
        IntStream.range(0, times).forEach(number -> client.get("/v1/tenant").expect(200));
    }

    private static long requests(Source counts) {
        return counts.one("sum(amount)", "usage_hours", "api_requests");
    }
}
