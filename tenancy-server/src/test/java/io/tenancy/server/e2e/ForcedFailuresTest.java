package io.tenancy.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenancy.persistence.testkit.TestCluster;
import io.tenancy.persistence.testkit.TestDatabase;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Whatever breaks below, a client learns an id of its request and nothing else; the log says the rest under that id. */
class ForcedFailuresTest {
    private static final String FULL = "could not extend file base/16384/2674: No space left on device";
    private static final List<String> WRITTEN = List.of("users", "roles", "sessions", "journal", "kept_requests");
    private static final Set<String> SAYS = Set.of("type", "title", "status", "code", "detail", "requestId");

    /** Words of what is below, none of which is in an answer. */
    private static final List<String> BELOW = List.of(
            "tenancy_",
            "tenancy.",
            "catalogue",
            "select ",
            "insert ",
            "update ",
            "psql",
            "sql",
            "jdbi",
            "java.",
            "io.tenancy",
            "org.",
            "exception",
            "relation",
            "denied",
            "disk",
            "space",
            "extend",
            "127.0.0.1",
            "localhost",
            "refused",
            "trigger",
            "stack");

    private final List<Seen> seen = new ArrayList<>();

    /** A refusal, and what the log has to say about it. */
    private record Seen(String operation, Answer answer, String reason) {}

    @Test
    void aClientLearnsNothingButTheIdOfItsRequest() {
        try (TestCluster cluster = TestCluster.start()) {
            TestDatabase database = cluster.database();
            Deployment deployment = on(database);
            try (ServerProcess server = deployment.startProcess()) {
                Map<String, Supplier<Answer>> writes = new LinkedHashMap<>();
                Map<String, Supplier<Answer>> reads = new LinkedHashMap<>();
                operations(server, deployment.operator(server), reads, writes);

                database.plant(raising("53100"));
                writes.forEach((name, asking) -> see(name, asking.get().expect(503, "storage.unavailable"), FULL));
                database.plant("DROP FUNCTION tenancy.broken() CASCADE");
                database.plant(raising("XX001"));
                writes.forEach((name, asking) -> see(name, asking.get().expect(500, "server.error"), FULL));
                database.plant("DROP FUNCTION tenancy.broken() CASCADE");
                reads.forEach((name, asking) -> asking.get().expect(200));

                database.plant("REVOKE ALL ON ALL TABLES IN SCHEMA tenancy FROM tenancy_app");
                writes.forEach((name, asking) ->
                        see(name, asking.get().expect(500, "server.error"), "permission denied for table"));
                reads.forEach((name, asking) ->
                        see(name, asking.get().expect(500, "server.error"), "permission denied for table"));

                cluster.stop();
                writes.forEach((name, asking) -> see(name, asking.get().expect(503), "cannot serve"));
                reads.forEach((name, asking) -> see(name, asking.get().expect(503), "cannot serve"));

                var unused = server.stop();
                assertThat(seen).hasSize(4 * writes.size() + 2 * reads.size());
                seen.forEach(one -> assertNothingLeaks(one, database));
                assertTheLogSaysWhy(server.log());
            }
        }
    }

    private static void operations(
            RunningServer server,
            JsonClient operator,
            Map<String, Supplier<Answer>> reads,
            Map<String, Supplier<Answer>> writes) {
        Person person = new Person("acme", "owner@acme.test", Tenants.PASSWORD);
        JsonClient owner = new Tenants(server, operator).owner("acme");
        for (int i = 0; i < 3; i++) {
            owner.post("/v1/users", NewTenants.user("user" + i + "@acme.test", "VIEWER"))
                    .expect(201);
        }
        Answer page = owner.get("/v1/users?limit=1").expect(200);
        String user = page.json().at("/items/0/id").asText();
        JsonNode role = Json.of("name", "clerk", "permissions", List.of("user:read"));
        reads.put("read", () -> owner.get("/v1/users/" + user));
        reads.put("list", () -> owner.get("/v1/roles"));
        reads.put("next page", () -> owner.get("/v1/users?limit=1&cursor=" + page.text("next")));
        reads.put("journal", () -> owner.get("/v1/audit"));
        writes.put("create", () -> owner.post("/v1/roles", role));
        writes.put(
                "create once",
                () -> owner.send("POST", "/v1/roles", Optional.of(role), Map.of("Idempotency-Key", "one")));
        writes.put("change", () -> owner.patch("/v1/users/" + user, Json.of("name", "Una")));
        writes.put("sign-in", () -> server.anonymous().login(person));
        reads.values().forEach(asking -> asking.get().expect(200));
        server.anonymous().login(person).expect(200);
    }

    private void see(String operation, Answer answer, String reason) {
        seen.add(new Seen(operation, answer, reason));
    }

    private static void assertNothingLeaks(Seen one, TestDatabase database) {
        JsonNode body = one.answer().json();
        String id = body.path("requestId").asText();
        StringBuilder told = new StringBuilder(one.answer().text());
        one.answer().headers().map().forEach((name, values) -> told.append('\n').append(values));
        String words = told.toString().replace(id, "").toLowerCase(Locale.ROOT);

        assertThat(id).as(one.operation()).hasSize(36);
        assertThat(one.answer().headers().firstValue("X-Request-Id")).contains(id);
        assertThat(body.properties())
                .as(one.operation())
                .allSatisfy(member -> assertThat(member.getKey()).isIn(SAYS));
        BELOW.forEach(word -> assertThat(words).as(one.operation()).doesNotContain(word));
        assertThat(words).as(one.operation()).doesNotContain(database.name(), ":" + database.port());
    }

    private void assertTheLogSaysWhy(List<String> log) {
        seen.forEach(one -> {
            String id = one.answer().text("requestId");
            assertThat(log)
                    .as(one.operation() + " " + one.answer().status() + " " + one.reason())
                    .anyMatch(line -> line.contains(one.reason())
                            && Json.parse(line).path("request_id").asText().equals(id)
                            && List.of("WARN", "ERROR")
                                    .contains(Json.parse(line).path("level").asText()));
        });
    }

    /** Lets every write of these tables fail. */
    private static String raising(String state) {
        StringBuilder sql = new StringBuilder("CREATE FUNCTION tenancy.broken() RETURNS trigger LANGUAGE plpgsql AS"
                + " $$ BEGIN RAISE EXCEPTION '" + FULL + "' USING ERRCODE = '" + state
                + "', HINT = 'Check free disk space.'; END $$;");
        WRITTEN.forEach(table -> sql.append(" CREATE TRIGGER broken BEFORE INSERT OR UPDATE ON tenancy.")
                .append(table)
                .append(" FOR EACH ROW EXECUTE FUNCTION tenancy.broken();"));
        return sql.toString();
    }

    private static Deployment on(TestDatabase database) {
        Deployment any = Deployment.fresh();
        return new Deployment(database, any.environment())
                .with("TENANCY_DB_URL", database.jdbcUrl())
                .with("TENANCY_DB_OWNER_PASSWORD", database.ownerPassword())
                .with("TENANCY_DB_APP_PASSWORD", database.appPassword());
    }
}
