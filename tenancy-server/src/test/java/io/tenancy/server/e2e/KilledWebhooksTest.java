package io.tenancy.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.persistence.testkit.TestDatabase;
import io.tenancy.server.webhook.Receiver;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * A server that is killed while it is asked for 500 changes a second, in tenants in each place, and two others that go on:
 * what is delivered is what is committed.
 */
class KilledWebhooksTest {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int A_SECOND = 500;
    private static final int CLIENTS = 12;
    private static final int ENOUGH = 2_000;

    /** What a node has sent and not written down yet, of one webhook. */
    private static final int MOST_TWICE = 25;

    private final Deployment deployment = Deployment.fresh()
            .with("TENANCY_WEBHOOK_ALLOW_LOOPBACK", "true")
            .with("TENANCY_RATE_USER", "0")
            .with("TENANCY_RATE_TENANT", "0")
            .with("TENANCY_RATE_ADDRESS", "0");
    private final Receiver receiver = new Receiver();
    private final AtomicInteger acknowledged = new AtomicInteger();

    /** A tenant, where its rows are, and its owner. */
    private record Place(String id, TestDatabase database, String schema, JsonClient owner, String path) {
        /** The ids of the messages about what is committed, in the order of the chain. */
        List<String> committed() {
            return database.texts("SELECT 'msg_' || j.id FROM " + schema + ".journal j LEFT JOIN " + schema
                    + ".journal_links l ON l.tenant_id = j.tenant_id AND l.entry_id = j.id WHERE j.tenant_id = '" + id
                    + "' AND j.action = 'user.renamed' ORDER BY l.sequence");
        }
    }

    @Test
    void everyCommittedChangeIsDeliveredInOrderAndNothingElse() throws InterruptedException {
        List<Place> places;
        try (ServerProcess server = deployment.startProcess()) {
            JsonClient operator = deployment.operator(server);
            places = Stream.of("shared", "schema", "database")
                    .map(isolation -> open(operator, server, isolation))
                    .toList();
            changeUntilKilled(server, places);
        }
        places.forEach(place -> assertThat(Set.copyOf(delivered(place))).isSubsetOf(place.committed()));
        // as if the leases of the dead node were over
        deployment.database().plant("UPDATE catalogue.webhook_queue SET due_at = now() - interval '1 second'");

        try (ServerProcess one = deployment.startProcess();
                ServerProcess two = deployment.startProcess()) {
            assertThat(one.url()).isNotEqualTo(two.url());
            places.forEach(place -> Until.within(
                    PATIENCE,
                    "everything is delivered",
                    () -> Set.copyOf(delivered(place)).size()
                            == place.committed().size()));
        }

        places.forEach(place -> {
            List<String> delivered = delivered(place);
            List<String> committed = place.committed();
            assertThat(new LinkedHashSet<>(delivered)).containsExactlyElementsOf(committed);
            assertThat(delivered.size() - committed.size()).isLessThanOrEqualTo(MOST_TWICE);
        });
        assertThat(places.stream().mapToInt(place -> place.committed().size()).sum())
                .isGreaterThanOrEqualTo(acknowledged.get());
        receiver.close();
    }

    private Place open(JsonClient operator, RunningServer server, String isolation) {
        String slug = "told-" + isolation;
        Answer made = operator.post("/v1/tenants", NewTenants.wanted(slug, isolation, "main"))
                .expect(201);
        String id = made.text("id");
        Person person = new Person(slug, "owner@" + slug + ".test", made.text("oneTimePassword"));
        JsonClient owner = server.anonymous().changePassword(person, Tenants.PASSWORD);
        owner.post(
                        "/v1/webhooks",
                        Json.of(
                                "url",
                                receiver.url("127.0.0.1", "/" + isolation).toString(),
                                "eventTypes",
                                List.of("user.renamed")))
                .expect(201);
        TestDatabase database = isolation.equals("database") ? deployment.databaseOf(id) : deployment.database();
        String schema = isolation.equals("schema") ? deployment.schema(id) : "tenancy";
        return new Place(id, database, schema, owner, "/" + isolation);
    }

    private void changeUntilKilled(ServerProcess server, List<Place> places) throws InterruptedException {
        List<String> users = IntStream.range(0, CLIENTS)
                .mapToObj(number -> places.get(number % places.size())
                        .owner()
                        .post("/v1/users", NewTenants.user("user" + number + "@told.test", "MEMBER"))
                        .expect(201)
                        .text("id"))
                .toList();
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        IntStream.range(0, CLIENTS)
                .forEach(number -> clients.execute(
                        () -> change(places.get(number % places.size()).owner(), users.get(number))));
        Until.within(
                PATIENCE,
                "enough is changed, and some of it delivered",
                () -> acknowledged.get() >= ENOUGH
                        && places.stream().noneMatch(place -> delivered(place).isEmpty()));
        server.kill();
        clients.shutdown();
        assertThat(clients.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
    }

    /** At its share of the pace, until the server is gone. */
    private void change(JsonClient client, String user) {
        long pause = TimeUnit.SECONDS.toNanos(CLIENTS) / A_SECOND;
        long due = System.nanoTime();
        try {
            for (int number = 0; ; number++) {
                if (client.patch("/v1/users/" + user, Json.of("name", "Name " + number))
                                .status()
                        == 200) {
                    acknowledged.incrementAndGet();
                }
                due += pause;
                LockSupport.parkNanos(due - System.nanoTime());
            }
        } catch (UncheckedIOException gone) {
            assertThat(gone).hasCauseInstanceOf(java.io.IOException.class);
        }
    }

    /** The ids of messages in the order in which they came. */
    private List<String> delivered(Place place) {
        return receiver.requests().stream()
                .filter(request -> request.path().equals(place.path()))
                .map(request -> request.header("webhook-id"))
                .toList();
    }
}
