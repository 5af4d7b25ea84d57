package io.tenancy.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.swagger.v3.oas.annotations.Operation;
import io.tenancy.server.e2e.Answer;
import io.tenancy.server.e2e.Json;
import io.tenancy.testkit.AtOnce;
import jakarta.ws.rs.POST;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is sent again is done once. */
final class OnceTest {
    @RegisterExtension
    static final TestApi API = new TestApi();

    @Test
    void theSameRequestIsAnsweredAsTheFirstWasSecretsIncluded() {
        String key = unique();
        Object user = user(key);

        Answer first = post("acme.owner", "/v1/users", user, key).expect(201);
        Answer again = post("acme.owner", "/v1/users", user, key).expect(201);

        assertThat(again.text()).isEqualTo(first.text()).contains("oneTimePassword");
        for (String header : new String[] {"Location", "Content-Type", "ETag"}) {
            assertThat(again.headers().firstValue(header))
                    .isEqualTo(first.headers().firstValue(header))
                    .isPresent();
        }
        assertThat(first.headers().firstValue("Idempotency-Replayed")).isEmpty();
        assertThat(again.headers().firstValue("Idempotency-Replayed")).contains("true");
        assertThat(again.headers().firstValue("X-Request-Id"))
                .isNotEqualTo(first.headers().firstValue("X-Request-Id"));
    }

    @Test
    void ofFiftyAtOnceOneIsDone() {
        String key = unique();
        Object role = role(key);

        List<Answer> answers = AtOnce.run(50, number -> post("acme.owner", "/v1/roles", role, key));

        assertThat(answers).extracting(Answer::status).isSubsetOf(201, 409).contains(201);
        Set<String> ids = answers.stream()
                .filter(answer -> answer.status() == 201)
                .map(answer -> answer.text("id"))
                .collect(Collectors.toSet());
        assertThat(ids).hasSize(1);
        assertThat(answers).filteredOn(answer -> answer.status() == 409).allSatisfy(answer -> {
            answer.expect(409, "idempotency.running");
            assertThat(answer.headers().firstValue("Retry-After")).contains("1");
        });
        assertThat(answers)
                .filteredOn(answer -> answer.status() == 201
                        && answer.headers().firstValue("Idempotency-Replayed").isEmpty())
                .hasSize(1);
        assertThat(post("acme.owner", "/v1/roles", role, key).expect(201).text("id"))
                .isIn(ids);
    }

    @Test
    void aKeyStandsForOneRequest() {
        String key = unique();
        post("acme.owner", "/v1/roles", role(key), key).expect(201);

        post("acme.owner", "/v1/roles", role(unique()), key).expect(422, "idempotency.key_reused");
        post("acme.owner", "/v1/users", user(key), key).expect(422, "idempotency.key_reused");
    }

    @Test
    void aKeyIsOneOfItsCallerAndTenant() {
        String key = unique();
        Answer acme = post("acme.owner", "/v1/roles", role(key), key).expect(201);

        Answer globex = post("globex.owner", "/v1/roles", role(key), key).expect(201);
        post("acme.viewer", "/v1/roles", role(key), key).expect(403, "access.denied");

        assertThat(globex.text("id")).isNotEqualTo(acme.text("id"));
        assertThat(globex.headers().firstValue("Idempotency-Replayed")).isEmpty();
    }

    @Test
    void aKeyIsOneOfItsApiKeyAndNotOfTheAccountBehindIt() {
        String key = unique();
        String account = post(
                        "acme.owner", "/v1/service-accounts", Json.of("name", key, "roles", List.of("OWNER")), key)
                .expect(201)
                .text("id");
        String[] enough = {"tenant:read", "user:read", "user:write", "role:assign"};
        Answer wide = by(
                apiKey(
                        account,
                        Stream.concat(Stream.of(enough), Stream.of("role:read")).toArray(String[]::new)),
                key);
        Answer narrow = by(apiKey(account, enough), key);

        wide.expect(201);
        narrow.expect(409, "user.email_taken");
        assertThat(narrow.headers().firstValue("Idempotency-Replayed")).isEmpty();
    }

    @Test
    void aRefusalIsRepeatedToo() {
        String key = unique();
        post("acme.owner", "/v1/roles", role(key), unique()).expect(201);

        Answer first = post("acme.owner", "/v1/roles", role(key), key).expect(409, "role.name_taken");
        Answer again = post("acme.owner", "/v1/roles", role(key), key).expect(409, "role.name_taken");

        assertThat(again.text()).isEqualTo(first.text());
        assertThat(again.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(again.headers().firstValue("Idempotency-Replayed")).contains("true");
    }

    @Test
    void whatIsNoRequestUsesUpNoKey() {
        String key = unique();
        API.call("POST", "/v1/roles")
                .as("acme.owner")
                .header("Idempotency-Key", key)
                .json("{")
                .send()
                .expect(400, "json.malformed");
        post("acme.owner", "/v1/roles?x=1", role(key), key).expect(400, "query.unknown_parameter");

        post("acme.owner", "/v1/roles", role(key), key).expect(201);
    }

    @Test
    void aKeyIsForgottenAfterItsLife() {
        String key = unique();
        String first =
                post("acme.owner", "/v1/roles", role(key), key).expect(201).text("id");
        API.goAhead(Duration.ofHours(23));
        assertThat(post("acme.owner", "/v1/roles", role(key), key).expect(201).text("id"))
                .isEqualTo(first);

        API.goAhead(Duration.ofHours(2));

        post("acme.owner", "/v1/roles", role(key), key).expect(409, "role.name_taken");
        post("acme.owner", "/v1/roles", role(unique()), key).expect(422, "idempotency.key_reused");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "\"quoted key\" x"})
    void aKeyIsVisibleAscii(String key) {
        post("acme.owner", "/v1/roles", role(unique()), key).expect(422, "idempotency.key_malformed");
    }

    @Test
    void aKeyHas255CharactersAtMost() {
        post("acme.owner", "/v1/roles", role(unique()), "k".repeat(255)).expect(201);
        post("acme.owner", "/v1/roles", role(unique()), "k".repeat(256)).expect(422, "idempotency.key_malformed");
        API.call("POST", "/v1/roles", role(unique()))
                .as("acme.owner")
                .header("Idempotency-Key", "one")
                .header("Idempotency-Key", "two")
                .send()
                .expect(400, "header.malformed");
    }

    @Test
    void aTenantIsMadeOnce() {
        String key = unique();
        Object tenant =
                Json.of("slug", key, "name", "Made once", "owner", Json.of("name", "O", "email", key + "@x.test"));

        Answer first = post("operator", "/v1/tenants", tenant, key).expect(201);
        Answer again = post("operator", "/v1/tenants", tenant, key).expect(201);

        assertThat(again.text()).isEqualTo(first.text());
    }

    @Test
    void everyOperationThatMakesSomethingTakesAKey() {
        assertThat(Api.RESOURCES.stream()
                        .flatMap(PermissionDeclarations::operations)
                        .filter(method -> method.isAnnotationPresent(POST.class))
                        .filter(method -> !(Declaration.of(method).orElseThrow() instanceof Declaration.ForAll))
                        .filter(method -> Stream.of(method.getAnnotationsByType(
                                        io.swagger.v3.oas.annotations.responses.ApiResponse.class))
                                .anyMatch(answer -> answer.responseCode().equals("201"))))
                .hasSizeGreaterThan(8)
                .allSatisfy(method -> assertThat(method.isAnnotationPresent(Once.class))
                        .as(method.toString())
                        .isTrue());
    }

    /** Whoever adds an operation that posts decides whether it makes something that a retry would make twice. */
    @Test
    void otherOperationsThatPostMakeNothingTwice() {
        Set<String> asking = Set.of("evaluate", "evaluateAll", "evaluateFlag", "evaluateFlags");
        Set<String> makingWhatTheStateSays = Set.of(
                "cancelJob",
                "cancelTenantExport",
                "cancelTenantImport",
                "disableServiceAccount",
                "disableUser",
                "disableWebhook",
                "enableServiceAccount",
                "enableUser",
                "enableWebhook",
                "endLegalHold",
                "killFlag",
                "leaveTenant",
                "logout",
                "makeTenantReadOnly",
                "publishPlan",
                "purgeTenant",
                "restoreTenant",
                "resumeTenant",
                "retirePlan",
                "retryJob",
                "retryTenant",
                "reviveFlag",
                "revokeKey",
                "settleInvoice",
                "suspendTenant",
                "unlockUser",
                "verifyDomain");
        Set<String> voidingTheOneBefore = Set.of(
                "beginPasskey",
                "beginPasskeyStepUp",
                "changeEmail",
                "confirmTotp",
                "inviteTenantOwner",
                "inviteUserAgain",
                "renewRecoveryCodes",
                "resendInvitation",
                "sendVerification",
                "startTotp",
                "stepUp");
        Set<String> countedOnceByWhatIsSent = Set.of("recordUsage");
        Set<String> refusedOrSkippedAgain = Set.of("rotateKeys", "runTask", "startTenantImport");
        Set<String> sendingWithTheSameId = Set.of("pingWebhook", "replayDelivery");

        assertThat(Api.RESOURCES.stream()
                        .flatMap(PermissionDeclarations::operations)
                        .filter(method -> method.isAnnotationPresent(POST.class))
                        .filter(method -> !(Declaration.of(method).orElseThrow() instanceof Declaration.ForAll))
                        .filter(method -> !method.isAnnotationPresent(Once.class))
                        .map(method -> method.getAnnotation(Operation.class).operationId()))
                .containsExactlyInAnyOrderElementsOf(Stream.of(
                                asking,
                                makingWhatTheStateSays,
                                voidingTheOneBefore,
                                countedOnceByWhatIsSent,
                                refusedOrSkippedAgain,
                                sendingWithTheSameId)
                        .flatMap(Set::stream)
                        .toList());
    }

    private static Answer post(String who, String path, Object body, String key) {
        return API.call("POST", path, body)
                .as(who)
                .header("Idempotency-Key", key)
                .send();
    }

    private static String apiKey(String account, String... scopes) {
        String path = "/v1/service-accounts/" + account + "/keys";
        return post("acme.owner", path, Json.of("name", unique(), "scopes", List.of(scopes)), unique())
                .expect(201)
                .text("secret");
    }

    private static Answer by(String apiKey, String key) {
        return API.call("POST", "/v1/users/invitations", user(key))
                .header("Authorization", "Bearer " + apiKey)
                .header("Idempotency-Key", key)
                .send();
    }

    private static Object role(String name) {
        return Json.of("name", name, "permissions", List.of("user:read"));
    }

    private static Object user(String name) {
        return Json.of("email", name + "@acme.test", "name", name, "roles", List.of("VIEWER"));
    }

    private static String unique() {
        return "k" + Long.toString(System.nanoTime(), 36);
    }
}
