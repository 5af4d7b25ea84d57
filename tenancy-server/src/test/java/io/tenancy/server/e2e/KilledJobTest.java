package io.tenancy.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenancy.persistence.testkit.TestDatabase;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A server that is killed in the middle of a step of a job in each place, and two others that go on. */
class KilledJobTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int USERS = 120;
    private static final String HASH = "$2b$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy";

    private final Deployment deployment = Deployment.fresh().with("TENANCY_JOB_THREADS", "3");
    private final Map<String, Place> places = new LinkedHashMap<>();

    /** A tenant, where its rows are, and its job. */
    private record Place(TestDatabase database, String schema, Person owner, String job) {
        void plant(String sql) {
            database.plant("SET search_path TO " + schema + "; " + sql);
        }
    }

    @Test
    void otherNodesGoOnBehindTheLastStepAndNothingIsDoneTwice() {
        String dead = killInTheSecondStep();
        places.values().forEach(place -> {
            assertThat(place.database()
                            .texts("SELECT done::text FROM " + place.schema() + ".jobs WHERE id = '" + place.job()
                                    + "'"))
                    .containsExactly("50");
            place.plant("DROP FUNCTION stall() CASCADE");
        });
        // as if the leases of the dead node were over
        deployment.database().plant("UPDATE catalogue.job_queue SET due_at = now() - interval '1 second'");

        try (ServerProcess one = deployment.startProcess();
                ServerProcess two = deployment.startProcess()) {
            places.values().forEach(place -> {
                JsonClient client = one.signedIn(place.owner());
                Until.within(PATIENCE, "the job ends", () -> !isOpen(job(client, place)));

                JsonNode job = job(client.at(two), place);
                assertThat(job.path("state").asText()).isEqualTo("succeeded");
                assertThat(job.path("done").asInt()).isEqualTo(USERS);
                assertThat(job.path("refused").asInt()).isZero();
                assertThat(imported(place)).isEqualTo(USERS);
            });
            JsonClient operator = one.signedIn(Person.OPERATOR);
            Until.within(
                    PATIENCE, "another node keeps house", () -> !node(operator).equals(dead));
            assertThat(operator.get("/v1/platform/jobs").expect(200).json().path("items"))
                    .isEmpty();
        }
    }

    private String killInTheSecondStep() {
        try (ServerProcess server = deployment.startProcess()) {
            JsonClient operator = deployment.operator(server);
            List.of("shared", "schema", "database").forEach(isolation -> open(operator, server, isolation));
            Until.within(PATIENCE, "all jobs stall", () -> stalled().size() == places.size());
            String node = node(operator);
            server.kill();
            stalled().forEach(pid -> deployment.database().plant("SELECT pg_terminate_backend(" + pid + ")"));
            Until.within(PATIENCE, "their connections end", () -> stalled().isEmpty());
            return node;
        }
    }

    private void open(JsonClient operator, RunningServer server, String isolation) {
        String slug = "job-" + isolation;
        Answer made = operator.post("/v1/tenants", NewTenants.wanted(slug, isolation, "main"))
                .expect(201);
        String id = made.text("id");
        TestDatabase database = isolation.equals("database") ? deployment.databaseOf(id) : deployment.database();
        String schema = isolation.equals("schema") ? deployment.schema(id) : "tenancy";
        Person owner = new Person(slug, "owner@" + slug + ".test", made.text("oneTimePassword"));
        JsonClient client = server.anonymous().changePassword(owner, Tenants.PASSWORD);
        Place place = new Place(database, schema, owner.withPassword(Tenants.PASSWORD), "");
        place.plant("CREATE FUNCTION stall() RETURNS trigger LANGUAGE plpgsql"
                + " AS 'BEGIN PERFORM pg_sleep(600); RETURN NEW; END'");
        place.plant("CREATE TRIGGER stall BEFORE UPDATE ON jobs FOR EACH ROW WHEN (NEW.done = 100)"
                + " EXECUTE FUNCTION stall()");
        List<Map<String, Object>> users = IntStream.range(0, USERS)
                .mapToObj(number -> Map.<String, Object>of(
                        "email",
                        "u" + number + "@" + slug + ".test",
                        "name",
                        "User " + number,
                        "roles",
                        List.of("MEMBER"),
                        "passwordHash",
                        HASH))
                .toList();
        String job = client.post("/v1/users/import/jobs", Json.of("users", users))
                .expect(201)
                .text("id");
        places.put(isolation, new Place(database, schema, place.owner(), job));
    }

    private static JsonNode job(JsonClient client, Place place) {
        return client.get("/v1/jobs/" + place.job()).expect(200).json();
    }

    private static boolean isOpen(JsonNode job) {
        return List.of("queued", "running").contains(job.path("state").asText());
    }

    private static int imported(Place place) {
        return Integer.parseInt(place.database()
                .texts("SELECT count(DISTINCT target)::text FROM " + place.schema()
                        + ".journal j WHERE action = 'user.imported' AND tenant_id = (SELECT tenant_id FROM "
                        + place.schema() + ".jobs WHERE id = '" + place.job() + "')")
                .get(0));
    }

    private static String node(JsonClient operator) {
        return operator.get("/v1/platform/tasks/tenants").expect(200).text("node");
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
}
