package io.tenancy.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tenancy.server.e2e.SoftPasskey.Algorithm;
import io.tenancy.testkit.AtOnce;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Passkeys, from making them to giving them up, and what is wrong with those that are refused. */
@TestInstance(Lifecycle.PER_CLASS)
final class PasskeyTest {
    private static final int FAILURES = 20;

    private final Deployment deployment = Deployment.fresh()
            .with("TENANCY_LOGIN_FAILURES", String.valueOf(FAILURES))
            .with("TENANCY_LOGIN_ADDRESS_FAILURES", "100000");
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

    @ParameterizedTest
    @ValueSource(strings = {"shared", "schema", "database"})
    void isMadeUsedRenamedAndGivenUp(String isolation) {
        String slug = "whole-" + isolation;
        JsonClient owner = tenants.owner(slug, isolation);
        SoftPasskey passkey = new SoftPasskey().countingFrom(0);
        JsonNode made = enrolled(owner, passkey);

        assertThat(made.path("name").asText()).isEqualTo("Phone");
        assertThat(made.path("transports").path(0).asText()).isEqualTo("internal");
        JsonNode claims = claims(signIn(passkey).expect(200));
        assertThat(claims.path("amr")).extracting(JsonNode::asText).containsExactly("mfa", "pop", "user");
        assertThat(claims.path("acr").asText()).isEqualTo("aal2");

        JsonNode pending = pending(slug);
        assertThat(pending.path("methods")).extracting(JsonNode::asText).containsExactly("passkey");
        claims = claims(finish(pending, passkey).expect(200));
        assertThat(claims.path("amr")).extracting(JsonNode::asText).containsExactly("mfa", "pop", "pwd", "user");

        String path = "/v1/me/passkeys/" + made.path("id").asText();
        owner.delete(path).expect(401, "access.step_up_required");
        owner.post("/v1/auth/step-up", Json.of("password", Tenants.PASSWORD)).expect(401, "mfa.failed");
        JsonClient fresh = owner.withToken(stepUp(owner, passkey).expect(200).text("accessToken"));
        fresh.patch(path, Json.of("name", "Old phone")).expect(200);
        assertThat(fresh.get("/v1/me/passkeys").expect(200).json().path("items"))
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.path("name").asText()).isEqualTo("Old phone");
                    assertThat(one.has("lastUsedAt")).isTrue();
                    assertThat(one.has("publicKey")).isFalse();
                });
        fresh.delete(path).expect(204);
        fresh.get(path).expect(404, "passkey.not_found");
        signIn(passkey).expect(401, "login.failed");
        server.anonymous().signedIn(owner(slug));
        assertThat(actions(owner)).contains("passkey.added", "passkey.renamed", "passkey.removed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"shared", "schema", "database"})
    void isRenamedInTheStateThatIsNamed(String isolation) {
        JsonClient owner = tenants.owner("state-" + isolation, isolation);
        SoftPasskey passkey = new SoftPasskey();
        Answer made = make(owner, passkey).expect(201);
        String path = "/v1/me/passkeys/" + made.text("id");
        String first = tag(made);
        signIn(passkey).expect(200);
        assertThat(tag(owner.get(path).expect(200))).as("after a use").isEqualTo(first);

        renamed(owner, path, "Mine", "").expect(428, "version.required");
        renamed(owner, path, "Mine", "\"nonsense\"").expect(412, "version.stale");
        List<Answer> answers = AtOnce.run(4, number -> renamed(owner, path, "Phone " + number, first));

        assertThat(answers).extracting(Answer::status).containsOnlyOnce(200).containsOnly(200, 412);
        Answer shown = owner.get(path).expect(200);
        assertThat(answers)
                .filteredOn(answer -> answer.status() == 200)
                .singleElement()
                .satisfies(won -> {
                    assertThat(tag(won)).isEqualTo(tag(shown)).isNotEqualTo(first);
                    assertThat(won.text("name")).isEqualTo(shown.text("name"));
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"shared", "schema", "database"})
    void refusesWhateverIsWrongAlike(String isolation) {
        JsonClient owner = tenants.owner("wrong-" + isolation, isolation);
        JsonClient member = tenants.user(owner, "wrong-" + isolation, "MEMBER");
        JsonClient stranger = tenants.owner("stranger-" + isolation, isolation);
        SoftPasskey passkey = new SoftPasskey().countingFrom(0);
        SoftPasskey colleagues = new SoftPasskey();
        SoftPasskey strangers = new SoftPasskey();
        enrolled(owner, passkey);
        enrolled(member, colleagues);
        enrolled(stranger, strangers);
        String handle = passkey.handle();
        List<UnaryOperator<SoftPasskey>> lies = List.of(
                one -> one.at("http://localhost:8081"),
                one -> one.at("https://localhost:8080"),
                one -> one.at("https://evil.example"),
                one -> one.of("evil.example"),
                SoftPasskey::unverified,
                SoftPasskey::absent,
                SoftPasskey::tampering,
                one -> one.typed("webauthn.create"));

        String expected = signIn(new SoftPasskey().ownedBy(handle))
                .expect(401, "login.failed")
                .text("detail");
        for (UnaryOperator<SoftPasskey> lie : lies) {
            Answer refused = signIn(lie.apply(passkey)).expect(401, "login.failed");
            assertThat(refused.text("detail")).isEqualTo(expected);
            signIn(passkey.honest()).expect(200);
        }
        for (SoftPasskey other : List.of(colleagues, strangers)) {
            String own = other.handle();
            signIn(other.ownedBy(handle)).expect(401, "login.failed");
            signIn(other.ownedBy("AAAA")).expect(401, "login.failed");
            signIn(other.ownedBy(own)).expect(200);
        }
        ObjectNode noHandle = passkey.shown(options());
        ((ObjectNode) noHandle.path("response")).remove("userHandle");
        server.anonymous()
                .post("/v1/auth/passkey", Json.of("credential", noHandle))
                .expect(401, "login.failed");
        assertThat(actions(owner)).doesNotContain("passkey.cloned");
    }

    @ParameterizedTest
    @ValueSource(strings = {"shared", "schema", "database"})
    void answersAChallengeOnceForWhatItWasAskedFor(String isolation) {
        String slug = "once-" + isolation;
        JsonClient owner = tenants.owner(slug, isolation);
        tenants.owner("other-" + isolation, isolation);
        SoftPasskey passkey = new SoftPasskey().countingFrom(0);
        enrolled(owner, passkey);

        ObjectNode answer = Json.of("credential", passkey.shown(options()));
        assertThat(AtOnce.run(
                        20,
                        number -> server.anonymous()
                                .post("/v1/auth/passkey", answer)
                                .status()))
                .containsOnlyOnce(200)
                .isSubsetOf(200, 401, 429);
        signIn(passkey).expect(200);
        server.anonymous().post("/v1/auth/passkey", answer).expect(401, "login.failed");

        JsonNode stepUp =
                owner.post("/v1/auth/step-up/passkey/options").expect(200).json();
        show(passkey.shown(stepUp)).expect(401, "login.failed");
        show(passkey.shown(Json.of("challenge", "AAAA"))).expect(401, "login.failed");
        JsonNode ours = options(Json.of("tenant", slug));
        JsonNode others = options(Json.of("tenant", "other-" + isolation));
        show(passkey.shown(others)).expect(401, "login.failed");
        show(passkey.shown(ours)).expect(200);
        JsonNode pending = pending(slug);
        ObjectNode wrong = Json.of(
                "token", pending.path("token").asText(), "method", "passkey", "credential", passkey.shown(options()));
        server.anonymous().post("/v1/auth/mfa", wrong).expect(401, "mfa.failed");
        finish(pending, passkey).expect(200);
        assertThat(actions(owner)).doesNotContain("passkey.cloned");
    }

    @ParameterizedTest
    @ValueSource(strings = {"shared", "schema", "database"})
    void noticesACopy(String isolation) {
        String slug = "cloned-" + isolation;
        JsonClient owner = tenants.owner(slug, isolation);
        SoftPasskey passkey = new SoftPasskey().countingFrom(10);
        enrolled(owner, passkey);
        signIn(passkey).expect(200);

        signIn(passkey.countingFrom(3)).expect(401, "login.failed");
        finish(pending(slug), passkey.countingFrom(10)).expect(401, "mfa.failed");

        assertThat(actions(owner)).filteredOn("passkey.cloned"::equals).hasSize(2);
        signIn(passkey.countingFrom(11)).expect(200);
    }

    @Test
    void tellsNothingOfTenants() {
        tenants.owner("known");

        JsonNode known = options(Json.of("tenant", "known"));
        JsonNode unknown = options(Json.of("tenant", "unknown"));

        assertThat(known.path("allowCredentials")).isEmpty();
        assertThat(((ObjectNode) known).without("challenge").toString())
                .isEqualTo(((ObjectNode) unknown).without("challenge").toString());
        assertThat(known.path("rpId").asText()).isEqualTo("localhost");
        assertThat(known.path("userVerification").asText()).isEqualTo("required");
    }

    @Test
    void isKnownAgainByEveryNode() {
        JsonClient owner = tenants.owner("nodes");
        SoftPasskey passkey = new SoftPasskey();
        try (RunningServer other = deployment.start()) {
            JsonNode begun = owner.post("/v1/me/passkeys/options").expect(200).json();
            owner.at(other).post("/v1/me/passkeys", named(passkey.made(begun))).expect(201);
            ObjectNode answer = Json.of("credential", passkey.shown(options()));

            other.anonymous().post("/v1/auth/passkey", answer).expect(200);
            server.anonymous().post("/v1/auth/passkey", answer).expect(401, "login.failed");
        }
    }

    @ParameterizedTest
    @EnumSource
    void knowsEachAlgorithm(Algorithm algorithm) {
        JsonClient owner = tenants.owner("alg-" + algorithm.name().toLowerCase(Locale.ROOT));
        SoftPasskey passkey = new SoftPasskey(algorithm);
        enrolled(owner, passkey);

        signIn(passkey).expect(200);
        signIn(passkey.tampering()).expect(401, "login.failed");
    }

    @Test
    void refusesToMakeWhatIsWrong() {
        JsonClient owner = tenants.owner("making");
        SoftPasskey passkey = new SoftPasskey();
        List<UnaryOperator<SoftPasskey>> lies = List.of(
                one -> one.at("https://evil.example"),
                one -> one.of("evil.example"),
                SoftPasskey::unverified,
                SoftPasskey::absent,
                one -> one.typed("webauthn.get"));
        for (UnaryOperator<SoftPasskey> lie : lies) {
            make(owner, lie.apply(passkey)).expect(422, "credential.refused");
            passkey.honest();
        }
        ObjectNode other = named(passkey.made(begun(owner)));
        ((ObjectNode) other.path("credential")).put("id", new SoftPasskey().id());
        owner.post("/v1/me/passkeys", other).expect(422, "credential.refused");
        owner.post("/v1/me/passkeys", named(passkey.made(options()))).expect(422, "credential.refused");
        JsonClient elsewhere = server.anonymous().signedIn(owner("making"));
        elsewhere.post("/v1/me/passkeys", named(passkey.made(begun(owner)))).expect(422, "credential.refused");

        ObjectNode made = named(passkey.made(begun(owner)));
        owner.post("/v1/me/passkeys", made).expect(201);
        owner.post("/v1/me/passkeys", made).expect(422, "credential.refused");
    }

    @Test
    void hasALimit() {
        JsonClient owner = tenants.owner("many");
        SoftPasskey first = new SoftPasskey();
        enrolled(owner, first);
        JsonClient strong = owner.withToken(stepUp(owner, first).expect(200).text("accessToken"));
        make(strong, first).expect(409, "passkey.taken");
        List<ObjectNode> made = AtOnce.run(23, number -> named(new SoftPasskey().made(begun(strong))));

        List<Integer> statuses = AtOnce.run(
                23, number -> strong.post("/v1/me/passkeys", made.get(number)).status());

        assertThat(statuses).filteredOn(status -> status == 201).hasSize(19);
        assertThat(statuses).filteredOn(status -> status == 409).hasSize(4);
        assertThat(begun(strong).path("excludeCredentials")).hasSize(20);
    }

    @Test
    void satisfiesATenantThatAsksForASecondFactor() {
        JsonClient owner = tenants.owner("strict");
        owner.put("/v1/tenant/security", Json.of("mfa", "required")).expect(200);
        ObjectNode token = Json.of("token", pending("strict").path("token").asText());
        SoftPasskey passkey = new SoftPasskey();
        JsonNode begun = server.anonymous()
                .post("/v1/auth/mfa/enrol/passkey/options", token)
                .expect(200)
                .json();
        ObjectNode made = named(passkey.made(begun)).setAll(token);

        String access = server.anonymous()
                .post("/v1/auth/mfa/enrol/passkey", made)
                .expect(200)
                .text("accessToken");
        server.anonymous().post("/v1/auth/mfa/enrol/passkey", made).expect(401, "mfa.failed");

        JsonClient strong = owner.withToken(access);
        String id = strong.get("/v1/me/passkeys")
                .expect(200)
                .json()
                .path("items")
                .get(0)
                .path("id")
                .asText();
        strong.delete("/v1/me/passkeys/" + id).expect(409, "mfa.required");
        AuthenticatorApp app =
                new AuthenticatorApp(strong.post("/v1/me/mfa/totp").expect(200).text("secret"));
        strong.post("/v1/me/mfa/totp/confirm", Json.of("code", app.code())).expect(200);
        assertThat(pending("strict").path("methods"))
                .extracting(JsonNode::asText)
                .containsExactly("totp", "recovery_code", "passkey");
        strong.delete("/v1/me/passkeys/" + id).expect(204);
        strong.delete("/v1/me/mfa/totp").expect(409, "mfa.required");
    }

    @Test
    void goesWhereAnAdministratorResetsTheFactors() {
        JsonClient owner = tenants.owner("changing");
        JsonClient member = tenants.user(owner, "changing", "MEMBER");
        SoftPasskey passkey = new SoftPasskey();
        enrolled(member, passkey);
        String id = StreamSupport.stream(owner.all("/v1/users").spliterator(), false)
                .filter(user -> user.path("email").asText().equals("member@changing.test"))
                .map(user -> user.path("id").asText())
                .findAny()
                .orElseThrow();

        owner.delete("/v1/users/" + id + "/mfa").expect(204);

        signIn(passkey).expect(401, "login.failed");
        assertThat(server.anonymous()
                        .signedIn(new Person("changing", "member@changing.test", Tenants.PASSWORD))
                        .get("/v1/me/passkeys")
                        .expect(200)
                        .json()
                        .path("items"))
                .isEmpty();
    }

    @Test
    void isGoodForNothingWhereSecondFactorsAreOff() {
        JsonClient owner = tenants.owner("switched");
        SoftPasskey passkey = new SoftPasskey();
        enrolled(owner, passkey);
        ObjectNode answer = Json.of("credential", passkey.shown(options()));
        try (RunningServer without = deployment.with("TENANCY_MFA", "off").start()) {
            without.anonymous().post("/v1/auth/passkey", answer).expect(401, "login.failed");
            owner.at(without).post("/v1/me/passkeys/options").expect(409, "mfa.off");
            without.anonymous().signedIn(owner("switched"));
        }
        server.anonymous().post("/v1/auth/passkey", answer).expect(200);
    }

    @Test
    void slowsDownWhoGuesses() {
        SoftPasskey passkey = new SoftPasskey();
        enrolled(tenants.owner("guessed"), passkey);
        passkey.tampering();
        for (int i = 0; i < FAILURES; i++) {
            signIn(passkey).expect(401, "login.failed");
        }

        assertThat(signIn(passkey.honest())
                        .expect(429, "login.throttled")
                        .headers()
                        .firstValue("Retry-After"))
                .isPresent();
    }

    private static JsonNode begun(JsonClient client) {
        return client.post("/v1/me/passkeys/options").expect(200).json();
    }

    static Answer make(JsonClient client, SoftPasskey passkey) {
        return client.post("/v1/me/passkeys", named(passkey.made(begun(client))));
    }

    private static Answer renamed(JsonClient client, String path, String name, String version) {
        return client.send("PATCH", path, Optional.of(Json.of("name", name)), Map.of("If-Match", version));
    }

    private static String tag(Answer answer) {
        return answer.headers().firstValue("ETag").orElseThrow();
    }

    private static JsonNode enrolled(JsonClient client, SoftPasskey passkey) {
        return make(client, passkey).expect(201).json();
    }

    private static ObjectNode named(ObjectNode credential) {
        return Json.of("name", "Phone", "credential", credential);
    }

    private JsonNode options() {
        return options(Json.of());
    }

    private JsonNode options(ObjectNode request) {
        return server.anonymous()
                .post("/v1/auth/passkey/options", request)
                .expect(200)
                .json();
    }

    private Answer signIn(SoftPasskey passkey) {
        return show(passkey.shown(options()));
    }

    private Answer show(ObjectNode credential) {
        return server.anonymous().post("/v1/auth/passkey", Json.of("credential", credential));
    }

    private JsonNode pending(String slug) {
        return server.anonymous().login(owner(slug)).expect(200).json().path("mfa");
    }

    private Answer finish(JsonNode pending, SoftPasskey passkey) {
        ObjectNode token = Json.of("token", pending.path("token").asText());
        JsonNode options = server.anonymous()
                .post("/v1/auth/mfa/passkey/options", token)
                .expect(200)
                .json();
        assertThat(options.path("allowCredentials")).isNotEmpty();
        return server.anonymous()
                .post(
                        "/v1/auth/mfa",
                        token.deepCopy().put("method", "passkey").set("credential", passkey.shown(options)));
    }

    static Answer stepUp(JsonClient client, SoftPasskey passkey) {
        JsonNode options =
                client.post("/v1/auth/step-up/passkey/options").expect(200).json();
        return client.post("/v1/auth/step-up", Json.of("method", "passkey", "credential", passkey.shown(options)));
    }

    private static List<String> actions(JsonClient client) {
        return client.all("/v1/audit").stream()
                .map(entry -> entry.path("action").asText())
                .toList();
    }

    private static Person owner(String tenant) {
        return new Person(tenant, "owner@" + tenant + ".test", Tenants.PASSWORD);
    }

    private static JsonNode claims(Answer answer) {
        String token = answer.text("accessToken");
        return Json.parse(new String(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]), StandardCharsets.UTF_8));
    }
}
