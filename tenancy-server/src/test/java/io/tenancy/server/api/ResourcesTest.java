package io.tenancy.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenancy.core.mail.Mail;
import io.tenancy.server.e2e.Answer;
import io.tenancy.server.e2e.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What each resource answers when all is well. */
final class ResourcesTest {
    @RegisterExtension
    static final TestApi API = new TestApi();

    @Test
    void createsAUser() {
        Answer created = post("/v1/users", user("grace@acme.test", "Grace")).expect(201);

        assertThat(names(created.json()))
                .containsExactlyInAnyOrder(
                        "id",
                        "email",
                        "name",
                        "status",
                        "roles",
                        "createdAt",
                        "updatedAt",
                        "version",
                        "oneTimePassword");
        assertThat(created.text("status")).isEqualTo("active");
        assertThat(created.text("oneTimePassword")).hasSizeGreaterThan(20);
        assertThat(created.text("createdAt")).endsWith("Z").startsWith("20");
        assertThat(created.headers().firstValue("Location"))
                .contains("https://api.test/base/v1/users/" + created.text("id"));
        post("/v1/users", user("GRACE@acme.test", "Other")).expect(409, "user.email_taken");
    }

    @Test
    void takesNullAsAbsentAndARepetitionAsOne() {
        Answer created = post(
                        "/v1/users",
                        Json.of("email", "twice@acme.test", "name", "Twice", "roles", List.of("VIEWER", "VIEWER")))
                .expect(201);

        Answer same = API.call("PATCH", "/v1/users/" + created.text("id"))
                .as("acme.owner")
                .json("{\"name\":null,\"roles\":null}")
                .send()
                .expect(200);

        assertThat(same.text("name")).isEqualTo("Twice");
        assertThat(same.json().path("roles")).hasSize(1);
    }

    @Test
    void invitesAUser() {
        Answer invited =
                post("/v1/users/invitations", user("new@acme.test", "New")).expect(201);
        assertThat(invited.text("status")).isEqualTo("invited");
        API.call("POST", "/v1/users/" + invited.text("id") + "/invitation")
                .as("acme.owner")
                .send()
                .expect(200);
        Mail.Invitation mail = API.sent().stream()
                .filter(Mail.Invitation.class::isInstance)
                .map(Mail.Invitation.class::cast)
                .filter(sent -> sent.to().equals("new@acme.test"))
                .reduce((first, last) -> last)
                .orElseThrow();

        Answer accepted = API.call(
                        "POST",
                        "/v1/auth/invitations/accept",
                        Json.of("token", mail.token().reveal(), "password", TestApi.PASSWORD))
                .send()
                .expect(200);

        assertThat(accepted.text("status")).isEqualTo("active");
        API.signIn("acme", "new@acme.test", "new");
        Answer me = API.get("/v1/me").as("new").send().expect(200);
        assertThat(me.json().at("/tenant/slug").asText()).isEqualTo("acme");
        assertThat(me.json().at("/user/email").asText()).isEqualTo("new@acme.test");
        assertThat(me.json().path("permissions")).extracting(JsonNode::asText).contains("user:read");
    }

    @Test
    void changesAUserAndRemovesIt() {
        String path =
                "/v1/users/" + post("/v1/users", user("eve@acme.test", "Eve")).text("id");

        Answer renamed = API.call("PATCH", path, Json.of("name", "Eva"))
                .as("acme.owner")
                .send()
                .expect(200);
        assertThat(renamed.text("name")).isEqualTo("Eva");
        assertThat(renamed.text("email")).isEqualTo("eve@acme.test");
        Answer promoted = API.call("PUT", path + "/roles", Json.of("roles", List.of("ADMIN", "MEMBER")))
                .as("acme.owner")
                .send()
                .expect(200);
        assertThat(promoted.json().path("roles")).extracting(JsonNode::asText).containsExactly("ADMIN", "MEMBER");
        assertThat(API.call("POST", path + "/disable")
                        .as("acme.owner")
                        .send()
                        .expect(200)
                        .text("status"))
                .isEqualTo("disabled");
        assertThat(API.call("POST", path + "/enable")
                        .as("acme.owner")
                        .send()
                        .expect(200)
                        .text("status"))
                .isEqualTo("active");

        Answer deleted = API.call("DELETE", path).as("acme.owner").send().expect(204);
        assertThat(deleted.text()).isEmpty();
        API.get(path).as("acme.owner").send().expect(404, "user.not_found");
    }

    @Test
    void listsUsersPageByPage() {
        for (int i = 0; i < 5; i++) {
            post("/v1/users/invitations", user("page" + i + "@acme.test", "Page " + i))
                    .expect(201);
        }

        List<String> names = new ArrayList<>();
        String query = "/v1/users?search=page&sort=name&limit=2";
        JsonNode page = API.get(query).as("acme.owner").send().expect(200).json();
        page.path("items").forEach(user -> names.add(user.path("name").asText()));
        while (page.has("next")) {
            page = API.get(query + "&cursor=" + page.path("next").asText())
                    .as("acme.owner")
                    .send()
                    .expect(200)
                    .json();
            page.path("items").forEach(user -> names.add(user.path("name").asText()));
        }

        assertThat(names).containsExactly("Page 0", "Page 1", "Page 2", "Page 3", "Page 4");
        assertThat(page.has("next")).isFalse();
    }

    @Test
    void refusesTheCursorOfAnotherListOrTenant() {
        String cursor =
                API.get("/v1/users?limit=1").as("acme.owner").send().expect(200).text("next");

        API.get("/v1/users?limit=1&sort=email&cursor=" + cursor)
                .as("acme.owner")
                .send()
                .expect(422, "cursor.invalid");
        API.get("/v1/users?limit=1&cursor=" + cursor).as("globex.owner").send().expect(422, "cursor.invalid");
    }

    @Test
    void managesRoles() {
        JsonNode wanted = Json.of("name", "support", "description", "Helps.", "permissions", List.of("user:read"));
        Answer created = post("/v1/roles", wanted).expect(201);
        assertThat(created.headers().firstValue("Location").orElseThrow()).endsWith("/v1/roles/" + created.text("id"));
        assertThat(created.json().path("builtIn").asBoolean(true)).isFalse();
        String path = "/v1/roles/" + created.text("id");

        Answer changed = API.call("PATCH", path, Json.of("permissions", List.of("role:read", "user:read")))
                .as("acme.owner")
                .send()
                .expect(200);
        assertThat(changed.json().path("permissions"))
                .extracting(JsonNode::asText)
                .containsExactly("role:read", "user:read");
        post("/v1/roles", Json.of("name", "x2", "permissions", List.of("nonsense")))
                .expect(422, "permissions.unknown");
        post("/v1/roles", Json.of("name", "x2", "permissions", List.of("user:fly")))
                .expect(422, "permissions.unknown");
        API.call("DELETE", path).as("acme.owner").send().expect(204);
        assertThat(API.get("/v1/roles")
                        .as("acme.owner")
                        .send()
                        .expect(200)
                        .json()
                        .path("items"))
                .extracting(role -> role.path("name").asText())
                .containsExactly("ADMIN", "MEMBER", "OWNER", "VIEWER");
    }

    @Test
    void listsPermissionsThatTheTenantCanHave() {
        JsonNode owners =
                API.get("/v1/permissions").as("acme.owner").send().expect(200).json();
        JsonNode operators =
                API.get("/v1/permissions").as("operator").send().expect(200).json();

        assertThat(owners.path("items").findValuesAsText("permission"))
                .contains("user:read")
                .noneMatch(name -> name.startsWith("platform:"));
        assertThat(operators.path("items").findValuesAsText("permission")).contains("platform:read_tenants");
    }

    @Test
    void listsPermissionsBesideRolesWhereTheyAreAskedFor() {
        JsonNode known =
                API.get("/v1/permissions").as("acme.owner").send().expect(200).json();

        JsonNode roles = API.get("/v1/roles?include=permissions")
                .as("acme.owner")
                .send()
                .expect(200)
                .json();

        assertThat(roles.path("permissions")).isEqualTo(known.path("items"));
        assertThat(roles.path("items").findValuesAsText("name")).contains("OWNER");
        assertThat(API.get("/v1/roles")
                        .as("acme.owner")
                        .send()
                        .expect(200)
                        .json()
                        .has("permissions"))
                .isFalse();
        API.get("/v1/roles?include=users").as("acme.owner").send().expect(422, "include.malformed");
    }

    @Test
    void setsAndResetsASetting() {
        Answer set = API.call("PUT", "/v1/settings/locale", Json.of("value", "de-ch"))
                .as("acme.owner")
                .send()
                .expect(200);
        assertThat(set.text("value")).isEqualTo("de-CH");
        assertThat(set.json().has("setAt")).isTrue();

        Answer reset = API.call("DELETE", "/v1/settings/locale")
                .as("acme.owner")
                .send()
                .expect(200);

        assertThat(reset.text("value")).isEqualTo("en");
        assertThat(reset.json().has("setAt")).isFalse();
        API.call("PUT", "/v1/settings/colour", Json.of("value", "x"))
                .as("acme.owner")
                .send()
                .expect(404, "setting.not_found");
    }

    @Test
    void showsTheAuditTrail() {
        JsonNode first =
                API.get("/v1/audit?limit=1").as("acme.owner").send().expect(200).json();

        assertThat(names(first.at("/items/0")))
                .containsExactlyInAnyOrder("id", "at", "actor", "credential", "action", "target", "changes", "origin");
        assertThat(first.at("/items/0/actor/kind").asText()).isEqualTo("user");
        assertThat(first.path("next").isTextual()).isTrue();
    }

    @Test
    void showsAndChangesTheOwnTenant() {
        Answer changed = API.call("PATCH", "/v1/tenant", Json.of("name", "Globex Corporation"))
                .as("globex.owner")
                .send()
                .expect(200);

        assertThat(changed.text("name")).isEqualTo("Globex Corporation");
        assertThat(changed.text("isolation")).isEqualTo("shared");
        assertThat(changed.json().has("store")).isFalse();
    }

    private static Answer post(String path, JsonNode body) {
        return API.call("POST", path, body).as("acme.owner").send();
    }

    private static JsonNode user(String email, String name) {
        return Json.of("email", email, "name", name, "roles", List.of("VIEWER"));
    }

    private static Set<String> names(JsonNode object) {
        Set<String> names = new TreeSet<>();
        object.properties().forEach(member -> names.add(member.getKey()));
        return names;
    }
}
