package io.tenancy.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tenancy.testkit.AtOnce;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Wrong passwords, many of them, imported hashes, and the sessions that a sign-in starts. */
@TestInstance(Lifecycle.PER_CLASS)
final class SignInTest {
    /** The hash of {@code U*U} by bcrypt, from the test vectors of crypt_blowfish. */
    private static final String BCRYPT = "$2b$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW";

    private final Deployment deployment = Deployment.fresh().with("TENANCY_LOGIN_ADDRESS_FAILURES", "100000");
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

    @Test
    void throttlesAnAccountThatExistsAsOneThatDoesNot() {
        JsonClient owner = tenants.owner("throttled");
        tenants.user(owner, "throttled", "VIEWER");
        String id = userId(owner, "viewer@throttled.test");
        tenants.user(owner, "throttled", "MEMBER");
        owner.post("/v1/users/" + userId(owner, "member@throttled.test") + "/disable")
                .expect(200);
        Person viewer = wrong("throttled", "viewer@throttled.test");
        // A success has made this address familiar to the viewer, whose counter is another one, and counts alike.
        List<JsonNode> refusals = List.of(
                        viewer,
                        wrong("throttled", "member@throttled.test"),
                        wrong("throttled", "nobody@throttled.test"),
                        wrong("no-such-tenant", "nobody@throttled.test"))
                .stream()
                .map(this::refusalAfterFive)
                .toList();

        assertThat(refusals).allSatisfy(problem -> assertThat(problem).isEqualTo(refusals.get(0)));
        server.anonymous()
                .login(new Person("throttled", "viewer@throttled.test", Tenants.PASSWORD))
                .expect(429, "login.throttled");
        owner.post("/v1/users/" + id + "/unlock").expect(200);
        server.anonymous()
                .login(new Person("throttled", "viewer@throttled.test", Tenants.PASSWORD))
                .expect(200);
    }

    @Test
    void tellsNobodyThatAnAccountIsLocked() {
        Deployment strict = Deployment.fresh()
                .with("TENANCY_LOGIN_FAILURES", "1")
                .with("TENANCY_LOGIN_FAILURE_CAP", "1")
                .with("TENANCY_LOGIN_DELAY", "PT1S")
                .with("TENANCY_LOGIN_LONGEST_DELAY", "PT1S");
        try (RunningServer one = strict.start()) {
            JsonClient owner = new Tenants(one, strict.operator(one)).owner("locked");
            Person right = new Person("locked", "owner@locked.test", Tenants.PASSWORD);
            Person nobody = wrong("locked", "nobody@locked.test");

            JsonNode first = problem(one.anonymous().login(wrong("locked", "owner@locked.test")));
            JsonNode ofNobody = problem(one.anonymous().login(nobody));
            Until.within(
                    Duration.ofSeconds(5),
                    "the waits are over",
                    () -> List.of(nobody, right).stream()
                            .map(one.anonymous()::login)
                            .allMatch(answer ->
                                    answer.status() != 429 && problem(answer).equals(first)));

            assertThat(ofNobody).isEqualTo(first);
            assertThat(first.path("code").asText()).isEqualTo("login.failed");
            owner.post("/v1/users/" + userId(owner, "owner@locked.test") + "/unlock")
                    .expect(200);
            one.anonymous().login(right).expect(200);
        }
    }

    @Test
    void throttlesAChangeOfThePasswordWithTheSameCounter() {
        tenants.owner("changing");
        Person wrong = wrong("changing", "owner@changing.test");
        ObjectNode change = Json.of(
                "tenant", wrong.tenant(),
                "email", wrong.email(),
                "password", wrong.password(),
                "newPassword", "another good password of some length");

        for (int i = 0; i < 5; i++) {
            server.anonymous().post("/v1/auth/password", change).expect(401, "login.failed");
        }

        server.anonymous().post("/v1/auth/password", change).expect(429, "login.throttled");
        server.anonymous()
                .login(new Person("changing", "owner@changing.test", Tenants.PASSWORD))
                .expect(429, "login.throttled");
    }

    @Test
    void verifiesFiveOfManyTriesAtTheSameTime() {
        tenants.owner("hammered");
        double before = hashes();

        List<Integer> statuses = AtOnce.run(
                40,
                number -> server.anonymous()
                        .login(wrong("hammered", "owner@hammered.test"))
                        .status());

        assertThat(statuses).containsOnly(401, 429);
        assertThat(statuses).filteredOn(status -> status == 401).hasSize(5);
        assertThat(hashes()).isEqualTo(before + 5);
    }

    @Test
    void bringsInUsersWithTheHashesOfTheirPasswords() {
        JsonClient owner = tenants.owner("imported");
        JsonNode report = owner.post(
                        "/v1/users/import", Json.of("users", List.of(line("ada"), line("ada"), line("no one"))))
                .expect(200)
                .json();

        assertThat(report.path("imported").asInt()).isEqualTo(1);
        assertThat(report.path("results").path(1).path("code").asText()).isEqualTo("user.email_taken");
        assertThat(report.path("results").path(2).path("code").asText()).isEqualTo("email.malformed");
        Person ada = new Person("imported", "ada@imported.test", "U*U");
        double before = hashes();
        server.anonymous().login(ada).expect(200);
        server.anonymous().login(ada).expect(200);
        assertThat(hashes()).isEqualTo(before + 3);
        server.anonymous().login(wrong("imported", "ada@imported.test")).expect(401, "login.failed");
    }

    @Test
    void showsAndEndsSessions() {
        JsonClient owner = tenants.owner("sessions");
        JsonClient viewer = tenants.user(owner, "sessions", "VIEWER");
        String id = userId(owner, "viewer@sessions.test");
        Person person = new Person("sessions", "viewer@sessions.test", Tenants.PASSWORD);
        JsonClient second = server.anonymous().signedIn(person);

        JsonNode own = viewer.get("/v1/me/sessions").expect(200).json().path("items");
        assertThat(own).hasSize(2);
        assertThat(own.path(0).path("current").asBoolean()).isFalse();
        assertThat(own.path(1).path("current").asBoolean()).isTrue();
        assertThat(own.path(0).path("address").asText()).isEqualTo("127.0.0.1");
        assertThat(own.path(0).path("device").asText()).startsWith("Java");
        viewer.get("/v1/users/" + id + "/sessions").expect(403);
        assertThat(owner.get("/v1/users/" + id + "/sessions").expect(200).json().path("items"))
                .hasSize(2);

        viewer.delete("/v1/me/sessions").expect(204);
        Until.within(
                TwoNodesTest.EFFECT,
                "the other ends",
                () -> second.get("/v1/me").status() == 401);
        viewer.get("/v1/me").expect(200);
        String last = viewer.get("/v1/me/sessions").json().at("/items/0/id").asText();
        owner.delete("/v1/me/sessions/" + last).expect(404, "session.not_found");
        owner.delete("/v1/users/" + id + "/sessions/" + last).expect(204);
        Until.within(
                TwoNodesTest.EFFECT, "the last ends", () -> viewer.get("/v1/me").status() == 401);
        owner.delete("/v1/users/" + id + "/sessions").expect(204);
    }

    @Test
    void answersOthersWhileThereIsNoPlaceForMoreHashes() {
        Deployment narrow =
                Deployment.fresh().with("TENANCY_HASH_PARALLEL", "1").with("TENANCY_HASH_QUEUE", "0");
        try (RunningServer small = narrow.start()) {
            JsonClient operator = narrow.operator(small);
            List<Answer> answers = AtOnce.run(
                    24,
                    number -> number % 2 == 0
                            ? operator.get("/v1/me")
                            : small.anonymous().login(wrong("nobody", number + "@example.test")));

            List<Answer> logins =
                    answers.stream().filter(answer -> answer.status() != 200).toList();
            assertThat(logins).hasSize(12).extracting(Answer::status).containsOnly(401, 503);
            List<Answer> busy =
                    logins.stream().filter(answer -> answer.status() == 503).toList();
            assertThat(busy).isNotEmpty().allSatisfy(answer -> {
                answer.expect(503, "login.busy");
                assertThat(answer.headers().firstValue("Retry-After")).contains("1");
            });
            assertThat(metric(small, "tenancy_password_hashes_total{result=\"turned_away\"}"))
                    .isEqualTo(busy.size());
        }
    }

    private JsonNode refusalAfterFive(Person person) {
        for (int i = 0; i < 5; i++) {
            server.anonymous().login(person).expect(401, "login.failed");
        }
        Answer refused = server.anonymous().login(person).expect(429, "login.throttled");
        assertThat(Integer.parseInt(refused.headers().firstValue("Retry-After").orElseThrow()))
                .isBetween(1, 30);
        return problem(refused);
    }

    private static JsonNode problem(Answer refused) {
        ObjectNode problem = (ObjectNode) refused.json();
        problem.remove("requestId");
        return problem;
    }

    private double hashes() {
        return metric(server, "tenancy_password_hashes_total{result=\"done\"}");
    }

    private static double metric(RunningServer server, String name) {
        return new JsonClient(server.operatorUrl())
                .get("/metrics")
                .expect(200)
                .text()
                .lines()
                .filter(line -> line.startsWith(name))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .findAny()
                .orElseThrow();
    }

    private static ObjectNode line(String name) {
        return Json.of(
                "email", name + "@imported.test", "name", name, "roles", List.of("VIEWER"), "passwordHash", BCRYPT);
    }

    private static String userId(JsonClient owner, String email) {
        return owner.all("/v1/users").stream()
                .filter(user -> user.path("email").asText().equals(email))
                .map(user -> user.path("id").asText())
                .findAny()
                .orElseThrow();
    }

    private static Person wrong(String tenant, String email) {
        return new Person(tenant, email, "a wrong password");
    }
}
