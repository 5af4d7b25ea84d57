package io.tenancy.examples.notes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tenancy.examples.notes.Client.Answer;
import java.net.URI;
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
