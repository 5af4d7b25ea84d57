package io.tenancy.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.persistence.testkit.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who is purged leaves nothing on the whole database server, wherever their rows were. */
class PurgedTenantTest {
    private static final String WORD = "zanzibar";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** One statement that names the tables which have a text in one of their rows. */
    private static final String SEARCH = """
            SELECT string_agg(format('SELECT %%L WHERE EXISTS (SELECT 1 FROM %%s t WHERE strpos(t::text, %%L) > 0)',
                                     c.oid::regclass, c.oid::regclass, '%s'), ' UNION ALL ')
            FROM pg_class c
            JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind IN ('r', 'm') AND n.nspname NOT IN ('pg_catalog', 'information_schema')
            """;

    private final Deployment deployment = Deployment.fresh();

    @Test
    void leavesNoWordOfATenantOfAnyPlacement() {
        try (RunningServer server = deployment.start()) {
            JsonClient operator = deployment.operator(server);
            for (String isolation : List.of("shared", "schema", "database")) {
                String slug = WORD + "-" + isolation;
                String id = fill(new Tenants(server, operator), slug, isolation);
                assertThat(sightings(id)).as(isolation).hasSizeGreaterThanOrEqualTo(9);
                assertThat(sightings(WORD)).as(isolation).hasSizeGreaterThanOrEqualTo(4);

                operator.delete("/v1/tenants/" + id).expect(202);
                Until.within(
                        PATIENCE, "whoever looked into its database has left it", () -> isPurged(operator, id, slug));

                assertThat(sightings(WORD)).as(isolation).isEmpty();
                assertThat(sightings(id))
                        .as("that it was, in the journal of operators, and that nobody may write for it")
                        .containsOnly(
                                isolation.equals("shared")
                                        ? new String[] {"journal", "erasures"}
                                        : new String[] {"journal"});
                assertThat(deployment
                                .database()
                                .texts("SELECT action FROM tenancy.journal WHERE tenant_id = '" + id + "'"))
                        .isEmpty();
            }
        }
    }

    private static boolean isPurged(JsonClient operator, String id, String slug) {
        return operator.post("/v1/tenants/" + id + "/purge", Json.of("slug", slug))
                        .status()
                == 200;
    }

    /** A tenant that has a row in every table, and the word wherever a person may write one. */
    private static String fill(Tenants tenants, String slug, String isolation) {
        JsonClient owner = tenants.owner(slug, isolation);
        tenants.user(owner, slug, "MEMBER");
        owner.post(
                        "/v1/users/invitations",
                        Json.of("email", "new@" + slug + ".test", "name", WORD, "roles", List.of("VIEWER")))
                .expect(201);
        owner.post("/v1/roles", Json.of("name", WORD, "description", WORD, "permissions", List.of("user:read")))
                .expect(201);
        owner.put("/v1/settings/support_email", Json.of("value", "help@" + WORD + ".test"))
                .expect(200);
        return owner.get("/v1/tenant").expect(200).text("id");
    }

    private List<String> sightings(String text) {
        List<String> sightings = new ArrayList<>();
        TestDatabase catalogue = deployment.database();
        for (String name : catalogue.texts("SELECT datname FROM pg_database WHERE datallowconn")) {
            TestDatabase database = catalogue.named(name);
            database.texts(SEARCH.formatted(text)).stream()
                    .filter(search -> search != null)
                    .forEach(search -> sightings.addAll(database.texts(search)));
        }
        return sightings;
    }
}
