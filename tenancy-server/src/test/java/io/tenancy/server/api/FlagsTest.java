package io.tenancy.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.openfeature.contrib.providers.ofrep.OfrepProvider;
import dev.openfeature.contrib.providers.ofrep.OfrepProviderOptions;
import dev.openfeature.sdk.Client;
import dev.openfeature.sdk.ErrorCode;
import dev.openfeature.sdk.FlagEvaluationDetails;
import dev.openfeature.sdk.ImmutableContext;
import dev.openfeature.sdk.OpenFeatureAPI;
import dev.openfeature.sdk.Value;
import io.tenancy.server.e2e.Answer;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Feature flags over HTTP, with OpenFeature's own client too. */
final class FlagsTest {
    @RegisterExtension
    static final TestApi API = new TestApi();

    private static final String EVALUATE = "/ofrep/v1/evaluate/flags";

    @BeforeAll
    static void createFlags() {
        create("{\"key\":\"switch\",\"type\":\"boolean\",\"exposure\":\"changeable\"}");
        create("{\"key\":\"hidden\",\"type\":\"boolean\"}");
        create(
                "{\"key\":\"share\",\"type\":\"boolean\",\"exposure\":\"visible\",\"rules\":[{\"name\":\"half\",\"when\":"
                        + "[{\"about\":\"percentage\",\"percent\":50}],\"variant\":\"on\"}]}");
        create(
                "{\"key\":\"colour\",\"type\":\"string\",\"exposure\":\"visible\",\"variants\":[{\"name\":\"swiss\",\"value\":"
                        + "\"red\"},{\"name\":\"other\",\"value\":\"blue\"}],\"rules\":[{\"name\":\"ch\",\"when\":[{\"about\":"
                        + "\"attribute\",\"attribute\":\"country\",\"values\":[\"CH\"]}],\"variant\":\"swiss\"}]}");
        create(
                "{\"key\":\"limit\",\"type\":\"number\",\"exposure\":\"visible\",\"variants\":[{\"name\":\"a\",\"value\":12}]}");
        create(
                "{\"key\":\"ratio\",\"type\":\"number\",\"exposure\":\"visible\",\"variants\":[{\"name\":\"a\",\"value\":0.5}]}");
        create(
                "{\"key\":\"layout\",\"type\":\"object\",\"exposure\":\"visible\",\"variants\":[{\"name\":\"a\",\"value\":"
                        + "{\"columns\":2,\"names\":[\"x\",\"y\"]}}]}");
    }

    @AfterAll
    static void closeClients() {
        OpenFeatureAPI.getInstance().shutdown();
    }

    private static void create(String flag) {
        API.call("POST", "/v1/platform/flags", flag).as("operator").send().expect(201);
    }

    /** The OpenFeature SDK with its OFREP provider. */
    private static Client client(String who) {
        OfrepProviderOptions options = OfrepProviderOptions.builder()
                .baseUrl(API.url())
                .headers(ImmutableMap.of("Authorization", ImmutableList.of("Bearer " + API.token(who))))
                .build();
        OpenFeatureAPI.getInstance().setProviderAndWait(who, OfrepProvider.constructProvider(options));
        return OpenFeatureAPI.getInstance().getClient(who);
    }

    @Test
    void areReadByOpenFeaturesOwnClient() {
        Client client = client("acme.owner");
        ImmutableContext swiss = new ImmutableContext("someone", Map.of("country", new Value("CH")));

        assertThat(client.getStringValue("colour", "none", swiss)).isEqualTo("red");
        assertThat(client.getStringValue("colour", "none")).isEqualTo("blue");
        assertThat(client.getIntegerValue("limit", 0)).isEqualTo(12);
        assertThat(client.getDoubleValue("ratio", 0.0)).isEqualTo(0.5);
        assertThat(client.getObjectValue("layout", new Value())
                        .asStructure()
                        .getValue("columns")
                        .asInteger())
                .isEqualTo(2);
        FlagEvaluationDetails<String> details = client.getStringDetails("colour", "none", swiss);
        assertThat(details.getReason()).isEqualTo("TARGETING_MATCH");
        assertThat(details.getVariant()).isEqualTo("swiss");
        assertThat(details.getFlagMetadata().getString("rule")).isEqualTo("ch");
    }

    @Test
    void tellOpenFeaturesOwnClientWhatIsWrong() {
        Client client = client("acme.viewer");

        FlagEvaluationDetails<Boolean> unknown = client.getBooleanDetails("nothing", true);
        FlagEvaluationDetails<Boolean> hidden = client.getBooleanDetails("hidden", true);
        FlagEvaluationDetails<Boolean> mistyped = client.getBooleanDetails("colour", true);

        assertThat(unknown.getErrorCode()).isEqualTo(ErrorCode.FLAG_NOT_FOUND);
        assertThat(unknown.getValue()).isTrue();
        assertThat(hidden.getErrorCode()).isEqualTo(ErrorCode.FLAG_NOT_FOUND);
        assertThat(mistyped.getErrorCode()).isEqualTo(ErrorCode.TYPE_MISMATCH);
    }

    @Test
    void followOverridesFeaturesAndTheKillSwitch() {
        Client acme = client("acme.owner");
        Client globex = client("globex.owner");
        String me = API.get("/v1/me")
                .as("globex.viewer")
                .send()
                .expect(200)
                .json()
                .at("/user/id")
                .asText();

        put("acme.owner", "/v1/flags/switch/override", "{\"variant\":\"on\",\"reason\":\"Pilot\"}")
                .expect(200);
        assertThat(acme.getBooleanValue("switch", false)).isTrue();
        assertThat(globex.getBooleanValue("switch", true)).isFalse();

        put("globex.owner", "/v1/users/" + me + "/features/switch", "{\"variant\":\"on\"}")
                .expect(200);
        assertThat(client("globex.viewer").getBooleanValue("switch", false)).isTrue();
        assertThat(globex.getBooleanValue("switch", true)).isFalse();

        API.call("POST", "/v1/platform/flags/switch/kill").as("operator").send().expect(200);
        assertThat(acme.getBooleanDetails("switch", true).getReason()).isEqualTo("DISABLED");
        assertThat(client("globex.viewer").getBooleanValue("switch", true)).isFalse();
        API.call("POST", "/v1/platform/flags/switch/revive")
                .as("operator")
                .send()
                .expect(200);
        assertThat(acme.getBooleanValue("switch", false)).isTrue();

        API.call("DELETE", "/v1/flags/switch/override").as("acme.owner").send().expect(200);
        API.call("DELETE", "/v1/users/" + me + "/features/switch")
                .as("globex.owner")
                .send()
                .expect(200);
        assertThat(acme.getBooleanValue("switch", true)).isFalse();
        JsonNode history = API.get("/v1/platform/flags/switch/history")
                .as("operator")
                .send()
                .expect(200)
                .json();
        assertThat(history.at("/items/0/flag/killed").asBoolean()).isFalse();
        assertThat(history.at("/items/1/flag/killed").asBoolean()).isTrue();
        assertThat(history.path("items")).hasSize(3);
    }

    @Test
    void areSentAgainOnlyWhereSomethingIsAnother() {
        String body = "{\"context\":{\"country\":\"CH\",\"nothing\":null}}";
        Answer first = API.call("POST", EVALUATE, body).as("acme.owner").send().expect(200);
        String tag = first.headers().firstValue("ETag").orElseThrow();

        Answer same = API.call("POST", EVALUATE, body)
                .as("acme.owner")
                .header("If-None-Match", tag)
                .send();
        Answer other = API.call("POST", EVALUATE, "{\"context\":{}}")
                .as("acme.owner")
                .header("If-None-Match", tag)
                .send();

        assertThat(same.status()).isEqualTo(304);
        assertThat(same.text()).isEmpty();
        assertThat(same.headers().firstValue("ETag")).contains(tag);
        assertThat(other.status()).isEqualTo(200);
        assertThat(first.json().path("flags").findValuesAsText("key"))
                .contains("switch", "colour")
                .doesNotContain("hidden");
    }

    @Test
    void sayInTheWordsOfTheProtocolWhatIsWrong() {
        assertThat(refusal("switch", "{\"context\":{\"targetingKey\":7}}", 400)).isEqualTo("INVALID_CONTEXT");
        assertThat(refusal("switch", "{\"context\":7}", 400)).isEqualTo("PARSE_ERROR");
        assertThat(refusal("switch", "{", 400)).isEqualTo("PARSE_ERROR");
        assertThat(refusal("nothing", "{\"context\":{}}", 404)).isEqualTo("FLAG_NOT_FOUND");
        assertThat(API.call("POST", EVALUATE + "/switch", "{\"context\":{}}")
                        .send()
                        .status())
                .isEqualTo(401);
        JsonNode unknown = API.call("POST", EVALUATE + "/nothing", "{\"context\":{}}")
                .as("acme.owner")
                .send()
                .json();
        assertThat(unknown.path("key").asText()).isEqualTo("nothing");
        assertThat(unknown.path("errorDetails").asText()).isNotEmpty();
    }

    /** A program names nobody, and a percentage is of somebody. */
    @Test
    void needATargetingKeyForAPercentageThatAProgramAsksFor() {
        String key = API.call("POST", "/v1/me/api-keys", "{\"name\":\"flags\",\"scopes\":[\"flag:evaluate\"]}")
                .as("acme.owner")
                .send()
                .expect(201)
                .text("secret");
        API.know("program", key);

        Answer without = API.call("POST", EVALUATE + "/share", "{\"context\":{}}")
                .as("program")
                .send();
        Answer with = API.call("POST", EVALUATE + "/share", "{\"context\":{\"targetingKey\":\"device-7\"}}")
                .as("program")
                .send();
        JsonNode all = API.call("POST", EVALUATE, "{\"context\":{}}")
                .as("program")
                .send()
                .expect(200)
                .json();

        assertThat(without.status()).isEqualTo(400);
        assertThat(without.json().path("errorCode").asText()).isEqualTo("TARGETING_KEY_MISSING");
        assertThat(with.expect(200).json().path("reason").asText()).isIn("SPLIT", "DEFAULT");
        assertThat(all.path("flags").findValuesAsText("errorCode")).containsExactly("TARGETING_KEY_MISSING");
        assertThat(all.path("flags").findValuesAsText("key")).contains("hidden");
    }

    @Test
    void areRefusedWithARuleThatNothingCouldEvaluate() {
        String start = "{\"key\":\"bad\",\"type\":\"boolean\",\"rules\":[{\"name\":\"r\",\"variant\":\"on\",\"when\":[";

        refuse(start + "{\"about\":\"plan\",\"values\":[\"never\"]}]}]}", "rules.plan_unknown");
        refuse(start + "{\"about\":\"percentage\",\"percent\":101}]}]}", "rules.percent_range");
        refuse(
                start
                        + "{\"about\":\"attribute\",\"attribute\":\"age\",\"operator\":\"at_least\",\"values\":[\"x\"]}]}]}",
                "rules.condition_malformed");
        refuse(start + "{\"about\":\"entitlement\",\"values\":[\"seats\"]}]}]}", "rules.entitlement_unknown");
        refuse(
                "{\"key\":\"bad\",\"type\":\"number\",\"variants\":[{\"name\":\"a\",\"value\":\"x\"}]}",
                "variants.value_type");
        refuse(
                "{\"key\":\"bad\",\"type\":\"object\",\"variants\":[{\"name\":\"a\",\"value\":{\"x\":null}}]}",
                "variants.value_malformed");
        API.get("/v1/platform/flags/bad").as("operator").send().expect(404, "flag.not_found");
    }

    @Test
    void areShownWithTheirRulesAndWhatTheyAre() {
        JsonNode colour = API.get("/v1/platform/flags/colour")
                .as("operator")
                .send()
                .expect(200)
                .json();
        JsonNode own = API.get("/v1/flags?search=COLOUR")
                .as("acme.owner")
                .send()
                .expect(200)
                .json();

        assertThat(colour.at("/rules/0/when/0/attribute").asText()).isEqualTo("country");
        assertThat(own.path("items")).hasSize(1);
        assertThat(own.at("/items/0/value").asText()).isEqualTo("blue");
        assertThat(own.at("/items/0/reason").asText()).isEqualTo("default");
        API.get("/v1/flags/hidden").as("acme.owner").send().expect(404, "flag.not_found");
        put("acme.owner", "/v1/flags/colour/override", "{\"variant\":\"swiss\"}")
                .expect(409, "flag.not_changeable");
    }

    @Test
    void areForEveryPersonAndForProgramsThatHoldThePermission() {
        String key = API.call("POST", "/v1/me/api-keys", "{\"name\":\"reader\",\"scopes\":[\"user:read\"]}")
                .as("acme.owner")
                .send()
                .expect(201)
                .text("secret");
        API.know("reader", key);
        JsonNode operation = API.get("/openapi.json")
                .send()
                .expect(200)
                .json()
                .path("paths")
                .path(EVALUATE)
                .path("post");

        API.call("POST", EVALUATE, "{\"context\":{}}").as("acme.viewer").send().expect(200);
        API.call("POST", EVALUATE, "{\"context\":{}}").as("reader").send().expect(403, "access.denied");
        API.call("POST", EVALUATE + "/switch", "no JSON").as("reader").send().expect(403, "access.denied");
        assertThat(operation.path("x-required-permission").asText()).isEqualTo("signed-in");
        assertThat(operation.path("x-required-permission-of-programs").asText()).isEqualTo("flag:evaluate");
    }

    private static void refuse(String flag, String code) {
        API.call("POST", "/v1/platform/flags", flag).as("operator").send().expect(422, code);
    }

    private static String refusal(String flag, String body, int status) {
        return API.call("POST", EVALUATE + "/" + flag, body)
                .as("acme.owner")
                .send()
                .expect(status)
                .json()
                .path("errorCode")
                .asText();
    }

    private static Answer put(String who, String path, String body) {
        return API.call("PUT", path, body).as(who).send();
    }
}
