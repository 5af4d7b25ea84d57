package io.tenancy.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenancy.server.e2e.Answer;
import io.tenancy.server.e2e.Json;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class SettingsApiTest {
    @RegisterExtension
    static final TestApi API = new TestApi();

    @Test
    void listsEverySettingWithItsValueSourceAndSchema() {
        JsonNode items = API.get("/v1/settings")
                .as("acme.owner")
                .send()
                .expect(200)
                .json()
                .path("items");

        JsonNode days = find(items, "payment_days");
        assertThat(days.path("value").asInt()).isEqualTo(30);
        assertThat(days.path("source").asText()).isEqualTo("default");
        assertThat(days.at("/schema/type").asText()).isEqualTo("integer");
        assertThat(days.at("/schema/default").asInt()).isEqualTo(30);
        assertThat(days.path("personal").asBoolean()).isFalse();
        assertThat(find(items, "labels").path("value").toString()).isEqualTo("[\"new\",\"done\"]");
        assertThat(find(items, "smtp_password").path("secret").asBoolean()).isTrue();
        assertThat(find(items, "smtp_password").has("value")).isFalse();
    }

    @Test
    void takesValuesOfEachTypeOfJson() {
        assertThat(put("globex.owner", "/v1/settings/payment_days", 14)
                        .json()
                        .path("value")
                        .asInt())
                .isEqualTo(14);
        assertThat(put("globex.owner", "/v1/settings/digest", false)
                        .json()
                        .path("value")
                        .asBoolean(true))
                .isFalse();
        assertThat(put("globex.owner", "/v1/settings/labels", List.of("a"))
                        .json()
                        .path("value")
                        .toString())
                .isEqualTo("[\"a\"]");
    }

    @Test
    void namesTheFieldOfAValueThatTheSchemaRefuses() {
        JsonNode problem = API.call("PUT", "/v1/settings/payment_days", Json.of("value", 91))
                .as("acme.owner")
                .send()
                .expect(422, "value.range")
                .json();

        assertThat(problem.toString()).contains("\"value\"").contains("from 1 to 90");
        API.call("PUT", "/v1/settings/digest", Json.of("value", "yes"))
                .as("acme.owner")
                .send()
                .expect(422, "value.malformed");
        API.call("PUT", "/v1/settings/digest", "{\"value\": null}")
                .as("acme.owner")
                .send()
                .expect(422, "value.missing");
        API.call("PUT", "/v1/settings/digest", "{\"value\": {\"a\": 1}}")
                .as("acme.owner")
                .send()
                .expect(422, "value.malformed");
    }

    @Test
    void neverAnswersWithASecret() {
        Answer set = put("acme.owner", "/v1/settings/smtp_password", "hunter2-hunter2");

        assertThat(set.text("source")).isEqualTo("tenant");
        for (String path : List.of(
                "/v1/settings", "/v1/settings/smtp_password", "/v1/settings/smtp_password/history", "/v1/audit")) {
            assertThat(API.get(path).as("acme.owner").send().expect(200).json().toString())
                    .as(path)
                    .doesNotContain("hunter2");
        }
    }

    @Test
    void letsAPersonSetWhatIsPersonal() {
        Answer own = put("acme.viewer", "/v1/me/settings/layout", "narrow");

        assertThat(own.text("source")).isEqualTo("user");
        assertThat(API.get("/v1/settings/layout")
                        .as("acme.owner")
                        .send()
                        .expect(200)
                        .text("value"))
                .isEqualTo("wide");
        assertThat(API.get("/v1/me/settings/layout/history")
                        .as("acme.viewer")
                        .send()
                        .expect(200)
                        .json()
                        .at("/items/0/after")
                        .asText())
                .isEqualTo("narrow");
        API.call("PUT", "/v1/me/settings/brand_color", Json.of("value", "#aabbcc"))
                .as("acme.viewer")
                .send()
                .expect(404, "setting.not_found");
        Answer reset = API.call("DELETE", "/v1/me/settings/layout")
                .as("acme.viewer")
                .send()
                .expect(200);
        assertThat(reset.text("source")).isEqualTo("default");
    }

    @Test
    void letsOperatorsSetWhatHoldsForAllTenants() {
        put("operator", "/v1/platform/settings/footer", "All rights reserved");

        Answer inherited =
                API.get("/v1/settings/footer").as("acme.owner").send().expect(200);
        assertThat(inherited.text("value")).isEqualTo("All rights reserved");
        assertThat(inherited.text("source")).isEqualTo("platform");
        API.get("/v1/platform/settings").as("acme.owner").send().expect(403, "access.denied");
        API.call("PUT", "/v1/platform/settings/footer", Json.of("value", "x"))
                .as("acme.owner")
                .send()
                .expect(403, "access.denied");
        API.call("DELETE", "/v1/platform/settings/footer").as("operator").send().expect(200);
        assertThat(API.get("/v1/settings/footer")
                        .as("acme.owner")
                        .send()
                        .expect(200)
                        .text("source"))
                .isEqualTo("default");
    }

    private static Answer put(String who, String path, Object value) {
        return API.call("PUT", path, Json.of("value", value)).as(who).send().expect(200);
    }

    private static JsonNode find(JsonNode items, String key) {
        for (JsonNode item : items) {
            if (item.path("key").asText().equals(key)) {
                return item;
            }
        }
        throw new AssertionError("There is no " + key + " in " + items);
    }
}
