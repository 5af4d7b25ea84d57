package io.tenancy.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.persistence.testkit.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A server that is killed in the middle of a request with a key: who asks again is told the truth. */
class KilledOnceTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String KEY = "a-key-of-a-client";
    private static final List<String> PLACES = List.of("shared", "schema", "database");

    private final Deployment deployment = Deployment.fresh();
    private final Map<String, Place> places = new LinkedHashMap<>();

    /** Where the rows of a tenant are, and who owns it. */
    private record Place(TestDatabase database, String schema, Person owner) {
        void plant(String sql) {
            database.plant("SET search_path TO " + schema + "; " + sql);
        }
    }

    @Test
    void workWhoseAnswerIsLostIsNotDoneAgain() throws InterruptedException {
        killWhile("BEFORE UPDATE OF answer ON kept_requests");

        try (ServerProcess restarted = deployment.startProcess()) {
            places.values().forEach(place -> {
                JsonClient client = restarted.signedIn(place.owner());
                OncePlacedTest.once(client, KEY, OncePlacedTest.user("una")).expect(409, "idempotency.running");
                aMinuteLater(place);

                OncePlacedTest.once(client, KEY, OncePlacedTest.user("una")).expect(409, "idempotency.answer_lost");
                OncePlacedTest.once(client, KEY, OncePlacedTest.user("una")).expect(409, "idempotency.answer_lost");

                assertThat(unas(client)).isEqualTo(1);
            });
        }
    }

    @Test
    void workThatWasNotCommittedIsDoneByWhoAsksAgain() throws InterruptedException {
        killWhile("AFTER INSERT ON users");

        try (ServerProcess restarted = deployment.startProcess()) {
            places.values().forEach(place -> {
                JsonClient client = restarted.signedIn(place.owner());
                assertThat(unas(client)).isZero();
                OncePlacedTest.once(client, KEY, OncePlacedTest.user("una")).expect(409, "idempotency.running");
                aMinuteLater(place);

                String made = OncePlacedTest.once(client, KEY, OncePlacedTest.user("una"))
                        .expect(201)
                        .text("id");

                assertThat(OncePlacedTest.once(client, KEY, OncePlacedTest.user("una"))
                                .expect(201)
                                .text("id"))
                        .isEqualTo(made);
                assertThat(unas(client)).isEqualTo(1);
            });
        }
    }

    /** Lets a request of each tenant come to a statement that does not end, and kills the server there. */
    private void killWhile(String event) throws InterruptedException {
        ExecutorService clients = Executors.newFixedThreadPool(PLACES.size());
        try (ServerProcess server = deployment.startProcess()) {
            JsonClient operator = deployment.operator(server);
            PLACES.forEach(isolation -> open(operator, server, isolation));
            places.values().forEach(place -> {
                place.plant("CREATE FUNCTION stall() RETURNS trigger LANGUAGE plpgsql"
                        + " AS 'BEGIN PERFORM pg_sleep(600); RETURN NEW; END'");
                place.plant("CREATE TRIGGER stall " + event + " FOR EACH ROW EXECUTE FUNCTION stall()");
            });
            places.values().forEach(place -> {
                JsonClient client = server.signedIn(place.owner());
                clients.execute(() -> ask(client));
            });
            Until.within(PATIENCE, "all requests stall", () -> stalled().size() == PLACES.size());
            server.kill();
        } finally {
            clients.shutdown();
        }
        assertThat(clients.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
        stalled().forEach(pid -> deployment.database().plant("SELECT pg_terminate_backend(" + pid + ")"));
        Until.within(PATIENCE, "their connections end", () -> stalled().isEmpty());
        places.values().forEach(place -> place.plant("DROP FUNCTION stall() CASCADE"));
    }

    private void open(JsonClient operator, RunningServer server, String isolation) {
        String slug = "kill-" + isolation;
        Answer made = operator.post("/v1/tenants", NewTenants.wanted(slug, isolation, "main"))
                .expect(201);
        Person owner = new Person(slug, "owner@" + slug + ".test", made.text("oneTimePassword"));
        server.anonymous().changePassword(owner, Tenants.PASSWORD);
        String id = made.text("id");
        TestDatabase database = isolation.equals("database") ? deployment.databaseOf(id) : deployment.database();
        String schema = isolation.equals("schema") ? deployment.schema(id) : "tenancy";
        places.put(isolation, new Place(database, schema, owner.withPassword(Tenants.PASSWORD)));
    }

    /** Gets no answer, because the server is killed. */
    private static void ask(JsonClient client) {
        try {
            OncePlacedTest.once(client, KEY, OncePlacedTest.user("una"));
            throw new AssertionError("The server answers.");
        } catch (UncheckedIOException gone) {
            assertThat(gone).hasCauseInstanceOf(IOException.class);
        }
    }

    private List<String> stalled() {
        List<String> names = places.values().stream()
                .map(place -> "'" + place.database().name() + "'")
                .distinct()
                .toList();
        return deployment
                .database()
                .texts("SELECT pid::text FROM pg_stat_activity WHERE wait_event = 'PgSleep' AND datname IN ("
                        + String.join(", ", names) + ")");
    }

    private static void aMinuteLater(Place place) {
        place.plant("UPDATE kept_requests SET lease_until = lease_until - interval '1 minute'");
    }

    private static long unas(JsonClient client) {
        return client.all("/v1/users").stream()
                .filter(user -> user.path("email").asText().equals("una@x.test"))
                .count();
    }
}
