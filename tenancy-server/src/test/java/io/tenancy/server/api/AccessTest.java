package io.tenancy.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.server.e2e.Answer;
import io.tenancy.server.e2e.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AccessTest {
    @RegisterExtension
    static final TestApi API = new TestApi();

    @Test
    void asksForAToken() {
        Answer refused = API.get("/v1/users").send().expect(401, "token.missing");

        assertThat(refused.headers().firstValue("WWW-Authenticate")).contains("Bearer realm=\"tenancy\"");
        assertThat(refused.headers().firstValue("Content-Type")).contains("application/problem+json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer x", "Bearer", "Basic YTpi", "bearer a.b.c", "Bearer  ", "Bearer a b"})
    void refusesABadToken(String header) {
        Answer refused =
                API.get("/v1/me").header("Authorization", header).send().expect(401, "token.invalid");

        assertThat(refused.headers().firstValue("WWW-Authenticate"))
                .contains("Bearer realm=\"tenancy\", error=\"invalid_token\"");
    }

    @Test
    void refusesTwoTokens() {
        API.get("/v1/me").as("acme.owner").as("acme.viewer").send().expect(401, "token.invalid");
    }

    @Test
    void takesATokenFromTheHeaderOnly() {
        API.get("/v1/me?access_token=" + API.token("acme.owner")).send().expect(401, "token.missing");
    }

    @Test
    void refusesWhoLacksThePermissionBeforeItReadsTheBody() {
        API.call("POST", "/v1/users").as("acme.viewer").json("{").send().expect(403, "access.denied");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/tenants", "/v1/tenants/00000000-0000-7000-8000-000000000000"})
    void keepsTheTenantsOfThePlatformFromOwners(String path) {
        API.get(path).as("acme.owner").send().expect(403, "access.denied");
    }

    @Test
    void refusesTheTokensOfASuspendedTenant() {
        String id = API.get("/v1/tenant").as("globex.owner").send().expect(200).text("id");
        API.call("POST", "/v1/tenants/" + id + "/suspend").as("operator").send().expect(200);

        API.get("/v1/me").as("globex.owner").send().expect(403, "tenant.suspended");

        API.call("POST", "/v1/tenants/" + id + "/resume").as("operator").send().expect(200);
        API.get("/v1/me").as("globex.owner").send().expect(200);
    }

    @Test
    void endsASession() {
        API.signIn("acme", "owner@acme.test", "leaving");

        API.call("POST", "/v1/auth/logout").as("leaving").send().expect(204);

        API.get("/v1/me").as("leaving").send().expect(401, "token.invalid");
    }

    @Test
    void tellsNothingOfWhyASignInFails() {
        Answer wrongPassword = login("acme", "owner@acme.test");
        Answer unknownTenant = login("nowhere", "owner@acme.test");

        wrongPassword.expect(401, "login.failed");
        assertThat(unknownTenant.json().path("detail"))
                .isEqualTo(wrongPassword.json().path("detail"));
    }

    @Test
    void exchangesARefreshToken() {
        Answer pair = API.call(
                        "POST",
                        "/v1/auth/login",
                        Json.of("tenant", "acme", "email", "owner@acme.test", "password", TestApi.PASSWORD))
                .send()
                .expect(200);
        assertThat(pair.text("tokenType")).isEqualTo("Bearer");
        assertThat(pair.json().path("expiresIn").asLong()).isEqualTo(600);
        assertThat(pair.headers().firstValue("Cache-Control")).contains("no-store");

        Answer next = API.call("POST", "/v1/auth/refresh", Json.of("refreshToken", pair.text("refreshToken")))
                .send()
                .expect(200);

        assertThat(next.text("refreshToken")).isNotEqualTo(pair.text("refreshToken"));
    }

    private static Answer login(String tenant, String email) {
        return API.call(
                        "POST",
                        "/v1/auth/login",
                        Json.of("tenant", tenant, "email", email, "password", "not the password"))
                .send();
    }
}
