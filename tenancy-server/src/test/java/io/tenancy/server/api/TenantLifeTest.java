package io.tenancy.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenancy.server.e2e.Answer;
import io.tenancy.server.e2e.Json;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What operators do to a tenant from its first to its last day. */
final class TenantLifeTest {
    @RegisterExtension
    static final TestApi API = new TestApi();

    @Test
    void leadsATenantThroughItsLife() {
        Answer created = API.call(
                        "POST",
                        "/v1/tenants",
                        Json.of(
                                "slug", "initech",
                                "name", "Initech",
                                "owner", Json.of("name", "Bill", "email", "bill@initech.test"),
                                "isolation", "schema"))
                .as("operator")
                .send()
                .expect(201);
        assertThat(created.text("isolation")).isEqualTo("schema");
        assertThat(created.json().at("/owner/email").asText()).isEqualTo("bill@initech.test");
        assertThat(created.json().has("oneTimePassword")).isFalse();
        assertThat(names(created.json())).doesNotContain("open", "platform", "placement");
        String path = "/v1/tenants/" + created.text("id");

        Answer deleted = API.call("DELETE", path).as("operator").send().expect(202);
        assertThat(deleted.text("status")).isEqualTo("deleting");
        assertThat(deleted.text("purgeAt")).endsWith("Z");
        API.call("POST", path + "/suspend").as("operator").send().expect(409, "tenant.status");
        API.call("POST", path + "/restore").as("operator").send().expect(200);
        assertThat(API.get("/v1/tenants?search=init&status=active")
                        .as("operator")
                        .send()
                        .json()
                        .path("items"))
                .hasSize(1);
    }

    @Test
    void showsAndAnswersWhatFailed() {
        API.places().breakBecause("The disk is full.");
        Answer refused =
                API.call("POST", "/v1/tenants", wanted("hooli")).as("operator").send();
        API.places().mend();

        refused.expect(503, "tenant.provisioning_failed");
        assertThat(refused.headers().firstValue("Retry-After")).contains("60");
        JsonNode listed = API.get("/v1/tenants?failed=true")
                .as("operator")
                .send()
                .expect(200)
                .json()
                .at("/items/0");
        assertThat(refused.text("detail")).contains(listed.path("id").asText()).contains("The disk is full.");
        assertThat(names(listed)).contains("tables", "failure").doesNotContain("readOnlyAt");
        assertThat(listed.path("status").asText()).isEqualTo("provisioning");
        assertThat(names(listed.path("failure"))).containsExactly("at", "attempts", "reason", "retryAt", "step");
        assertThat(listed.at("/failure/step").asText()).isEqualTo("place");
        assertThat(listed.at("/failure/reason").asText()).isEqualTo("The disk is full.");

        Answer ready =
                post("/v1/tenants/" + listed.path("id").asText() + "/retry").expect(200);

        assertThat(ready.text("status")).isEqualTo("active");
        assertThat(ready.json().has("failure")).isFalse();
        post("/v1/tenants/" + ready.text("id") + "/retry").expect(409, "tenant.status");
        API.get("/v1/tenants?failed=maybe").as("operator").send().expect(422, "failed.malformed");
    }

    @Test
    void erasesATenantForWhoTypesItsSlug() {
        String path = created("umbrella");
        purge(path, "umbrella").expect(409, "tenant.status");
        API.call("DELETE", path).as("operator").send().expect(202);

        purge(path, "umbrela").expect(422, "slug.mismatch");
        API.call("POST", path + "/purge", Json.of()).as("operator").send().expect(422, "slug.missing");
        assertThat(purge(path, "umbrella").expect(200).text("status")).isEqualTo("purging");

        API.get(path).as("operator").send().expect(404, "tenant.not_found");
        purge(path, "umbrella").expect(404, "tenant.not_found");
        created("umbrella");
    }

    @Test
    void letsNobodyWriteInAReadOnlyTenant() {
        API.open("wayne");
        String path =
                "/v1/tenants/" + API.get("/v1/tenant").as("wayne.owner").send().text("id");
        String own = "/v1/settings/locale";
        assertThat(post(path + "/read-only").expect(200).text("status")).isEqualTo("read_only");

        API.get("/v1/settings").as("wayne.owner").send().expect(200);
        assertThat(API.get("/v1/tenant").as("wayne.owner").send().expect(200).text("status"))
                .isEqualTo("read_only");
        API.call("PUT", own, Json.of("value", "de")).as("wayne.owner").send().expect(403, "tenant.read_only");
        post(path + "/suspend").expect(200);
        API.get("/v1/settings").as("wayne.owner").send().expect(403, "tenant.suspended");
        post(path + "/read-only").expect(200);
        assertThat(post(path + "/resume").expect(200).json().has("readOnlyAt")).isFalse();

        API.call("PUT", own, Json.of("value", "de")).as("wayne.owner").send().expect(200);
    }

    private static String created(String slug) {
        return "/v1/tenants/"
                + API.call("POST", "/v1/tenants", wanted(slug))
                        .as("operator")
                        .send()
                        .expect(201)
                        .text("id");
    }

    private static JsonNode wanted(String slug) {
        return Json.of(
                "slug", slug, "name", slug, "owner", Json.of("name", "Owen", "email", "owner@" + slug + ".test"));
    }

    private static Answer post(String path) {
        return API.call("POST", path).as("operator").send();
    }

    private static Answer purge(String path, String slug) {
        return API.call("POST", path + "/purge", Json.of("slug", slug))
                .as("operator")
                .send();
    }

    private static Set<String> names(JsonNode object) {
        Set<String> names = new TreeSet<>();
        object.properties().forEach(member -> names.add(member.getKey()));
        return names;
    }
}
