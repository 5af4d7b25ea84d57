package io.tenancy.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.persistence.testkit.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What {@code audit verify} says of journals that grow meanwhile, and of those that somebody with all rights was at. */
final class AuditVerifyTest {
    private static final Duration SOON = Duration.ofMinutes(2);
    private static final List<String> PLACEMENTS = List.of("shared", "schema", "database");
    private static final int GROUPS = 6;
    private static final int WRITERS = 4;

    private final Deployment deployment = Deployment.fresh();
    private final RunningServer server = deployment.start();
    private final Tenants tenants = new Tenants(server, deployment.operator(server));

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void passesJournalsInWhichManyAreWriting() throws Exception {
        List<JsonClient> owners = PLACEMENTS.stream()
                .map(isolation -> tenants.owner("busy-" + isolation, isolation))
                .toList();
        AtomicBoolean isOver = new AtomicBoolean();
        AtomicInteger written = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(owners.size() * WRITERS);
        List<Future<?>> writers = new ArrayList<>();
        for (int writer = 0; writer < owners.size() * WRITERS; writer++) {
            JsonClient owner = owners.get(writer % owners.size());
            writers.add(threads.submit(() -> {
                while (!isOver.get()) {
                    String group = group(owner, "Group " + written.incrementAndGet());
                    owner.delete("/v1/groups/" + group).expect(204);
                }
            }));
        }
        Until.within(
                SOON,
                "they write, or cannot",
                () -> written.get() > 10 * WRITERS || writers.stream().anyMatch(Future::isDone));
        int before = written.get();

        Ended verified = Ended.run(deployment, "audit", "verify", "config.yml");

        int meanwhile = written.get() - before;
        isOver.set(true);
        for (Future<?> writer : writers) {
            writer.get();
        }
        threads.shutdown();
        assertThat(verified.status()).as(verified.toString()).isZero();
        assertThat(findings(verified))
                .containsKeys("busy-shared", "busy-schema", "busy-database")
                .allSatisfy((slug, finding) -> assertThat(finding).as(slug).isEqualTo("whole"));
        assertThat(meanwhile).isPositive();
    }

    /** All at once, as somebody would who looks at a whole deployment; and those that nobody was at are whole. */
    @Test
    void namesTheFirstBadEntryOfEachJournal() {
        List<Deed> deeds = List.of(
                new Deed("changed", Trail::change),
                new Deed("emptied", Trail::removeAnEntry),
                new Deed("deleted", Trail::removeAnEntryAndItsLink),
                new Deed("reordered", Trail::swapTwo),
                new Deed("cut", Trail::cutTheEnd),
                new Deed("added", Trail::addAnEntry),
                new Deed("untouched", trail -> "whole"));
        List<Trail> trails = deeds.stream()
                .flatMap(deed -> PLACEMENTS.stream().map(isolation -> trail(deed, isolation)))
                .toList();
        trails.forEach(Trail::isSealed);

        Map<String, String> expected = new LinkedHashMap<>();
        trails.forEach(trail -> expected.put(trail.slug(), trail.deed().doing().apply(trail)));
        Ended verified = Ended.run(deployment, "audit", "verify", "config.yml");

        assertThat(verified.status()).as(verified.toString()).isEqualTo(1);
        assertThat(verified.errors()).contains("An audit trail is not as it was sealed.");
        assertThat(findings(verified)).containsAllEntriesOf(expected);
    }

    private Trail trail(Deed deed, String isolation) {
        String slug = deed.name() + "-" + isolation;
        JsonClient owner = tenants.owner(slug, isolation);
        for (int number = 0; number < GROUPS; number++) {
            group(owner, "Group " + number);
        }
        String id = owner.get("/v1/tenant").expect(200).text("id");
        return new Trail(
                deed,
                slug,
                id,
                deployment.database(),
                isolation.equals("database") ? deployment.databaseOf(id) : deployment.database(),
                isolation.equals("schema") ? deployment.schema(id) : "tenancy");
    }

    private static String group(JsonClient owner, String name) {
        return owner.post("/v1/groups", Json.of("name", name, "description", "", "roles", List.of()))
                .expect(201)
                .text("id");
    }

    /** What is said of each tenant. */
    private static Map<String, String> findings(Ended ended) {
        Map<String, String> findings = new LinkedHashMap<>();
        Stream.of(ended.output().split("\n"))
                .map(line -> line.split(" {2,}", 4))
                .filter(row -> row.length == 4 && !row[0].equals("id"))
                .forEach(row -> findings.put(row[1], row[3]));
        return findings;
    }

    /** What somebody does to a journal, and what is to be said of it then. */
    private record Deed(String name, Function<Trail, String> doing) {}

    /**
     * The journal of a tenant. Each deed answers with what is to be said of it.
     *
     * @param catalogue where its checkpoints are
     * @param database where its rows are
     */
    private record Trail(
            Deed deed, String slug, String tenant, TestDatabase catalogue, TestDatabase database, String schema) {
        void isSealed() {
            Until.within(
                    SOON,
                    "the journal of " + slug + " is sealed and signed",
                    () -> links() > GROUPS
                            && signed() > 0
                            && texts("SELECT 1 FROM %s.journal_queue").isEmpty());
        }

        String change() {
            String entry = entry(4);
            plant("UPDATE %s.journal SET action = 'group.deleted'", " AND id = '" + entry + "'");
            return "entry 4 (" + entry + ") or its place was changed";
        }

        /** With the link left behind, which foreign keys prevent unless they are off. */
        String removeAnEntry() {
            String entry = entry(3);
            plant("SET session_replication_role = replica; DELETE FROM %s.journal", " AND id = '" + entry + "'");
            return "entry 3 (" + entry + ") is missing";
        }

        String removeAnEntryAndItsLink() {
            String entry = entry(5);
            plant("DELETE FROM %s.journal_links", " AND sequence = 5");
            plant("DELETE FROM %s.journal", " AND id = '" + entry + "'");
            return "entry 5 (of an unknown id) is missing";
        }

        String swapTwo() {
            String second = entry(4);
            plant("UPDATE %s.journal_links SET sequence = 1000", " AND sequence = 3");
            plant("UPDATE %s.journal_links SET sequence = 3", " AND sequence = 4");
            plant("UPDATE %s.journal_links SET sequence = 4", " AND sequence = 1000");
            return "entry 3 (" + second + ") or its place was changed";
        }

        String cutTheEnd() {
            long from = signed();
            List<String> entries = texts("SELECT entry_id::text FROM %s.journal_links", " AND sequence >= " + from);
            plant("DELETE FROM %s.journal_links", " AND sequence >= " + from);
            plant("DELETE FROM %s.journal", " AND id IN ('" + String.join("', '", entries) + "')");
            return "the end is cut off from entry " + from + " on";
        }

        String addAnEntry() {
            String id = "00000000-0000-7000-8000-000000000000";
            database.plant("CREATE TEMP TABLE planted AS SELECT * FROM %s.journal WHERE tenant_id = '%s' LIMIT 1;"
                            .formatted(schema, tenant)
                    + "UPDATE planted SET id = '" + id + "'; INSERT INTO " + schema
                    + ".journal SELECT * FROM planted");
            return "the entry " + id + " was put in beside the chain";
        }

        private String entry(int sequence) {
            return texts("SELECT entry_id::text FROM %s.journal_links", " AND sequence = " + sequence)
                    .get(0);
        }

        private int links() {
            return texts("SELECT sequence::text FROM %s.journal_links").size();
        }

        private long signed() {
            return Long.parseLong(catalogue
                    .texts(
                            "SELECT coalesce(max(sequence), 0)::text FROM catalogue.audit_checkpoints WHERE tenant_id = '"
                                    + tenant + "'")
                    .get(0));
        }

        private List<String> texts(String query) {
            return texts(query, "");
        }

        private List<String> texts(String query, String condition) {
            return database.texts(query.formatted(schema) + " WHERE tenant_id = '" + tenant + "'" + condition);
        }

        private void plant(String statement, String condition) {
            database.plant(statement.formatted(schema) + " WHERE tenant_id = '" + tenant + "'" + condition);
        }
    }
}
