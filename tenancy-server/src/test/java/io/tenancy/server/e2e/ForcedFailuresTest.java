package io.tenancy.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenancy.persistence.testkit.TestCluster;
import io.tenancy.persistence.testkit.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whatever breaks below, a client learns an id of its request and nothing else; the log says the rest under that id. */
class ForcedFailuresTest {
    private static final String FULL = "could not extend file base/16384/2674: No space left on device";
    private static final List<String> WRITTEN = List.of("users", "roles", "sessions", "journal", "kept_requests");
    private static final Duration PATIENCE = Duration.ofSeconds(10);
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

    /** A tenant of each placement, where its rows are, and what its people ask for. */
    private record Site(
            TestDatabase database,
            String schema,
            Map<String, Supplier<Answer>> reads,
            Map<String, Supplier<Answer>> writes) {
        void plant(String sql) {
            database.plant(sql.replace("<schema>", schema));
        }
    }

    @Test
    void aClientLearnsNothingButTheIdOfItsRequest() {
        try (TestCluster cluster = TestCluster.start()) {
            TestDatabase database = cluster.database();
            Deployment deployment = on(database);
            try (ServerProcess server = deployment.startProcess()) {
                JsonClient operator = deployment.operator(server);
                List<Site> sites = Stream.of("shared", "schema", "database")
                        .map(isolation -> site(deployment, server, operator, isolation))
                        .toList();
                Site own = sites.get(2);

                sites.forEach(site -> site.plant(raising("53100")));
                writes(sites, 503, "storage.unavailable", FULL);
                sites.forEach(site -> site.plant("DROP FUNCTION <schema>.broken() CASCADE"));
                sites.forEach(site -> site.plant(raising("XX001")));
                writes(sites, 500, "server.error", FULL);
                sites.forEach(site -> site.plant("DROP FUNCTION <schema>.broken() CASCADE"));
                sites.forEach(site ->
                        site.reads().values().forEach(asking -> asking.get().expect(200)));

                database.plant("REVOKE CONNECT ON DATABASE " + own.database().name() + " FROM PUBLIC, tenancy_app");
                disconnect(database, own);
                all(List.of(own), 503, "storage.unavailable", "cannot serve");
                database.plant("GRANT CONNECT ON DATABASE " + own.database().name() + " TO tenancy_app");
                own.reads()
                        .values()
                        .forEach(asking -> Until.within(
                                PATIENCE,
                                "it is served again",
                                () -> asking.get().status() == 200));

                sites.forEach(site -> site.plant("REVOKE ALL ON ALL TABLES IN SCHEMA <schema> FROM tenancy_app"));
                all(sites, 500, "server.error", "permission denied for table");

                cluster.stop();
                all(sites, 503, "storage.unavailable", "cannot serve");

                var unused = server.stop();
                int each = own.reads().size() + own.writes().size();
                assertThat(seen).hasSize(3 * 2 * own.writes().size() + 7 * each);
                seen.forEach(one -> assertNothingLeaks(one, database, sites));
                assertTheLogSaysWhy(server.log());
            }
        }
    }

    private void all(List<Site> sites, int status, String code, String reason) {
        writes(sites, status, code, reason);
        sites.forEach(site ->
                site.reads().forEach((name, asking) -> see(name, asking.get().expect(status, code), reason)));
    }

    private void writes(List<Site> sites, int status, String code, String reason) {
        sites.forEach(site ->
                site.writes().forEach((name, asking) -> see(name, asking.get().expect(status, code), reason)));
    }

    private static void disconnect(TestDatabase database, Site site) {
        database.plant("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'tenancy_app'"
                + " AND datname = '" + site.database().name() + "'");
    }

    private static Site site(Deployment deployment, RunningServer server, JsonClient operator, String isolation) {
        String slug = "acme-" + isolation;
        Map<String, Supplier<Answer>> reads = new LinkedHashMap<>();
        Map<String, Supplier<Answer>> writes = new LinkedHashMap<>();
        JsonClient owner = new Tenants(server, operator).owner(slug, isolation);
        operations(server, owner, slug, reads, writes);
        String id = owner.get("/v1/tenant").expect(200).text("id");
        return new Site(
                isolation.equals("database") ? deployment.databaseOf(id) : deployment.database(),
                isolation.equals("schema") ? deployment.schema(id) : "tenancy",
                reads,
                writes);
    }

    private static void operations(
            RunningServer server,
            JsonClient owner,
            String slug,
            Map<String, Supplier<Answer>> reads,
            Map<String, Supplier<Answer>> writes) {
        Person person = new Person(slug, "owner@" + slug + ".test", Tenants.PASSWORD);
        for (int i = 0; i < 3; i++) {
            owner.post("/v1/users", NewTenants.user("user" + i + "@acme.test", "VIEWER"))
                    .expect(201);
        }
        Answer page = owner.get("/v1/users?limit=1").expect(200);
        String user = page.json().at("/items/0/id").asText();
        JsonNode role = Json.of("name", "clerk", "permissions", List.of("user:read"));
        reads.put(slug + " read", () -> owner.get("/v1/users/" + user));
        reads.put(slug + " list", () -> owner.get("/v1/roles"));
        reads.put(slug + " next page", () -> owner.get("/v1/users?limit=1&cursor=" + page.text("next")));
        reads.put(slug + " journal", () -> owner.get("/v1/audit"));
        writes.put(slug + " create", () -> owner.post("/v1/roles", role));
        writes.put(
                slug + " create once",
                () -> owner.send("POST", "/v1/roles", Optional.of(role), Map.of("Idempotency-Key", "one")));
        writes.put(slug + " change", () -> owner.patch("/v1/users/" + user, Json.of("name", "Una")));
        writes.put(slug + " sign-in", () -> server.anonymous().login(person));
        reads.values().forEach(asking -> asking.get().expect(200));
        server.anonymous().login(person).expect(200);
    }

    private void see(String operation, Answer answer, String reason) {
        seen.add(new Seen(operation, answer, reason));
    }

    private static void assertNothingLeaks(Seen one, TestDatabase database, List<Site> sites) {
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
        sites.forEach(site -> assertThat(words)
                .as(one.operation())
                .doesNotContain(site.schema() + ".", site.database().name())
                .doesNotContainPattern("t_[a-z2-7]{26}"));
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
        StringBuilder sql = new StringBuilder("CREATE FUNCTION <schema>.broken() RETURNS trigger LANGUAGE plpgsql AS"
                + " $$ BEGIN RAISE EXCEPTION '" + FULL + "' USING ERRCODE = '" + state
                + "', HINT = 'Check free disk space.'; END $$;");
        WRITTEN.forEach(table -> sql.append(" CREATE TRIGGER broken BEFORE INSERT OR UPDATE ON <schema>.")
                .append(table)
                .append(" FOR EACH ROW EXECUTE FUNCTION <schema>.broken();"));
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
