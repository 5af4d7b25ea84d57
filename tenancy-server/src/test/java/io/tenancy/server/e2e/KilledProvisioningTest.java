package io.tenancy.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tenancy.core.tenant.Isolation;
import io.tenancy.core.tenant.Placement;
import io.tenancy.core.tenant.TenantId;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A server that is killed while it makes tenants leaves each of them ready, or gone without a trace. */
class KilledProvisioningTest {
    private static final int CLIENTS = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** After so many answers it is killed, in the middle of whatever the other clients have asked for. */
    private static final List<Integer> MOMENTS = List.of(0, 4);

    private static final String PLACES = """
            SELECT nspname FROM pg_namespace WHERE nspname ~ '^t_[a-z2-7]{26}$'
            UNION ALL
            SELECT datname FROM pg_database WHERE datname ~ '^t_[a-z2-7]{26}$'
            """;

    private static final String BEGUN = """
            SELECT query FROM pg_stat_activity
            WHERE application_name = 'tenancy' AND state <> 'idle' AND pid <> pg_backend_pid()
            """;

    private final Deployment deployment = Deployment.fresh();
    private final Set<String> placesOfOthers = Set.copyOf(deployment.database().texts(PLACES));
    private final Map<String, Person> acknowledged = new ConcurrentHashMap<>();

    @Test
    void everyTenantIsActiveOrCleanlyGoneAfterARestart() throws InterruptedException {
        for (int round = 0; round < MOMENTS.size(); round++) {
            try (ServerProcess server = deployment.startProcess()) {
                JsonClient operator = round == 0 ? deployment.operator(server) : server.signedIn(Person.OPERATOR);
                discardWhatIsHalfMade(operator);
                createUntilKilled(server, operator, round);
            }
        }
        deployment
                .database()
                .plant("UPDATE catalogue.tenants SET updated_at = updated_at - interval '2 minutes'"
                        + " WHERE status = 'PROVISIONING'");

        try (ServerProcess restarted = deployment.startProcess()) {
            JsonClient operator = restarted.signedIn(Person.OPERATOR);
            Until.within(
                    PATIENCE, "nothing is half made", () -> halfMade(operator).isEmpty());
            assertUsableOrGone(restarted, operator);
        }
    }

    private void assertUsableOrGone(ServerProcess server, JsonClient operator) {
        Set<String> places = new HashSet<>();
        Set<String> slugs = new HashSet<>();
        for (JsonNode tenant : operator.all("/v1/tenants")) {
            String slug = tenant.path("slug").asText();
            assertThat(tenant.path("status").asText()).as(slug).isEqualTo("active");
            if (!slug.equals("platform")) {
                slugs.add(slug);
                places.add(place(tenant));
                assertUsable(server, operator, tenant);
            }
        }
        assertThat(slugs).containsAll(acknowledged.keySet());
        Set<String> known = new HashSet<>(deployment.database().texts(PLACES));
        known.removeAll(placesOfOthers);
        assertThat(known).isEqualTo(places);
    }

    /** The owner gets in by the password of the answer, or, where there was no answer, by an invitation. */
    private void assertUsable(ServerProcess server, JsonClient operator, JsonNode tenant) {
        Person owner = acknowledged.get(tenant.path("slug").asText());
        if (owner == null) {
            operator.post("/v1/tenants/" + tenant.path("id").asText() + "/owner-invitation")
                    .expect(200);
        } else {
            server.anonymous().login(owner).expect(403, "login.password_change_required");
        }
    }

    private static void discardWhatIsHalfMade(JsonClient operator) {
        for (JsonNode tenant : halfMade(operator)) {
            String path = "/v1/tenants/" + tenant.path("id").asText();
            operator.delete(path).expect(202);
            operator.get(path).expect(404);
        }
    }

    private static List<JsonNode> halfMade(JsonClient operator) {
        List<JsonNode> found = new ArrayList<>();
        operator.get("/v1/tenants?status=provisioning")
                .expect(200)
                .json()
                .path("items")
                .forEach(found::add);
        return found;
    }

    private void createUntilKilled(ServerProcess server, JsonClient operator, int round) throws InterruptedException {
        int before = acknowledged.size();
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        for (int i = 0; i < CLIENTS; i++) {
            String prefix = "r" + round + "c" + i + "n";
            String isolation = i % 2 == 0 ? "schema" : "database";
            clients.execute(() -> createTenants(operator, prefix, isolation));
        }
        Until.within(
                PATIENCE,
                "it is in the middle of it",
                () -> acknowledged.size() - before >= MOMENTS.get(round) && !isIdle());
        server.kill();
        clients.shutdown();
        assertThat(clients.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
        Until.within(PATIENCE, "PostgreSQL has ended what it had begun", this::isIdle);
    }

    private boolean isIdle() {
        return deployment.database().texts(BEGUN).isEmpty();
    }

    /** Ends when the server is gone. */
    private void createTenants(JsonClient operator, String prefix, String isolation) {
        try {
            for (int i = 0; ; i++) {
                String slug = prefix + i;
                ObjectNode wanted = (ObjectNode) NewTenants.wanted(slug);
                Answer answer = operator.post("/v1/tenants", wanted.put("isolation", isolation));
                if (answer.status() == 201) {
                    acknowledged.put(slug, new Person(slug, "owner@" + slug + ".test", answer.text("oneTimePassword")));
                }
            }
        } catch (UncheckedIOException gone) {
            assertThat(gone).hasCauseInstanceOf(java.io.IOException.class);
        }
    }

    private static String place(JsonNode tenant) {
        Isolation isolation =
                Isolation.valueOf(tenant.path("isolation").asText().toUpperCase(Locale.ROOT));
        TenantId id = new TenantId(UUID.fromString(tenant.path("id").asText()));
        Placement placement = Placement.of(isolation, tenant.path("store").asText(), id);
        return placement instanceof Placement.Schema schema ? schema.name() : ((Placement.Database) placement).name();
    }
}
