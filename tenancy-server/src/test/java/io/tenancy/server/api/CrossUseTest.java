package io.tenancy.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tenancy.core.credential.OneTimeToken.Purpose;
import io.tenancy.core.mail.Mail;
import io.tenancy.server.e2e.Answer;
import io.tenancy.server.e2e.AuthenticatorApp;
import io.tenancy.server.e2e.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kind of token and secret, at every place that takes another kind, is refused as a text without meaning is. */
final class CrossUseTest {
    @RegisterExtension
    static final TestApi API = new TestApi();

    private static final Path CORE = Path.of("../tenancy-core/src/main/java");
    private static final Pattern PREFIX = Pattern.compile("PREFIX = \"([a-z]+_)\"");

    /** What is shorter, as a code of six digits, can be in a line by chance. */
    private static final int SHORTEST_TOLD = 12;

    /** The service accounts by their keys. */
    private static final Map<String, String> CLIENTS = new ConcurrentHashMap<>();

    /** What somebody can hold; each is good when it is made. */
    enum Kind {
        NONSENSE(() -> "nonsense"),
        USER_TOKEN(() -> API.token("acme.owner")),
        SERVICE_TOKEN(CrossUseTest::serviceToken),
        REFRESH_TOKEN(() -> pair().text("refreshToken")),
        USER_KEY(() -> secret("/v1/me/api-keys")),
        SERVICE_KEY(CrossUseTest::serviceKey),
        WEBHOOK_SECRET(CrossUseTest::webhookSecret),
        INVITATION(CrossUseTest::invitation),
        RESET(() -> mailed(Purpose.PASSWORD_RESET, false)),
        VERIFICATION(() -> mailed(Purpose.EMAIL_VERIFICATION, false)),
        EMAIL_CHANGE(() -> mailed(Purpose.EMAIL_CHANGE, true)),
        MFA_TOKEN(CrossUseTest::mfaToken),
        SUPPORT_TOKEN(CrossUseTest::supportToken),
        ENROLMENT_TOKEN(CrossUseTest::enrolmentToken),
        TOTP_CODE(() -> enrolled().app().code()),
        RECOVERY_CODE(() -> enrolled().recoveryCode()),
        ONE_TIME_PASSWORD(() -> user(address()).text("oneTimePassword")),
        PASSWORD(() -> TestApi.PASSWORD),
        CURSOR(() ->
                API.get("/v1/users?limit=1").as("acme.owner").send().expect(200).text("next")),
        SIGNING_KEY(() -> API.get("/.well-known/jwks.json")
                .send()
                .json()
                .at("/keys/0/kid")
                .asText());

        @SuppressWarnings("ImmutableEnumChecker") // a function without state
        private final Supplier<String> making;

        Kind(Supplier<String> making) {
            this.making = making;
        }

        String make() {
            return making.get();
        }
    }

    /** A place that takes a secret: the member of a schema, the header, or a parameter of the query. */
    enum Place {
        HEADER(
                "Authorization",
                EnumSet.of(Kind.USER_TOKEN, Kind.SERVICE_TOKEN, Kind.USER_KEY, Kind.SERVICE_KEY, Kind.SUPPORT_TOKEN),
                secret -> API.get("/v1/users")
                        .header("Authorization", "Bearer " + secret)
                        .send()),
        CURSOR_PARAMETER(
                "cursor",
                EnumSet.of(Kind.CURSOR),
                secret -> API.get("/v1/users?limit=1&cursor=" + secret.replace(' ', '+'))
                        .as("acme.owner")
                        .send()),
        REFRESH(
                "Refresh.refreshToken",
                EnumSet.of(Kind.REFRESH_TOKEN),
                secret -> post("/v1/auth/refresh", Json.of("refreshToken", secret))),
        /** Of a user who has another password, so that this takes nobody's. */
        LOGIN("Login.password", EnumSet.noneOf(Kind.class), secret -> post("/v1/auth/login", login(secret))),
        CHANGE(
                "PasswordChange.password",
                EnumSet.noneOf(Kind.class),
                secret -> post("/v1/auth/password", login(secret).put("newPassword", "another one of good length"))),
        ACCEPT(
                "Acceptance.token",
                EnumSet.of(Kind.INVITATION),
                secret -> post("/v1/auth/invitations/accept", Json.of("token", secret, "password", TestApi.PASSWORD))),
        FORGOTTEN(
                "NewPassword.token",
                EnumSet.of(Kind.RESET),
                secret -> post("/v1/auth/password/reset", Json.of("token", secret, "password", TestApi.PASSWORD))),
        ADDRESS(
                "MailedToken.token",
                EnumSet.of(Kind.VERIFICATION, Kind.EMAIL_CHANGE),
                secret -> post("/v1/auth/email/verify", Json.of("token", secret))),
        /** Of its own kind it takes none by itself: a code has to come with it. */
        SECOND_FACTOR(
                "MfaProof.token",
                EnumSet.noneOf(Kind.class),
                secret -> post("/v1/auth/mfa", Json.of("token", secret, "method", "totp", "code", "no code"))),
        ENROLMENT(
                "MfaToken.token",
                EnumSet.of(Kind.ENROLMENT_TOKEN),
                secret -> post("/v1/auth/mfa/enrol", Json.of("token", secret))),
        ENROLLED(
                "EnrolmentProof.token",
                EnumSet.noneOf(Kind.class),
                secret -> post("/v1/auth/mfa/enrol/confirm", Json.of("token", secret, "code", "no code"))),
        /** With a credential that no authenticator has made. */
        PASSKEY_ENROLLED(
                "PasskeyEnrolment.token",
                EnumSet.noneOf(Kind.class),
                secret -> post(
                        "/v1/auth/mfa/enrol/passkey",
                        Json.of("token", secret, "name", "N", "credential", credential("attestationObject")))),
        CLIENT(
                "TokenRequest.client_secret",
                EnumSet.of(Kind.SERVICE_KEY),
                secret -> form("/oauth2/token", "grant_type=client_credentials" + client(secret))),
        OTHER_CLIENT(
                "TokenForm.client_secret",
                EnumSet.of(Kind.SERVICE_KEY),
                secret -> form("/oauth2/introspect", "token=x" + client(secret))),
        TOKEN(
                "TokenForm.token",
                EnumSet.of(Kind.USER_TOKEN, Kind.SERVICE_TOKEN, Kind.USER_KEY, Kind.SERVICE_KEY, Kind.SUPPORT_TOKEN),
                secret -> form("/oauth2/introspect", "token=" + secret + client(serviceKey())));

        private final String name;

        @SuppressWarnings("ImmutableEnumChecker") // nobody changes it
        private final Set<Kind> takes;

        @SuppressWarnings("ImmutableEnumChecker") // a function without state
        private final Function<String, Answer> use;

        Place(String name, Set<Kind> takes, Function<String, Answer> use) {
            this.name = name;
            this.takes = takes;
            this.use = use;
        }
    }

    /** Members of requests that set a secret, and take none. */
    private static final Set<String> SETTING =
            Set.of("PasswordChange.newPassword", "Acceptance.password", "NewPassword.password", "Line.passwordHash");

    /** Members that take a code of an app, or the password of who is signed in already: no token, and tried by MfaTest. */
    private static final Set<String> PROOFS =
            Set.of("AppCode.code", "EnrolmentProof.code", "MfaProof.code", "StepUp.code", "StepUp.password");

    private static final AtomicReference<Enrolled> ENROLLED = new AtomicReference<>();
    private static final AtomicBoolean STRICT_ONCE = new AtomicBoolean();

    /** What the viewer of acme has as a second factor. */
    private record Enrolled(AuthenticatorApp app, String recoveryCode) {}

    static Stream<Arguments> wrongPairs() {
        return Stream.of(Place.values())
                .flatMap(place -> Stream.of(Kind.values())
                        .filter(kind -> !place.takes.contains(kind) && !isHalf(kind, place))
                        .map(kind -> Arguments.of(kind, place)));
    }

    /** A token that is taken together with a code or a passkey, and tells what is wrong with that. */
    private static boolean isHalf(Kind kind, Place place) {
        return kind == Kind.ENROLMENT_TOKEN
                && EnumSet.of(Place.ENROLLED, Place.PASSKEY_ENROLLED).contains(place);
    }

    static Stream<Arguments> rightPairs() {
        return Stream.of(Place.values()).flatMap(place -> place.takes.stream().map(kind -> Arguments.of(kind, place)));
    }

    @ParameterizedTest(name = "{0} at {1}")
    @MethodSource("wrongPairs")
    void refusesAnotherKindAsNonsense(Kind kind, Place place) {
        String secret = kind.make();
        Answer nonsense = place.use.apply("x".repeat(secret.length()));
        List<String> log = new ArrayList<>();
        Answer refused = LogLines.during(log, () -> place.use.apply(secret));

        assertThat(body(refused)).isEqualTo(body(nonsense));
        if (place == Place.TOKEN) {
            assertThat(refused.text()).isEqualTo("{\"active\":false}");
        } else {
            assertThat(refused.status()).isIn(401, 422);
            assertThat(log)
                    .as("the reason is logged")
                    .anyMatch(line -> line.matches("A request is refused: " + refused.status() + " [a-zA-Z_.]+\\."));
        }
        assertThat(secret.length() < SHORTEST_TOLD ? List.<String>of() : log)
                .as("the secret is in no line")
                .noneMatch(line -> line.contains(secret));
        assertThat(refused.headers().firstValue("WWW-Authenticate"))
                .isEqualTo(nonsense.headers().firstValue("WWW-Authenticate"));
    }

    @ParameterizedTest(name = "{0} at {1}")
    @MethodSource("rightPairs")
    void takesItsOwnKinds(Kind kind, Place place) {
        Answer taken = place.use.apply(kind.make());

        assertThat(taken.status()).as(taken.text()).isIn(200, 204, 403);
        if (place == Place.TOKEN) {
            assertThat(taken.json().path("active").asBoolean()).isTrue();
        }
    }

    /** Whoever adds an operation gets this for nothing. */
    @ParameterizedTest
    @EnumSource
    void isRefusedByEachOperationThatTakesAToken(Kind kind) {
        if (Place.HEADER.takes.contains(kind)) {
            return;
        }
        String secret = kind.make();
        API.get("/openapi.json")
                .send()
                .expect(200)
                .json()
                .path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(operation -> {
                    if (!operation
                            .getValue()
                            .path("x-required-permission")
                            .asText()
                            .equals("open")) {
                        API.call(
                                        operation.getKey().toUpperCase(Locale.ROOT),
                                        path.getKey().replaceAll("\\{[^}]*}", "x"))
                                .header("Authorization", "Bearer " + secret)
                                .send()
                                .expect(401, "token.invalid");
                    }
                }));
    }

    /** A secret that somebody adds to a request is added to the places. */
    @Test
    void namesEachPlaceThatTakesASecret() {
        JsonNode document = API.get("/openapi.json").send().expect(200).json();
        Set<String> requests = document.path("paths").findValues("requestBody").stream()
                .flatMap(body -> body.findValuesAsText("$ref").stream())
                .map(reference -> reference.substring(reference.lastIndexOf('/') + 1))
                .collect(Collectors.toSet());
        Set<String> secrets = new TreeSet<>();
        document.at("/components/schemas")
                .properties()
                .forEach(schema -> schema.getValue().path("properties").properties().stream()
                        .filter(member ->
                                member.getValue().path("format").asText().equals("password"))
                        .filter(member -> requests.contains(schema.getKey())
                                || schema.getKey().equals("Line"))
                        .forEach(member -> secrets.add(schema.getKey() + "." + member.getKey())));
        secrets.removeAll(SETTING);
        secrets.removeAll(PROOFS);

        assertThat(secrets)
                .containsExactlyInAnyOrderElementsOf(Stream.of(Place.values())
                        .map(place -> place.name)
                        .filter(name -> name.contains("."))
                        .collect(Collectors.toSet()));
    }

    /** A token that somebody gives a prefix of its own is added to the kinds. */
    @Test
    void namesEachKindThatHasAPrefix() throws IOException {
        Set<String> prefixes = new TreeSet<>();
        try (Stream<Path> files = Files.walk(CORE)) {
            for (Path file :
                    files.filter(one -> one.toString().endsWith(".java")).toList()) {
                PREFIX.matcher(Files.readString(file)).results().forEach(found -> prefixes.add(found.group(1)));
            }
        }
        List<String> made = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            made.add(kind.make());
        }

        assertThat(prefixes)
                .isNotEmpty()
                .allSatisfy(prefix -> assertThat(made).anyMatch(secret -> secret.startsWith(prefix)));
    }

    /** Of a webhook that is gone at once: a tenant has room for a few only. */
    private static String webhookSecret() {
        Answer issued = API.call("POST", "/v1/webhooks", Json.of("url", "https://hooks.acme.example/tenancy"))
                .as("acme.owner")
                .send()
                .expect(201);
        API.call("DELETE", "/v1/webhooks/" + issued.text("id"))
                .as("acme.owner")
                .send()
                .expect(204);
        return issued.text("secret");
    }

    private static ObjectNode credential(String member) {
        return Json.of("id", "AAAA", "response", Json.of("clientDataJSON", "AAAA", member, "AAAA"));
    }

    private static ObjectNode body(Answer answer) {
        ObjectNode body = (ObjectNode) answer.json().deepCopy();
        body.remove("requestId");
        return body.put("status of the answer", answer.status());
    }

    private static Answer post(String path, ObjectNode body) {
        return API.call("POST", path, body).send();
    }

    private static Answer form(String path, String form) {
        return API.call("POST", path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .body(form.getBytes(StandardCharsets.UTF_8))
                .send();
    }

    private static Answer pair() {
        return post(
                        "/v1/auth/login",
                        Json.of("tenant", "acme", "email", "owner@acme.test", "password", TestApi.PASSWORD))
                .expect(200);
    }

    private static ObjectNode login(String secret) {
        String email = address();
        user(email);
        return Json.of("tenant", "acme", "email", email, "password", secret);
    }

    private static String address() {
        return UUID.randomUUID() + "@acme.test";
    }

    private static Answer user(String email) {
        return API.call("POST", "/v1/users", Json.of("email", email, "name", "N", "roles", List.of("VIEWER")))
                .as("acme.owner")
                .send()
                .expect(201);
    }

    private static String mailed(Purpose purpose, boolean isAboutAnother) {
        String email = address();
        user(email);
        return API.mailed(purpose, email, isAboutAnother ? address() : email);
    }

    private static String invitation() {
        String email = address();
        API.call("POST", "/v1/users/invitations", Json.of("email", email, "name", "N", "roles", List.of("VIEWER")))
                .as("acme.owner")
                .send()
                .expect(201);
        return API.sent().stream()
                .filter(Mail.Invitation.class::isInstance)
                .map(mail -> (Mail.Invitation) mail)
                .filter(mail -> mail.to().equals(email))
                .map(mail -> mail.token().reveal())
                .findAny()
                .orElseThrow();
    }

    /** What the viewer gets for the password, who has an authenticator app from the first time on. */
    private static String mfaToken() {
        var unused = enrolled();
        return post(
                        "/v1/auth/login",
                        Json.of("tenant", "acme", "email", "viewer@acme.test", "password", TestApi.PASSWORD))
                .expect(200)
                .json()
                .at("/mfa/token")
                .asText();
    }

    private static Enrolled enrolled() {
        if (ENROLLED.get() == null) {
            String key = API.call("POST", "/v1/me/mfa/totp")
                    .as("acme.viewer")
                    .send()
                    .expect(200)
                    .text("secret");
            AuthenticatorApp app = new AuthenticatorApp(key);
            JsonNode codes = API.call("POST", "/v1/me/mfa/totp/confirm", Json.of("code", app.code()))
                    .as("acme.viewer")
                    .send()
                    .expect(200)
                    .json()
                    .path("recoveryCodes");
            ENROLLED.set(new Enrolled(app, codes.path(0).asText()));
        }
        return ENROLLED.get();
    }

    /** What somebody gets for the password who has no factor, in a tenant that asks for one. */
    private static String enrolmentToken() {
        if (STRICT_ONCE.compareAndSet(false, true)) {
            API.call("PUT", "/v1/tenant/security", Json.of("mfa", "required"))
                    .as("globex.owner")
                    .send()
                    .expect(200);
        }
        return post(
                        "/v1/auth/login",
                        Json.of("tenant", "globex", "email", "owner@globex.test", "password", TestApi.PASSWORD))
                .expect(200)
                .json()
                .at("/mfa/token")
                .asText();
    }

    private static String supportToken() {
        JsonNode tenants = API.get("/v1/tenants?limit=200")
                .as("operator")
                .send()
                .expect(200)
                .json();
        String acme = StreamSupport.stream(tenants.path("items").spliterator(), false)
                .filter(tenant -> tenant.path("slug").asText().equals("acme"))
                .map(tenant -> tenant.path("id").asText())
                .findAny()
                .orElseThrow();
        return API.call("POST", "/v1/tenants/" + acme + "/visits", Json.of("reason", "Looking after a question"))
                .as("operator")
                .send()
                .expect(201)
                .text("accessToken");
    }

    private static String account() {
        return API.call(
                        "POST",
                        "/v1/service-accounts",
                        Json.of("name", UUID.randomUUID().toString(), "roles", List.of("OWNER")))
                .as("acme.owner")
                .send()
                .expect(201)
                .text("id");
    }

    private static String secret(String path) {
        return API.call("POST", path, Json.of("name", "N", "scopes", List.of("user:read", "token:introspect")))
                .as("acme.owner")
                .send()
                .expect(201)
                .text("secret");
    }

    private static String serviceKey() {
        String account = account();
        String secret = secret("/v1/service-accounts/" + account + "/keys");
        CLIENTS.put(secret, account);
        return secret;
    }

    private static String serviceToken() {
        return form("/oauth2/token", "grant_type=client_credentials" + client(serviceKey()))
                .expect(200)
                .text("access_token");
    }

    /** The client of a key, if it is one of a service account; otherwise one that has other keys. */
    private static String client(String secret) {
        String known = CLIENTS.get(secret);
        return "&client_id=" + (known == null ? account() : known) + "&client_secret=" + secret;
    }
}
