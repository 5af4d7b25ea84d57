package io.tenancy.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenancy.server.e2e.NewTenants.Opened;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LifeOfATenantTest {
    private static final Duration EFFECT = Duration.ofSeconds(2);

    private final Deployment deployment = Deployment.fresh();
    private RunningServer server;
    private JsonClient operator;

    @BeforeAll
    void start() {
        server = deployment.start();
        operator = deployment.operator(server);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void theFirstOperatorIsWhoTheyAre() {
        JsonNode me = operator.get("/v1/me").expect(200).json();

        assertThat(me.path("user").path("email").asText()).isEqualTo(Person.OPERATOR.email());
        assertThat(me.path("tenant").path("slug").asText()).isEqualTo("platform");
        assertThat(me.path("permissions").toString()).contains("platform:write_tenants");
    }

    @Test
    void anOwnerBringsPeopleInAndTheAuditTrailShowsIt() {
        Opened acme = NewTenants.open(operator, server, "acme");

        Answer created = acme.client()
                .post("/v1/users", NewTenants.user("una@acme.test", "MEMBER"))
                .expect(201);
        Person una = new Person("acme", "una@acme.test", created.text("oneTimePassword"));
        server.anonymous().login(una).expect(403, "login.password_change_required");
        JsonClient member = server.anonymous().changePassword(una, "a password of Una's own");

        assertThat(member.get("/v1/me")
                        .expect(200)
                        .json()
                        .path("user")
                        .path("roles")
                        .toString())
                .isEqualTo("[\"MEMBER\"]");
        member.post("/v1/users", NewTenants.user("eve@acme.test", "OWNER")).expect(403, "access.denied");
        assertThat(actions(acme.client())).contains("user.created", "user.password_changed", "session.started");
    }

    @Test
    void anOwnerMakesRolesAndChangesSettings() {
        Opened roles = NewTenants.open(operator, server, "roles");
        JsonNode auditor = Json.of(
                "name", "auditor", "description", "Reads the audit trail.", "permissions", new String[] {"audit:read"});

        roles.client().post("/v1/roles", auditor).expect(201);
        String id = roles.client()
                .post("/v1/users", NewTenants.user("una@roles.test", "MEMBER"))
                .expect(201)
                .text("id");
        roles.client()
                .put("/v1/users/" + id + "/roles", Json.of("roles", new String[] {"auditor"}))
                .expect(200);
        roles.client()
                .put("/v1/settings/time_zone", Json.of("value", "Europe/Zurich"))
                .expect(200);

        assertThat(actions(roles.client())).contains("role.created", "user.roles_changed", "setting.changed");
        assertThat(roles.client().get("/v1/settings").expect(200).text()).contains("Europe/Zurich");
    }

    @Test
    void anOwnerReadsTheUsersPageByPage() {
        Opened pages = NewTenants.open(operator, server, "pages");
        pages.client()
                .post("/v1/users", NewTenants.user("una@pages.test", "MEMBER"))
                .expect(201);
        pages.client()
                .post("/v1/users", NewTenants.user("ugo@pages.test", "MEMBER"))
                .expect(201);

        JsonNode first =
                pages.client().get("/v1/users?limit=2&sort=email").expect(200).json();
        String next = first.path("next").asText();
        JsonNode second = pages.client()
                .get("/v1/users?limit=2&sort=email&cursor=" + next)
                .expect(200)
                .json();

        assertThat(first.path("items").findValuesAsText("email")).containsExactly("owner@pages.test", "ugo@pages.test");
        assertThat(second.path("items").findValuesAsText("email")).containsExactly("una@pages.test");
        assertThat(second.has("next")).isFalse();
        assertThat(pages.client().all("/v1/users")).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"shared", "schema", "database"})
    void anOwnerRenamesTheTenantInEachPlacement(String isolation) {
        JsonClient owner = new Tenants(server, operator).owner("named-" + isolation, isolation);

        owner.patch("/v1/tenant", Json.of("name", "Another name")).expect(200);

        assertThat(owner.get("/v1/tenant").expect(200).text("name")).isEqualTo("Another name");
        assertThat(actions(owner)).contains("tenant.updated", "tenant.provisioned");
    }

    @Test
    void theLastOwnerStays() {
        Opened alone = NewTenants.open(operator, server, "alone");
        String owner =
                alone.client().get("/v1/me").json().path("user").path("id").asText();

        alone.client().post("/v1/users/" + owner + "/disable").expect(409, "user.last_owner");
        alone.client().delete("/v1/users/" + owner).expect(409, "user.last_owner");
    }

    @Test
    void anotherTenantsUserIsNotFound() {
        Opened one = NewTenants.open(operator, server, "one");
        Opened two = NewTenants.open(operator, server, "two");
        String theirs =
                two.client().get("/v1/me").json().path("user").path("id").asText();

        one.client().get("/v1/users/" + theirs).expect(404, "user.not_found");
        one.client().get("/v1/tenants").expect(403, "access.denied");
    }

    @Test
    void aSuspendedTenantIsClosedUntilItIsResumed() {
        Opened paused = NewTenants.open(operator, server, "paused");
        String path = "/v1/tenants/" + paused.id();

        assertThat(operator.post(path + "/suspend").expect(200).text("status")).isEqualTo("suspended");
        Until.within(
                EFFECT,
                "the tenant is closed",
                () -> paused.client().get("/v1/me").status() == 403);
        paused.client().get("/v1/me").expect(403, "tenant.suspended");

        assertThat(operator.post(path + "/resume").expect(200).text("status")).isEqualTo("active");
        Until.within(
                EFFECT,
                "the tenant is open",
                () -> paused.client().get("/v1/me").status() == 200);
    }

    @Test
    void aDeletedTenantCanBeRestoredWhileItsGraceLasts() {
        Opened gone = NewTenants.open(operator, server, "gone");
        String path = "/v1/tenants/" + gone.id();

        assertThat(operator.delete(path).expect(202).text("purgeAt")).isNotEmpty();
        Until.within(
                EFFECT,
                "the tenant is closed",
                () -> gone.client().get("/v1/me").status() == 401);

        assertThat(operator.post(path + "/restore").expect(200).text("status")).isEqualTo("active");
        Until.within(
                EFFECT, "the tenant is open", () -> gone.client().get("/v1/me").status() == 200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"shared", "schema", "database"})
    void aDeletedTenantIsErasedWhenItsGraceIsOver(String isolation) {
        Deployment hasty = Deployment.fresh()
                .with("TENANCY_DELETION_GRACE", "PT0S")
                .with("TENANCY_HOUSEKEEPING_INTERVAL", "PT1S")
                .with("TENANCY_DEFAULT_ISOLATION", isolation);
        try (RunningServer impatient = hasty.start()) {
            JsonClient boss = hasty.operator(impatient);
            Opened brief = NewTenants.open(boss, impatient, "brief");

            boss.delete("/v1/tenants/" + brief.id()).expect(202);

            Until.within(
                    Duration.ofSeconds(20),
                    "the tenant is erased",
                    () -> boss.get("/v1/tenants/" + brief.id()).status() == 404);
            boss.post("/v1/tenants", NewTenants.wanted("brief")).expect(201);
        }
    }

    private static List<String> actions(JsonClient client) {
        return client.all("/v1/audit").stream()
                .map(entry -> entry.path("action").asText())
                .toList();
    }
}
