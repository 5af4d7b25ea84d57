package io.tenancy.server.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenancy.core.counting.RateLimit;
import io.tenancy.core.ratelimit.RatePolicy;
import io.tenancy.server.e2e.Answer;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Decisions as the OpenID AuthZEN Authorization API 1.0 and the scenario of its certification have them. */
final class DecisionsTest {
    private static final int TENANT = 5_000;

    @RegisterExtension
    static final TestApi API = new TestApi(policy());

    private static final String VIEWER = "\"subject\":{\"type\":\"user\",\"id\":\"viewer@acme.test\"}";
    private static final String READ = "\"action\":{\"name\":\"read\"}";
    private static final String USER = "\"resource\":{\"type\":\"user\",\"id\":\"1\"}";

    /** The viewer may read users, and not write them. */
    private static final String YES = "{" + READ + "}";

    private static final String NO = "{\"action\":{\"name\":\"write\"}}";

    private static RatePolicy policy() {
        Map<RateLimit, Integer> numbers = new EnumMap<>(RatePolicy.unlimited().standard());
        numbers.put(RateLimit.TENANT, TENANT);
        return new RatePolicy(numbers, Map.of());
    }

    private static Answer ask(String path, String body) {
        return API.call("POST", "/access/v1/" + path, body).as("acme.owner").send();
    }

    private static List<Boolean> decisions(String options, String... evaluations) {
        String body = "{" + VIEWER + "," + USER + options + ",\"evaluations\":[" + String.join(",", evaluations) + "]}";
        JsonNode answer = ask("evaluations", body).expect(200).json();
        assertThat(answer.has("decision")).isFalse();
        return StreamSupport.stream(answer.path("evaluations").spliterator(), false)
                .map(one -> one.path("decision").booleanValue())
                .toList();
    }

    @Test
    void answersWithADecisionWhateverElseIsSaid() {
        String more =
                ",\"context\":{\"time\":\"2026-01-01T00:00Z\"},\"foo\":\"bar\",\"futureField\":{\"nested\":true}}";

        JsonNode yes = ask("evaluation", "{" + VIEWER + "," + READ + "," + USER + more)
                .expect(200)
                .json();
        JsonNode no = ask("evaluation", "{" + VIEWER + ",\"action\":{\"name\":\"write\"}," + USER + "}")
                .expect(200)
                .json();

        assertThat(yes.path("decision").booleanValue()).isTrue();
        assertThat(no.path("decision").booleanValue()).isFalse();
        assertThat(no.at("/context/reason").asText()).isEqualTo("not_held");
    }

    @Test
    void answersAllOrUpToTheFirstThatDecides() {
        String deny = ",\"options\":{\"evaluations_semantic\":\"deny_on_first_deny\",\"other\":1}";
        String permit = ",\"options\":{\"evaluations_semantic\":\"permit_on_first_permit\"}";

        assertThat(decisions("", YES, NO, YES)).containsExactly(true, false, true);
        assertThat(decisions(",\"options\":{\"evaluations_semantic\":\"execute_all\"}", NO, YES))
                .containsExactly(false, true);
        assertThat(decisions(deny, YES, NO, YES)).containsExactly(true, false);
        assertThat(decisions(deny, YES, YES)).containsExactly(true, true);
        assertThat(decisions(permit, NO, YES, NO)).containsExactly(false, true);
        assertThat(decisions(permit, NO, NO)).containsExactly(false, false);
    }

    @Test
    void saysNoToOneAmongOthersThatLacksSomething() {
        String body = "{" + VIEWER + "," + READ + ",\"evaluations\":[{" + USER + "},{}]}";
        String deny = ",\"options\":{\"evaluations_semantic\":\"deny_on_first_deny\"}";

        JsonNode answers = ask("evaluations", body).expect(200).json().path("evaluations");

        assertThat(answers).hasSize(2);
        assertThat(answers.at("/0/decision").booleanValue()).isTrue();
        assertThat(answers.at("/1/decision").booleanValue()).isFalse();
        assertThat(answers.at("/1/context/reason").asText()).isEqualTo("incomplete");
        assertThat(decisions(deny, "{}", YES)).containsExactly(false);
    }

    @Test
    void takesFromTheWholeWhatAPartLacks() {
        String body = "{" + VIEWER + "," + READ
                + ",\"resource\":{\"type\":\"user\"},\"evaluations\":[{\"resource\":{\"id\":\"1\"}},"
                + "{\"resource\":{\"type\":\"role\",\"id\":\"2\"}},{\"subject\":{\"type\":\"user\",\"id\":\"nobody\"},"
                + USER + "}]}";

        JsonNode answers = ask("evaluations", body).expect(200).json().path("evaluations");

        assertThat(answers.at("/0/decision").booleanValue()).isTrue();
        assertThat(answers.at("/1/context/reason").asText()).isEqualTo("not_held"); // of another type than the whole
        assertThat(answers.at("/2/context/reason").asText()).isEqualTo("unknown_subject");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",\"evaluations\":[]"})
    void answersASingleQuestionWhereThereAreNoOthers(String none) {
        JsonNode answer = ask("evaluations", "{" + VIEWER + "," + READ + "," + USER + none + "}")
                .expect(200)
                .json();

        assertThat(answer.path("decision").booleanValue()).isTrue();
        assertThat(answer.has("evaluations")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"action":{"name":"read"},"resource":{"type":"r","id":"1"}}                                        | access.incomplete
            {"subject":{"type":"user","id":"a"},"resource":{"type":"r","id":"1"}}                              | access.incomplete
            {"subject":{"type":"user","id":"a"},"action":{"name":"read"}}                                      | access.incomplete
            {"subject":{"id":"a"},"action":{"name":"read"},"resource":{"type":"r","id":"1"}}                   | access.incomplete
            {"subject":{"type":"user"},"action":{"name":"read"},"resource":{"type":"r","id":"1"}}              | access.incomplete
            {"subject":{"type":"user","id":"a"},"action":{},"resource":{"type":"r","id":"1"}}                  | access.incomplete
            {"subject":{"type":"user","id":"a"},"action":{"name":"read"},"resource":{"id":"1"}}                | access.incomplete
            {"subject":{"type":"user","id":"a"},"action":{"name":"read"},"resource":{"type":"r"}}              | access.incomplete
            {"subject":"alice","action":{"name":"read"},"resource":{"type":"r","id":"1"}}                      | json.wrong_type
            {"subject":{"type":"user","id":"a"},"action":{"name":123},"resource":{"type":"r","id":"1"}}        | json.wrong_type
            {"subject":{"type":"user","id":7},"action":{"name":"read"},"resource":{"type":"r","id":"1"}}       | json.wrong_type
            {"subject":                                                                                        | json.malformed
            []                                                                                                 | json.wrong_type
            {"subject":{"type":"user","id":"a"},"subject":{}}                                                  | json.duplicate_member
            """)
    void refusesWhatIsNoQuestionAsABadRequest(String body, String code) {
        for (String path : new String[] {"evaluation", "evaluations"}) {
            Answer refused = ask(path, body).expect(400, code);

            assertThat(refused.json().path("status").intValue()).isEqualTo(400);
        }
    }

    @Test
    void refusesOtherBodiesSemanticsAndStrangers() {
        String question = "{" + VIEWER + "," + READ + "," + USER + "}";
        String odd =
                "{" + VIEWER + ",\"options\":{\"evaluations_semantic\":\"sometimes\"},\"evaluations\":[" + YES + "]}";
        String many = "{" + VIEWER + "," + USER + ",\"evaluations\":[" + (YES + ",").repeat(100) + YES + "]}";

        API.call("POST", "/access/v1/evaluation").as("acme.owner").send().expect(400);
        API.call("POST", "/access/v1/evaluation")
                .as("acme.owner")
                .header("Content-Type", "text/plain")
                .body(question.getBytes(UTF_8))
                .send()
                .expect(400, "body.unsupported_type");
        ask("evaluations", odd).expect(400, "access.incomplete");
        ask("evaluations", many).expect(400, "access.incomplete");
        API.call("POST", "/access/v1/evaluation", question).send().expect(401, "token.missing");
        API.call("POST", "/access/v1/evaluation", question)
                .as("acme.viewer")
                .send()
                .expect(403, "access.denied");
    }

    @Test
    void knowsNobodyOfAnotherTenantAndNobodyWithALongId() {
        String foreign = "{\"subject\":{\"type\":\"user\",\"id\":\"viewer@globex.test\"}," + READ + "," + USER + "}";
        String endless = foreign.replace("viewer@globex.test", "a".repeat(100_000));

        for (String question : new String[] {foreign, endless}) {
            assertThat(ask("evaluation", question)
                            .expect(200)
                            .json()
                            .at("/context/reason")
                            .asText())
                    .isEqualTo("unknown_subject");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"bfe9eb29-ab87-4ca3-be83-a1d5d8305716", "a:b/c=d;\"e\"", "~!#$%&'()*"})
    void bringsTheIdOfTheRequestBack(String id) {
        for (String body : new String[] {"{" + VIEWER + "," + READ + "," + USER + "}", "{}"}) {
            Answer answer = API.call("POST", "/access/v1/evaluation", body)
                    .as("acme.owner")
                    .header("X-Request-ID", id)
                    .send();

            assertThat(answer.headers().firstValue("X-Request-ID")).contains(id);
        }
    }

    @Test
    void countsEachOfSeveralAsARequest() {
        long before = remaining(ask("evaluation", "{" + VIEWER + "," + READ + "," + USER + "}"));

        String fifty = "{" + VIEWER + "," + USER + ",\"evaluations\":[" + (YES + ",").repeat(49) + YES + "]}";
        Answer answer = ask("evaluations", fifty).expect(200);

        assertThat(before - remaining(answer)).isBetween(1L, 50L).isGreaterThan(30L);
        assertThat(answer.headers().firstValue("RateLimit-Policy")).contains("\"tenant\";q=" + TENANT + ";w=60");
    }

    private static long remaining(Answer answer) {
        String standing = answer.headers().firstValue("RateLimit").orElseThrow();
        return Long.parseLong(standing.replaceFirst(".*;r=(\\d+);.*", "$1"));
    }

    @Test
    void saysWhereDecisionsAreMade() {
        JsonNode metadata =
                API.get("/.well-known/authzen-configuration").send().expect(200).json();

        assertThat(metadata.path("policy_decision_point").asText()).startsWith("https://api.test/base");
        assertThat(metadata.path("access_evaluation_endpoint").asText())
                .isEqualTo("https://api.test/base/access/v1/evaluation");
        assertThat(metadata.path("access_evaluations_endpoint").asText())
                .isEqualTo("https://api.test/base/access/v1/evaluations");
        assertThat(metadata).hasSize(3);
    }
}
