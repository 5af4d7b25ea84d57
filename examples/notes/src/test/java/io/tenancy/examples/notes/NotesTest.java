package io.tenancy.examples.notes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tenancy.examples.notes.Client.Answer;
import io.tenancy.testkit.AtOnce;
import io.tenancy.testkit.Eventually;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole service, from a sign-in to the rows, with tenants in all three placements. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class NotesTest {
    private final Map<String, Client> owners = new LinkedHashMap<>();

    @SuppressWarnings("NullAway.Init") // set before all tests
    private NotesServer server;

    @BeforeAll
    void start() throws Exception {
        server = new NotesServer();
        for (String isolation : List.of("shared", "schema", "database")) {
            owners.put(isolation, server.owner("in-" + isolation, isolation));
        }
        owners.put("shared too", server.owner("in-shared-too", "shared"));
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "shared, shared too",
        "shared, schema",
        "schema, database",
        "database, shared",
        "schema, shared",
        "database, schema"
    })
    void keepsTheNotesOfTenantsApart(String ours, String theirs) {
        Client acme = owner(ours);
        Client globex = owner(theirs);
        Answer written = write(acme, "A secret of acme");
        String note = "/v1/notes/" + written.text("id");
        String unknown = "/v1/notes/" + UUID.randomUUID();

        assertThat(written.location()).contains("http://localhost:8080" + note);
        assertThat(refusal(globex.get(note))).isEqualTo(refusal(globex.get(unknown)));
        assertThat(refusal(globex.delete(note))).isEqualTo(refusal(globex.delete(unknown)));
        assertThat(refusal(globex.get("/v1/notes/no-id"))).isEqualTo(refusal(globex.get(unknown)));
        assertThat(globex.get("/v1/notes").expect(200).body().toString()).doesNotContain(written.text("id"));
        assertThat(acme.get(note).expect(200).body()).isEqualTo(written.body());
    }

    @Test
    void describesItsOperationsBesideThoseOfTenancy() {
        JsonNode document = server.anonymous().get("/openapi.json").expect(200).body();

        assertThat(document.at("/info/title").asText()).isEqualTo("Notes");
        JsonNode notes = document.at("/paths/~1v1~1notes");
        JsonNode note = document.at("/paths/~1v1~1notes~1{id}");
        assertThat(permission(notes.path("get"))).isEqualTo("note:read");
        assertThat(permission(notes.path("post"))).isEqualTo("note:write");
        assertThat(permission(note.path("get"))).isEqualTo("note:read");
        assertThat(permission(note.path("delete"))).isEqualTo("note:write");
        assertThat(notes.at("/post/responses/409/$ref").asText()).isEqualTo("#/components/responses/Problem409");
        assertThat(permission(document.at("/paths/~1v1~1users/get"))).isEqualTo("user:read");
        document.findValuesAsText("$ref")
                .forEach(reference -> assertThat(
                                document.at(reference.substring(1)).isMissingNode())
                        .as(reference)
                        .isFalse());
    }

    private static String permission(JsonNode operation) {
        return operation.path("x-required-permission").asText();
    }

    @Test
    void pagesThroughNotesFromTheNewestOn() {
        Client owner = server.owner("pages", "shared");
        List<String> written = new ArrayList<>();
        for (int number = 0; number < 5; number++) {
            written.add(0, write(owner, "Note " + number).text("id"));
        }

        List<String> read = new ArrayList<>();
        String next = "";
        do {
            Answer page = owner.get("/v1/notes?limit=2" + next).expect(200);
            page.body().path("items").forEach(note -> read.add(note.path("id").asText()));
            JsonNode cursor = page.body().path("next");
            next = cursor.isTextual() ? "&cursor=" + cursor.asText() : "";
        } while (!next.isEmpty());

        assertThat(read).isEqualTo(written);
    }

    @Test
    void writesDownWhoWroteAndDeletedANote() {
        Client owner = server.owner("journal", "schema");
        String id = write(owner, "A note").text("id");
        owner.delete("/v1/notes/" + id).expect(204);

        List<String> actions = new ArrayList<>();
        for (JsonNode entry : owner.get("/v1/audit").expect(200).body().path("items")) {
            if (entry.path("target").asText().equals(id)) {
                actions.add(entry.path("action").asText());
            }
        }

        assertThat(actions).containsExactly("note.deleted", "note.written");
    }

    @Test
    void givesThePermissionsOfNotesToRoles() {
        Client owner = server.owner("roles", "database");
        Client member = server.user(owner, "roles", "MEMBER");
        Client viewer = server.user(owner, "roles", "VIEWER");
        String note = "/v1/notes/" + write(member, "A note of a member").text("id");

        viewer.get(note).expect(200);
        Answer refused = viewer.delete(note).expect(403);

        assertThat(refused.text("code")).isEqualTo("access.denied");
        assertThat(viewer.get("/v1/permissions").expect(200).body().toString())
                .contains("note:read", "Read notes.", "note:write");
    }

    @Test
    void takesThePermissionsOfNotesIntoCustomRoles() {
        Client owner = server.owner("custom", "shared");
        owner.post("/v1/roles", Map.of("name", "reader", "description", "", "permissions", List.of("note:read")))
                .expect(201);
        Client reader = server.user(owner, "custom", "reader");

        reader.get("/v1/notes").expect(200);
        reader.get("/v1/users").expect(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"shared", "schema", "database"})
    void letsEachTenantSetHowLongItsNotesMayBe(String isolation) {
        Client acme = server.owner("short-" + isolation, isolation);
        Client globex = owner(isolation);
        JsonNode declared = acme.get("/v1/settings/note_length").expect(200).body();

        assertThat(declared.path("value").asInt()).isEqualTo(2_000);
        assertThat(declared.at("/schema/maximum").asInt()).isEqualTo(2_000);
        acme.put("/v1/settings/note_length", Map.of("value", 2_001)).expect(422);
        acme.put("/v1/settings/note_length", Map.of("value", 9)).expect(200);

        Answer refused = Eventually.within(
                Duration.ofSeconds(20),
                () -> acme.post("/v1/notes", Map.of("text", "0123456789")),
                answer -> answer.status() == 422);
        assertThat(refused.text("code")).isEqualTo("text.too_long");
        write(acme, "012345678");
        write(globex, "0123456789");
        assertThat(acme.get("/v1/settings/note_length/history")
                        .expect(200)
                        .body()
                        .path("items"))
                .hasSize(1);
    }

    @Test
    void writesAsManyNotesOfManyAtOnceAsThePlanIncludes() {
        server.plan("written", 7);
        Client owner = server.owner("written", "shared", "written");

        List<Answer> answers = AtOnce.run(
                20,
                number -> Eventually.within(
                        Duration.ofSeconds(30),
                        () -> owner.post("/v1/notes", Map.of("text", "note " + number)),
                        answer -> !answer.body().path("code").asText().equals("rate.concurrent")));

        assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(7);
        assertThat(answers)
                .filteredOn(answer -> answer.body().path("code").asText().equals("quota.exceeded"))
                .hasSize(13);
    }

    @ParameterizedTest
    @ValueSource(strings = {"shared", "schema", "database"})
    void saysWhatOfThePlanIsUsedUpAndWhichOneHasMore(String isolation) {
        server.plan("small-" + isolation, 2, 3);
        server.plan("large-" + isolation, 3, 1_000);
        Client owner = server.owner("planned-" + isolation, isolation, "small-" + isolation);
        write(owner, "one");
        String two = write(owner, "two").text("id");

        JsonNode many =
                owner.post("/v1/notes", Map.of("text", "three")).expect(409).body();

        assertThat(many.path("code").asText()).isEqualTo("quota.exceeded");
        assertThat(many.at("/exceeded/0/entitlement").asText()).isEqualTo("notes");
        assertThat(many.at("/exceeded/0/limit").asInt()).isEqualTo(2);
        assertThat(many.at("/exceeded/0/used").asInt()).isEqualTo(2);
        assertThat(many.at("/exceeded/0/plans").findValuesAsText("plan")).contains("large-" + isolation);
        owner.delete("/v1/notes/" + two).expect(204);
        String three = write(owner, "three").text("id");
        owner.delete("/v1/notes/" + three).expect(204);

        JsonNode much =
                owner.post("/v1/notes", Map.of("text", "four")).expect(429).body();

        assertThat(much.path("code").asText()).isEqualTo("quota.exceeded");
        assertThat(much.at("/exceeded/0/entitlement").asText()).isEqualTo("notes_written");
        assertThat(much.at("/exceeded/0/used").asInt()).isEqualTo(3);
        assertThat(much.at("/exceeded/0/plans").findValuesAsText("plan")).contains("large-" + isolation);
        Instant now = Instant.now();
        assertThat(owner.get("/v1/usage?meter=notes_written&step=month&from=" + now.minus(Duration.ofDays(1)) + "&to="
                                + now.plus(Duration.ofHours(1)))
                        .expect(200)
                        .body()
                        .path("total")
                        .asInt())
                .as("what was refused is not counted")
                .isEqualTo(3);
    }

    @Test
    void refusesWhatNoFenceOfTenancyLetsThrough() {
        Client owner = owner("shared");

        server.anonymous().get("/v1/notes").expect(401);
        owner.post("/v1/notes", Map.of("text", "A note", "tenantId", UUID.randomUUID()))
                .expect(400);
        owner.post("/v1/notes", Map.of("text", "A note", "colour", "red")).expect(400);
        owner.post("/v1/notes", Map.of("text", "")).expect(422);
        owner.get("/v1/notes?colour=red").expect(400);
        owner.get("/v1/notes?limit=0").expect(422);
    }

    @Test
    void isReadyWithItsOwnTables() {
        Client operators = new Client(URI.create("http://127.0.0.1:" + server.operatorPort()), Optional.empty());

        operators.get("/ready").expect(200);
    }

    private Client owner(String placement) {
        return Optional.ofNullable(owners.get(placement)).orElseThrow();
    }

    private static Answer write(Client client, String text) {
        return client.post("/v1/notes", Map.of("text", text)).expect(201);
    }

    /** The whole answer to an id that the tenant does not have, without what differs from request to request. */
    private static JsonNode refusal(Answer answer) {
        ObjectNode problem = (ObjectNode) answer.expect(404).body().deepCopy();
        problem.remove("requestId");
        return problem;
    }
}
