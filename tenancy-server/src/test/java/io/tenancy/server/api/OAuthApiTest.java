package io.tenancy.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenancy.server.e2e.Answer;
import io.tenancy.server.e2e.Json;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What programs do over HTTP: tokens for keys, what they are good for, and how they end. */
@TestInstance(Lifecycle.PER_CLASS)
final class OAuthApiTest {
    @RegisterExtension
    static final TestApi API = new TestApi();

    private String account = "";
    private String secret = "";

    @BeforeAll
    void makeAnAccount() {
        account = API.call("POST", "/v1/service-accounts", Json.of("name", "server", "roles", List.of("OWNER")))
                .as("acme.owner")
                .send()
                .expect(201)
                .text("id");
        secret = key("user:read", "role:read", "token:introspect");
    }

    @Test
    void givesATokenBySecretInTheHeaderOrInTheForm() {
        String form = "grant_type=client_credentials&scope=user%3Aread";
        for (Answer answer : List.of(
                basic("/oauth2/token", form, account, secret),
                send("/oauth2/token", form + "&client_id=" + account + "&client_secret=" + secret),
                basic("/oauth2/token", form + "&client_id=" + account + "&resource=x&scope=", account, secret))) {
            JsonNode granted = answer.expect(200).json();
            assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
            assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
            assertThat(granted.path("token_type").asText()).isEqualTo("Bearer");
            assertThat(granted.path("expires_in").asInt()).isEqualTo(600);
            assertThat(granted.path("scope").asText()).isEqualTo("user:read");
            String token = granted.path("access_token").asText();
            bearer("GET", "/v1/users", token).expect(200);
            bearer("GET", "/v1/roles", token).expect(403, "access.denied");
            bearer("GET", "/v1/me", token).expect(403, "access.person_required");
        }
    }

    @Test
    void takesAKeyWhereverItTakesAToken() {
        bearer("GET", "/v1/users", secret).expect(200);
        bearer("GET", "/v1/settings", secret).expect(403, "access.denied");
        bearer("GET", "/v1/me/api-keys", secret).expect(403, "access.person_required");
        bearer("GET", "/v1/users", secret.substring(0, 20)).expect(401, "token.invalid");
    }

    @ParameterizedTest
    @CsvSource({
        "'grant_type=client_credentials&scope=user:write',           400, invalid_scope",
        "'grant_type=client_credentials&scope=nonsense',             400, invalid_scope",
        "'grant_type=password',                                      400, unsupported_grant_type",
        "'grant_type=client_credentials&grant_type=refresh_token',   400, invalid_request",
        "'grant_type=%ff',                                           400, invalid_request",
        "'grant_type=',                                              400, invalid_request",
        "'',                                                         400, invalid_request",
        "'grant_type=client_credentials&client_id=other',            400, invalid_request",
        "'grant_type=client_credentials&client_secret=x',            400, invalid_request"
    })
    void refusesInTheWordsOfOAuth(String form, int status, String error) {
        Answer refused = basic("/oauth2/token", form, account, secret).expect(status);

        assertThat(refused.text("error")).isEqualTo(error);
        assertThat(refused.text("error_description")).isNotEmpty();
        assertThat(refused.headers().firstValue("Cache-Control")).contains("no-store");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic x", "Basic eA==", "Basic", "Bearer abc", "Basic %", ""})
    void refusesAClientThatCannotBeRead(String header) {
        Answer refused = API.call("POST", "/oauth2/token")
                .header("Authorization", header)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .body("grant_type=client_credentials".getBytes(StandardCharsets.UTF_8))
                .send();

        refusesTheClient(refused);
    }

    @Test
    void refusesAWrongClientAtEachEndpoint() {
        for (String path : List.of("/oauth2/token", "/oauth2/introspect", "/oauth2/revoke")) {
            String form = "grant_type=client_credentials&token=x";
            refusesTheClient(basic(path, form, UUID.randomUUID().toString(), secret));
            refusesTheClient(basic(path, form, account, "tk_x"));
            refusesTheClient(send(path, form + "&client_secret=" + secret));
        }
        refusesTheClient(send("/oauth2/token", "grant_type=client_credentials"));
        refusesTheClient(send("/oauth2/introspect", "token=x"));
    }

    @Test
    void takesFormsOnly() {
        API.call("POST", "/oauth2/token", Json.of("grant_type", "client_credentials"))
                .send()
                .expect(415, "body.unsupported_type");
        send("/oauth2/token", "tenantId=x").expect(400, "tenant.not_accepted");
        send("/oauth2/token", "grant_type=" + "x".repeat(BodyReader.LITTLE)).expect(413, "body.too_large");
        API.call("POST", "/v1/auth/login")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .body("tenant=acme".getBytes(StandardCharsets.UTF_8))
                .send()
                .expect(415, "body.unsupported_type");
    }

    @Test
    void tellsAResourceServerWhatATokenIsGoodFor() {
        JsonNode active = introspected(API.token("acme.viewer"));
        assertThat(active.path("active").asBoolean()).isTrue();
        assertThat(active.path("scope").asText()).isEqualTo("tenant:read user:read");
        assertThat(active.has("client_id")).isFalse();
        assertThat(active.path("iss").asText()).isEqualTo("https://api.test/base/");
        assertThat(active.path("exp").asLong() - active.path("iat").asLong()).isEqualTo(600);
        JsonNode key = introspected(secret);
        assertThat(key.path("client_id").asText()).isEqualTo(account);
        assertThat(key.path("tenant_id")).isEqualTo(active.path("tenant_id"));
        for (String other : List.of(API.token("globex.owner"), API.token("operator"), "nonsense", "tk_x")) {
            assertThat(introspected(other).toString()).isEqualTo("{\"active\":false}");
        }
        basic("/oauth2/introspect", "token=x", account, key("user:read")).expect(403, "access.denied");
    }

    @Test
    void endsKeysAndSessions() {
        String doomed = key("user:read");
        send("/oauth2/revoke", "token=" + doomed).expect(200);
        bearer("GET", "/v1/users", doomed).expect(401, "token.invalid");
        String refresh = API.call(
                        "POST",
                        "/v1/auth/login",
                        Json.of("tenant", "acme", "email", "viewer@acme.test", "password", TestApi.PASSWORD))
                .send()
                .expect(200)
                .text("refreshToken");
        send("/oauth2/revoke", "token=" + refresh + "&token_type_hint=refresh_token")
                .expect(200);
        API.call("POST", "/v1/auth/refresh", Json.of("refreshToken", refresh))
                .send()
                .expect(401, "session.invalid_refresh_token");
        send("/oauth2/revoke", "token=nonsense").expect(200);
        Answer access =
                send("/oauth2/revoke", "token=" + API.token("acme.viewer")).expect(400);
        assertThat(access.text("error")).isEqualTo("unsupported_token_type");
    }

    @Test
    void claimsNothingThatIsNotServed() {
        JsonNode metadata =
                API.get("/.well-known/openid-configuration").send().expect(200).json();

        assertThat(metadata)
                .isEqualTo(API.get("/.well-known/oauth-authorization-server")
                        .send()
                        .expect(200)
                        .json());
        assertThat(metadata.has("authorization_endpoint")).isFalse();
        assertThat(metadata.has("id_token_signing_alg_values_supported")).isFalse();
        List<String> endpoints = metadata.properties().stream()
                .filter(member -> member.getKey().endsWith("_endpoint"))
                .map(member -> path(member.getValue().asText()))
                .toList();
        assertThat(endpoints).containsExactlyInAnyOrder("/oauth2/token", "/oauth2/introspect", "/oauth2/revoke");
        for (String endpoint : endpoints) {
            basic(endpoint, "grant_type=client_credentials&token=nonsense", account, secret)
                    .expect(200);
        }
        assertThat(metadata.path("response_types_supported")).isEmpty();
        assertThat(metadata.path("grant_types_supported"))
                .extracting(JsonNode::asText)
                .containsExactly("client_credentials");
        for (String grant : List.of("password", "authorization_code", "refresh_token", "implicit")) {
            assertThat(basic("/oauth2/token", "grant_type=" + grant, account, secret)
                            .expect(400)
                            .text("error"))
                    .isEqualTo("unsupported_grant_type");
        }
        String posted = "&client_id=" + account + "&client_secret=" + secret;
        assertThat(metadata.path("token_endpoint_auth_methods_supported"))
                .extracting(JsonNode::asText)
                .containsExactlyInAnyOrder("client_secret_basic", "client_secret_post");
        send("/oauth2/token", "grant_type=client_credentials" + posted).expect(200);
        send("/oauth2/token", "grant_type=client_credentials&client_id=" + account)
                .expect(401);
        send("/oauth2/introspect", "token=nonsense" + posted).expect(200);
        send("/oauth2/introspect", "token=nonsense").expect(401);
        send("/oauth2/revoke", "token=nonsense" + posted).expect(200);
        send("/oauth2/revoke", "token=nonsense").expect(200);
        API.get(path(metadata.path("jwks_uri").asText())).send().expect(200);
        assertThat(metadata.path("issuer").asText()).isEqualTo("https://api.test/base/");
        metadata.path("scopes_supported")
                .forEach(scope -> assertThat(scope.asText()).contains(":"));
    }

    private static String path(String url) {
        assertThat(url).startsWith("https://api.test/base/");
        return URI.create(url).getPath().substring("/base".length());
    }

    private static void refusesTheClient(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(401);
        assertThat(answer.text("error")).isEqualTo("invalid_client");
        assertThat(answer.headers().firstValue("WWW-Authenticate").orElseThrow())
                .startsWith("Basic ");
    }

    private JsonNode introspected(String token) {
        return basic("/oauth2/introspect", "token=" + token, account, secret)
                .expect(200)
                .json();
    }

    private String key(String... scopes) {
        return API.call("POST", "/v1/service-accounts/" + account + "/keys", Json.of("name", "key", "scopes", scopes))
                .as("acme.owner")
                .send()
                .expect(201)
                .text("secret");
    }

    private static Answer bearer(String method, String path, String token) {
        return API.call(method, path).header("Authorization", "Bearer " + token).send();
    }

    private static Answer send(String path, String form) {
        return form(path, form).send();
    }

    private static Answer basic(String path, String form, String id, String secret) {
        String pair =
                URLEncoder.encode(id, StandardCharsets.UTF_8) + ":" + URLEncoder.encode(secret, StandardCharsets.UTF_8);
        String encoded = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
        return form(path, form).header("Authorization", "Basic " + encoded).send();
    }

    private static TestApi.Call form(String path, String form) {
        return API.call("POST", path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .body(form.getBytes(StandardCharsets.UTF_8));
    }
}
