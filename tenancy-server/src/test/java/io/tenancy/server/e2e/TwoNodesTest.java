package io.tenancy.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.server.e2e.NewTenants.Opened;
import io.tenancy.testkit.AtOnce;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Two server processes on one database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TwoNodesTest {
    static final Duration EFFECT = Duration.ofSeconds(2);

    final Deployment deployment = Deployment.fresh();
    ServerProcess one;
    ServerProcess two;
    private JsonClient operator;

    @BeforeAll
    void start() {
        one = deployment.startProcess();
        two = deployment.startProcess();
        operator = deployment.operator(one);
    }

    @AfterAll
    void stop() {
        one.close();
        two.close();
    }

    @Test
    void aUserWhoIsCreatedOnOneIsSeenOnTheOther() {
        Opened acme = NewTenants.open(operator, one, "acme");

        String id = acme.client()
                .post("/v1/users", NewTenants.user("una@acme.test", "MEMBER"))
                .expect(201)
                .text("id");

        assertThat(acme.client().at(two).get("/v1/users/" + id).expect(200).text("email"))
                .isEqualTo("una@acme.test");
    }

    @Test
    void aTokenOfOneIsGoodOnTheOther() {
        assertThat(operator.at(two).get("/v1/me").status()).isEqualTo(200);
        Until.within(
                EFFECT,
                "both show the same keys",
                () -> two.anonymous()
                        .get("/.well-known/jwks.json")
                        .text()
                        .equals(one.anonymous().get("/.well-known/jwks.json").text()));
    }

    @Test
    void aNodeShowsMetricsOfItsJavaRuntime() {
        assertThat(new JsonClient(one.operatorUrl()).get("/metrics").expect(200).text())
                .contains("jvm_memory_heap_used", "jvm_threads_count");
    }

    @Test
    void aSuspendedTenantIsRefusedOnBothWithinTwoSeconds() {
        Opened paused = NewTenants.open(operator, one, "paused");
        JsonClient there = paused.client().at(two);
        there.get("/v1/me").expect(200);
        paused.client().get("/v1/me").expect(200);

        operator.post("/v1/tenants/" + paused.id() + "/suspend").expect(200);

        Until.within(
                EFFECT,
                "both refuse",
                () -> paused.client().get("/v1/me").status() == 403
                        && there.get("/v1/me").status() == 403);
    }

    @Test
    void aReadOnlyTenantIsReadAndNotWrittenOnBothWithinTwoSeconds() {
        Opened museum = NewTenants.open(operator, one, "museum");
        JsonClient there = museum.client().at(two);
        there.get("/v1/me").expect(200);
        museum.client().get("/v1/me").expect(200);

        operator.post("/v1/tenants/" + museum.id() + "/read-only").expect(200);

        Until.within(EFFECT, "both refuse to write", () -> isReadOnly(museum.client()) && isReadOnly(there));
        there.get("/v1/users").expect(200);
        two.signedIn(museum.owner()).get("/v1/me").expect(200);
    }

    private static boolean isReadOnly(JsonClient client) {
        return client.put("/v1/settings/locale", Json.of("value", "de")).status() == 403;
    }

    @Test
    void aDisabledUserIsRefusedOnBothWithinTwoSeconds() {
        Opened strict = NewTenants.open(operator, one, "strict");
        Answer created = strict.client()
                .post("/v1/users", NewTenants.user("una@strict.test", "MEMBER"))
                .expect(201);
        Person una = new Person("strict", "una@strict.test", created.text("oneTimePassword"));
        JsonClient here = one.anonymous().changePassword(una, "a password of Una's own");
        JsonClient there = here.at(two);
        there.get("/v1/me").expect(200);

        strict.client().post("/v1/users/" + created.text("id") + "/disable").expect(200);

        Until.within(
                EFFECT,
                "both refuse",
                () -> here.get("/v1/me").status() == 401 && there.get("/v1/me").status() == 401);
    }

    @Test
    void aDemotedUserMayDoNoMoreOnBothWithinTwoSeconds() {
        Opened lower = NewTenants.open(operator, one, "lower");
        User una = user(lower, "ADMIN");
        una.there().get("/v1/settings").expect(200);
        una.here().get("/v1/settings").expect(200);

        lower.client()
                .put("/v1/users/" + una.id() + "/roles", Json.of("roles", new String[] {"VIEWER"}))
                .expect(200);

        Until.within(
                EFFECT,
                "both refuse",
                () -> una.here().get("/v1/settings").status() == 403
                        && una.there().get("/v1/settings").status() == 403);
        una.there().get("/v1/me").expect(200);
    }

    @Test
    void aChangedPasswordEndsTokensOnBothWithinTwoSeconds() {
        Opened fresh = NewTenants.open(operator, one, "fresh");
        JsonClient there = fresh.client().at(two);
        there.get("/v1/me").expect(200);
        fresh.client().get("/v1/me").expect(200);

        JsonClient anew = one.anonymous().changePassword(fresh.owner(), "another password of theirs");

        untilBothRefuse(fresh.client(), there);
        anew.at(two).get("/v1/me").expect(200);
    }

    @Test
    void aSessionThatIsEndedIsRefusedOnBothWithinTwoSeconds() {
        Opened left = NewTenants.open(operator, one, "left");
        JsonClient there = left.client().at(two);
        there.get("/v1/me").expect(200);

        left.client().post("/v1/auth/logout").expect(204);

        untilBothRefuse(left.client(), there);
    }

    /** Also while the connections on which nodes hear of each other's changes are cut off. */
    @Test
    void aChangeCountsWithinTwoSecondsWhereNobodyHearsOfIt() {
        Opened deaf = NewTenants.open(operator, one, "deaf");
        User una = user(deaf, "MEMBER");
        una.there().get("/v1/me").expect(200);
        una.here().get("/v1/me").expect(200);
        deployment
                .database()
                .plant("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                        + " WHERE application_name = 'tenancy-changes' AND datname = current_database()");

        deaf.client().post("/v1/users/" + una.id() + "/disable").expect(200);

        untilBothRefuse(una.here(), una.there());
    }

    @Test
    void anApiKeyThatIsRevokedIsRefusedOnBothWithinTwoSeconds() {
        Opened keyed = NewTenants.open(operator, one, "keyed");
        Answer key = keyed.client()
                .post("/v1/me/api-keys", Json.of("name", "A script", "scopes", new String[] {"user:read"}))
                .expect(201);
        JsonClient here = keyed.client().withToken(key.text("secret"));
        JsonClient there = here.at(two);
        here.get("/v1/users").expect(200);
        there.get("/v1/users").expect(200);

        keyed.client().delete("/v1/me/api-keys/" + key.text("id")).expect(204);

        Until.within(
                EFFECT,
                "both refuse",
                () -> here.get("/v1/users").status() == 401
                        && there.get("/v1/users").status() == 401);
    }

    @Test
    void aSessionOfOneFactorIsRefusedOnBothWithinTwoSecondsOnceTwoAreAskedFor() {
        Opened twice = NewTenants.open(operator, one, "twice");
        JsonClient there = twice.client().at(two);
        there.get("/v1/me").expect(200);
        String refresh = two.anonymous().login(twice.owner()).expect(200).text("refreshToken");

        twice.client().put("/v1/tenant/security", Json.of("mfa", "required")).expect(200);

        untilBothRefuse(twice.client(), there);
        there.get("/v1/me").expect(401, "access.step_up_required");
        two.anonymous()
                .post("/v1/auth/refresh", Json.of("refreshToken", refresh))
                .expect(401, "session.invalid_refresh_token");
    }

    @Test
    void tokensOfARevokedKeyAreRefusedOnBothWithinTwoSeconds() {
        Opened stolen = NewTenants.open(operator, one, "stolen");
        JsonClient there = stolen.client().at(two);
        there.get("/v1/me").expect(200);
        stolen.client().get("/v1/me").expect(200);

        operator.post("/v1/keys/" + Keys.active(operator) + "/revoke").expect(204);

        untilBothRefuse(stolen.client(), there);
        operator = one.signedIn(Person.OPERATOR);
        operator.at(two).get("/v1/me").expect(200);
    }

    private record User(String id, JsonClient here, JsonClient there) {}

    private User user(Opened tenant, String role) {
        String slug = tenant.owner().tenant();
        Answer created = tenant.client()
                .post("/v1/users", NewTenants.user("una@" + slug + ".test", role))
                .expect(201);
        JsonClient here = one.anonymous()
                .changePassword(
                        new Person(slug, "una@" + slug + ".test", created.text("oneTimePassword")),
                        "a password of Una's own");
        return new User(created.text("id"), here, here.at(two));
    }

    private static void untilBothRefuse(JsonClient here, JsonClient there) {
        Until.within(
                EFFECT,
                "both refuse",
                () -> here.get("/v1/me").status() == 401 && there.get("/v1/me").status() == 401);
    }

    @Test
    void anEndedSessionIsRefusedOnBothWithinTwoSeconds() {
        Opened ended = NewTenants.open(operator, one, "ended");
        JsonClient there = ended.client().at(two);
        there.get("/v1/me").expect(200);
        ended.client().get("/v1/me").expect(200);
        String session = there.get("/v1/me/sessions")
                .expect(200)
                .json()
                .at("/items/0/id")
                .asText();

        there.delete("/v1/me/sessions/" + session).expect(204);

        Until.within(
                EFFECT,
                "both refuse",
                () -> ended.client().get("/v1/me").status() == 401
                        && there.get("/v1/me").status() == 401);
    }

    @Test
    void failedSignInsOnOneCountOnTheOther() {
        Person nobody = new Person("nowhere", "nobody@example.test", "a wrong password");

        List<Integer> statuses = AtOnce.run(
                20,
                number ->
                        (number % 2 == 0 ? one : two).anonymous().login(nobody).status());

        assertThat(statuses).filteredOn(status -> status == 401).hasSize(5);
        assertThat(statuses).filteredOn(status -> status == 429).hasSize(15);
    }

    @Test
    void fiftyRefreshesAtTheSameTimeOnBothLeaveOneLiveFamily() {
        Person owner = NewTenants.open(operator, one, "families").owner();
        String first = one.anonymous().login(owner).expect(200).text("refreshToken");

        List<String> next = AtOnce.run(
                50,
                number -> (number % 2 == 0 ? one : two)
                        .anonymous()
                        .post("/v1/auth/refresh", Json.of("refreshToken", first))
                        .expect(200)
                        .text("refreshToken"));

        assertThat(next.stream().distinct()).hasSize(1);
        one.anonymous()
                .post("/v1/auth/refresh", Json.of("refreshToken", next.get(0)))
                .expect(200);
        two.anonymous()
                .post("/v1/auth/refresh", Json.of("refreshToken", first))
                .expect(401, "session.invalid_refresh_token");
    }
}
