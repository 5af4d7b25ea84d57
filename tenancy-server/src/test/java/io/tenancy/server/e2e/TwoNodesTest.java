package io.tenancy.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.server.e2e.NewTenants.Opened;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Two server processes on one database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TwoNodesTest {
    private static final Duration EFFECT = Duration.ofSeconds(2);

    private final Deployment deployment = Deployment.fresh();
    private ServerProcess one;
    private ServerProcess two;
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
        assertThat(two.anonymous().get("/.well-known/jwks.json").text())
                .isEqualTo(one.anonymous().get("/.well-known/jwks.json").text());
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
}
