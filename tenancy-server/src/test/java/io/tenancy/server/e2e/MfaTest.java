package io.tenancy.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Second factors, from setting them up to losing them, and the fresh proof that dangerous operations ask for. */
@TestInstance(Lifecycle.PER_CLASS)
final class MfaTest {
    private final Deployment deployment = Deployment.fresh();
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

    @Test
    void signsInWithACodeAndThenWithARecoveryCodeEachOfThemOnce() {
        JsonClient owner = tenants.owner("enrolled");
        JsonNode enrolment = owner.post("/v1/me/mfa/totp").expect(200).json();
        assertThat(enrolment.path("uri").asText()).startsWith("otpauth://totp/enrolled:owner%40enrolled.test?secret=");
        AuthenticatorApp app = new AuthenticatorApp(enrolment.path("secret").asText());
        String unused = "000000".equals(app.code()) ? "111111" : "000000";
        owner.post("/v1/me/mfa/totp/confirm", Json.of("code", unused)).expect(422, "code.wrong");
        JsonNode codes = owner.post("/v1/me/mfa/totp/confirm", Json.of("code", app.code()))
                .expect(200)
                .json()
                .path("recoveryCodes");
        assertThat(codes).hasSize(10);

        JsonNode pending = begin("enrolled");
        assertThat(pending.path("methods")).extracting(JsonNode::asText).containsExactly("totp", "recovery_code");
        assertThat(pending.has("enrol")).isFalse();
        String token = pending.path("token").asText();
        finish(token, "totp", app.code()).expect(401, "mfa.failed");
        JsonNode claims =
                claims(finish(token, "totp", app.nextCode()).expect(200).text("accessToken"));
        assertThat(claims.path("amr")).extracting(JsonNode::asText).containsExactly("mfa", "otp", "pwd");
        assertThat(claims.path("acr").asText()).isEqualTo("aal2");
        finish(token, "totp", app.nextCode()).expect(401, "mfa.failed");
        finish(begin("enrolled").path("token").asText(), "totp", app.nextCode()).expect(401, "mfa.failed");

        String code = codes.path(0).asText();
        finish(begin("enrolled").path("token").asText(), "recovery_code", code).expect(200);
        finish(begin("enrolled").path("token").asText(), "recovery_code", code).expect(401, "mfa.failed");
        assertThat(owner.get("/v1/me/mfa")
                        .expect(200)
                        .json()
                        .path("recoveryCodes")
                        .asInt())
                .isEqualTo(9);
    }

    @Test
    void asksForAFreshProofBeforeSomethingDangerous() {
        JsonClient owner = tenants.owner("cautious");
        AuthenticatorApp app =
                new AuthenticatorApp(owner.post("/v1/me/mfa/totp").expect(200).text("secret"));
        JsonNode codes = owner.post("/v1/me/mfa/totp/confirm", Json.of("code", app.code()))
                .expect(200)
                .json()
                .path("recoveryCodes");

        Answer refusal = owner.post("/v1/me/mfa/recovery-codes").expect(401, "access.step_up_required");
        assertThat(refusal.headers().firstValue("WWW-Authenticate"))
                .contains("Bearer realm=\"tenancy\", error=\"insufficient_user_authentication\","
                        + " acr_values=\"aal2\", max_age=\"600\"");
        owner.put("/v1/tenant/security", Json.of("passwordLength", 20)).expect(401, "access.step_up_required");
        owner.post("/v1/me/mfa/totp/confirm", Json.of("code", app.code())).expect(401, "access.step_up_required");
        owner.get("/v1/users").expect(200);
        owner.post("/v1/auth/step-up", Json.of("password", Tenants.PASSWORD)).expect(401, "mfa.failed");
        ObjectNode proof =
                Json.of("method", "recovery_code", "code", codes.path(3).asText());
        JsonClient renewed = owner.withToken(
                owner.post("/v1/auth/step-up", proof).expect(200).text("accessToken"));

        renewed.put("/v1/tenant/security", Json.of("passwordLength", 20)).expect(200);
        renewed.post("/v1/me/mfa/recovery-codes").expect(200);
        renewed.delete("/v1/me/mfa/totp").expect(204);
        server.anonymous().signedIn(owner("cautious"));
    }

    @Test
    void setsUpAFactorAtTheSignInWhereTheTenantAsksForOne() {
        JsonClient owner = tenants.owner("strict");
        owner.put("/v1/tenant/security", Json.of("mfa", "required")).expect(200);

        JsonNode pending = begin("strict");
        assertThat(pending.path("enrol").asBoolean()).isTrue();
        assertThat(pending.path("methods")).isEmpty();
        ObjectNode token = Json.of("token", pending.path("token").asText());
        AuthenticatorApp app = new AuthenticatorApp(
                server.anonymous().post("/v1/auth/mfa/enrol", token).expect(200).text("secret"));
        JsonNode enrolled = server.anonymous()
                .post("/v1/auth/mfa/enrol/confirm", token.deepCopy().put("code", app.code()))
                .expect(200)
                .json();

        assertThat(enrolled.path("recoveryCodes")).hasSize(10);
        JsonClient again = server.anonymous()
                .withToken(enrolled.path("tokens").path("accessToken").asText());
        again.delete("/v1/me/mfa/totp").expect(409, "mfa.required");
        assertThat(begin("strict").path("methods")).isNotEmpty();
    }

    @Test
    void givesUpAnAppThatTooManyWrongCodesWereShownFor() {
        JsonClient owner = tenants.owner("guessed");
        JsonClient member = tenants.user(owner, "guessed", "MEMBER");
        AuthenticatorApp app =
                new AuthenticatorApp(member.post("/v1/me/mfa/totp").expect(200).text("secret"));
        for (int i = 0; i < 5; i++) {
            confirm(member, "no code").expect(422, "code.wrong");
        }

        confirm(member, "no code").expect(429, "login.throttled");
        confirm(member, app.code()).expect(429, "login.throttled");
        owner.post("/v1/users/" + id(owner, "member@guessed.test") + "/unlock").expect(200);
        confirm(member, app.code()).expect(409, "mfa.not_begun");
        AuthenticatorApp anew =
                new AuthenticatorApp(member.post("/v1/me/mfa/totp").expect(200).text("secret"));
        confirm(member, anew.code()).expect(200);
        assertThat(owner.all("/v1/audit"))
                .extracting(entry -> entry.path("action").asText())
                .contains("user.totp_dropped");
    }

    @Test
    void asksASessionOfOneFactorForTwoOnceTheTenantDoes() {
        JsonClient owner = tenants.owner("stricter");
        JsonClient member = tenants.user(owner, "stricter", "MEMBER");
        AuthenticatorApp app =
                new AuthenticatorApp(member.post("/v1/me/mfa/totp").expect(200).text("secret"));
        member.post("/v1/me/mfa/totp/confirm", Json.of("code", app.code())).expect(200);
        String refresh = server.anonymous().login(owner("stricter")).expect(200).text("refreshToken");

        owner.put("/v1/tenant/security", Json.of("mfa", "required")).expect(200);

        Answer refused = owner.get("/v1/users").expect(401, "access.step_up_required");
        assertThat(refused.headers().firstValue("WWW-Authenticate"))
                .contains("Bearer realm=\"tenancy\", error=\"insufficient_user_authentication\","
                        + " acr_values=\"aal2\", max_age=\"600\"");
        server.anonymous()
                .post("/v1/auth/refresh", Json.of("refreshToken", refresh))
                .expect(401, "session.invalid_refresh_token");
        owner.post("/v1/me/mfa/totp").expect(401, "access.step_up_required");
        owner.post("/v1/auth/logout").expect(204);
        assertThat(begin("stricter").path("enrol").asBoolean()).isTrue();

        member.get("/v1/me").expect(401, "access.step_up_required");
        String proven = member.post("/v1/auth/step-up", Json.of("method", "totp", "code", app.nextCode()))
                .expect(200)
                .text("accessToken");
        member.withToken(proven).get("/v1/me").expect(200);
    }

    @Test
    void takesAShortPasswordBesideASecondFactorAndNotWithoutOne() {
        JsonClient owner = tenants.owner("shorter");
        String brief = "kx7#Qv2!mz";
        ObjectNode change = Json.of(
                "tenant", "shorter", "email", "owner@shorter.test", "password", Tenants.PASSWORD, "newPassword", brief);
        server.anonymous().post("/v1/auth/password", change).expect(422, "newPassword.too_short");
        AuthenticatorApp app =
                new AuthenticatorApp(owner.post("/v1/me/mfa/totp").expect(200).text("secret"));
        owner.post("/v1/me/mfa/totp/confirm", Json.of("code", app.code())).expect(200);
        server.anonymous()
                .post("/v1/auth/password", change.deepCopy().put("newPassword", "kx7#Qv2"))
                .expect(422, "newPassword.too_short");

        String pending = server.anonymous()
                .post("/v1/auth/password", change)
                .expect(200)
                .json()
                .at("/mfa/token")
                .asText();
        String access = finish(pending, "totp", app.nextCode()).expect(200).text("accessToken");
        server.anonymous().withToken(access).delete("/v1/me/mfa/totp").expect(204);

        Person person = owner("shorter").withPassword(brief);
        server.anonymous().login(person).expect(403, "login.password_change_required");
        change.put("password", brief);
        server.anonymous()
                .post("/v1/auth/password", change.deepCopy().put("newPassword", "zm!2vQ#7xk"))
                .expect(422, "newPassword.too_short");
        server.anonymous()
                .changePassword(person, "four wet ducks on a pond")
                .get("/v1/me")
                .expect(200);
        server.anonymous()
                .login(owner("shorter").withPassword("four wet ducks on a pond"))
                .expect(200);
    }

    @Test
    void givesANewStartToWhoHasLostTheirFactor() {
        JsonClient owner = tenants.owner("helping");
        JsonClient member = tenants.user(owner, "helping", "MEMBER");
        AuthenticatorApp app =
                new AuthenticatorApp(member.post("/v1/me/mfa/totp").expect(200).text("secret"));
        member.post("/v1/me/mfa/totp/confirm", Json.of("code", app.code())).expect(200);
        String id = id(owner, "member@helping.test");
        member.delete("/v1/users/" + id + "/mfa").expect(403, "access.denied");

        owner.delete("/v1/users/" + id + "/mfa").expect(204);

        server.anonymous().signedIn(new Person("helping", "member@helping.test", Tenants.PASSWORD));
        assertThat(owner.all("/v1/audit"))
                .extracting(entry -> entry.path("action").asText())
                .contains("user.factors_reset", "user.totp_confirmed");
    }

    @Test
    void takesAsManyCodesInAsMuchTimeAsIsConfigured() {
        Deployment strict = Deployment.fresh().with("TENANCY_MFA_TRIES", "1").with("TENANCY_MFA_TIME", "PT2M");
        try (RunningServer one = strict.start()) {
            JsonClient owner = new Tenants(one, strict.operator(one)).owner("strict");
            AuthenticatorApp app = new AuthenticatorApp(
                    owner.post("/v1/me/mfa/totp").expect(200).text("secret"));
            owner.post("/v1/me/mfa/totp/confirm", Json.of("code", app.code())).expect(200);
            JsonNode pending = begin(one, "strict");
            JsonNode again = begin(one, "strict");

            finish(one, pending.path("token").asText(), "recovery_code", "wrong")
                    .expect(401, "mfa.failed");
            finish(one, pending.path("token").asText(), "totp", app.nextCode()).expect(401, "mfa.failed");

            assertThat(pending.path("expiresIn").asInt()).isEqualTo(120);
            finish(one, again.path("token").asText(), "totp", app.nextCode()).expect(200);
        }
    }

    private static Answer confirm(JsonClient client, String code) {
        return client.post("/v1/me/mfa/totp/confirm", Json.of("code", code));
    }

    private static String id(JsonClient owner, String email) {
        return StreamSupport.stream(owner.all("/v1/users").spliterator(), false)
                .filter(user -> user.path("email").asText().equals(email))
                .map(user -> user.path("id").asText())
                .findAny()
                .orElseThrow();
    }

    private JsonNode begin(String tenant) {
        return begin(server, tenant);
    }

    private static JsonNode begin(RunningServer server, String tenant) {
        Answer answer = server.anonymous().login(owner(tenant)).expect(200);
        assertThat(answer.json().has("accessToken")).isFalse();
        return answer.json().path("mfa");
    }

    private Answer finish(String token, String method, String code) {
        return finish(server, token, method, code);
    }

    private static Answer finish(RunningServer server, String token, String method, String code) {
        return server.anonymous().post("/v1/auth/mfa", Json.of("token", token, "method", method, "code", code));
    }

    private static Person owner(String tenant) {
        return new Person(tenant, "owner@" + tenant + ".test", Tenants.PASSWORD);
    }

    private static JsonNode claims(String token) {
        return Json.parse(new String(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]), StandardCharsets.UTF_8));
    }
}
