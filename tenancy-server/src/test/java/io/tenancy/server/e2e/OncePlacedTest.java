package io.tenancy.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenancy.testkit.AtOnce;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is sent at once, and again, wherever the rows of a tenant are. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OncePlacedTest {
    private final Deployment deployment = Deployment.fresh();
    private RunningServer server;
    private Tenants tenants;

    @BeforeAll
    void start() {
        server = deployment.start();
        tenants = new Tenants(server, deployment.operator(server));
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"shared", "schema", "database"})
    void ofFiftyAtOnceOneIsDoneAndTheOthersHearOfIt(String isolation) {
        JsonClient owner = tenants.owner("fifty-" + isolation, isolation);

        List<Answer> answers = AtOnce.run(50, number -> once(owner, "the-key", user("una")));
        Answer again = once(owner, "the-key", user("una")).expect(201);

        assertThat(answers).extracting(Answer::status).containsOnly(201, 409).contains(201);
        assertThat(answers)
                .filteredOn(answer -> answer.status() == 409)
                .allSatisfy(answer -> answer.expect(409, "idempotency.running"));
        Set<String> made = answers.stream()
                .filter(answer -> answer.status() == 201)
                .map(Answer::text)
                .collect(Collectors.toSet());
        assertThat(made).containsExactly(again.text());
        assertThat(again.headers().firstValue("Idempotency-Replayed")).contains("true");
        assertThat(again.text("oneTimePassword")).isNotEmpty();
        assertThat(owner.all("/v1/users"))
                .filteredOn(user -> user.path("email").asText().equals("una@x.test"))
                .hasSize(1);
        assertThat(owner.all("/v1/audit"))
                .filteredOn(entry -> entry.path("action").asText().equals("user.created"))
                .filteredOn(entry -> entry.path("target").asText().equals(again.text("id")))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"shared", "schema", "database"})
    void aKeyIsOneOfItsTenantItsCallerAndItsRequest(String isolation) {
        JsonClient owner = tenants.owner("one-" + isolation, isolation);
        JsonClient admin = tenants.user(owner, "one-" + isolation, "ADMIN");
        JsonClient stranger = tenants.owner("other-" + isolation, isolation);
        String first = once(owner, "same", user("una")).expect(201).text("id");

        once(owner, "same", user("ute")).expect(422, "idempotency.key_reused");
        once(admin, "same", user("una")).expect(409, "user.email_taken");
        String admins = once(admin, "another", user("ute")).expect(201).text("id");
        String strangers = once(stranger, "same", user("una")).expect(201).text("id");

        assertThat(Set.of(first, admins, strangers)).hasSize(3);
        assertThat(once(owner, "same", user("una")).expect(201).text("id")).isEqualTo(first);
        assertThat(once(stranger, "same", user("una")).expect(201).text("id")).isEqualTo(strangers);
        once(admin, "same", user("una")).expect(409, "user.email_taken");
    }

    @ParameterizedTest
    @ValueSource(strings = {"shared", "schema", "database"})
    void ofTwoChangesOfOneStateOneWins(String isolation) {
        JsonClient owner = tenants.owner("race-" + isolation, isolation);
        String path =
                "/v1/users/" + once(owner, "race", user("una")).expect(201).text("id");
        for (int round = 0; round < 10; round++) {
            String before =
                    owner.get(path).expect(200).headers().firstValue("ETag").orElseThrow();

            List<Answer> answers = AtOnce.run(
                    2,
                    number -> owner.send(
                            "PATCH",
                            path,
                            Optional.of(Json.of("name", "Una by " + number + " before " + before)),
                            Map.of("If-Match", before)));

            assertThat(answers).extracting(Answer::status).containsExactlyInAnyOrder(200, 412);
            Answer lost = answers.get(answers.get(0).status() == 412 ? 0 : 1).expect(412, "version.stale");
            Answer won = answers.get(answers.get(0).status() == 412 ? 1 : 0);
            assertThat(lost.text()).doesNotContain("Una by");
            assertThat(owner.get(path).expect(200).text("name")).isEqualTo(won.text("name"));
        }
    }

    static Answer once(JsonClient client, String key, JsonNode body) {
        return client.send("POST", "/v1/users", Optional.of(body), Map.of("Idempotency-Key", key));
    }

    static JsonNode user(String name) {
        return NewTenants.user(name + "@x.test", "VIEWER");
    }
}
