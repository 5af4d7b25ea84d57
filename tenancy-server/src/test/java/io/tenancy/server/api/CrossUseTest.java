package io.tenancy.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tenancy.core.credential.OneTimeToken.Purpose;
import io.tenancy.core.mail.Mail;
import io.tenancy.server.e2e.Answer;
import io.tenancy.server.e2e.AuthenticatorApp;
import io.tenancy.server.e2e.Json;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
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
    private static final Path CONSOLE = Path.of("src/main/java/io/tenancy/server/console");
    private static final Pattern COOKIE = Pattern.compile("\"(__Host-[a-z-]+)\"");
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

    private static final Set<Kind> BEARERS =
            EnumSet.of(Kind.USER_TOKEN, Kind.SERVICE_TOKEN, Kind.USER_KEY, Kind.SERVICE_KEY, Kind.SUPPORT_TOKEN);
    private static final Set<Kind> NONE = EnumSet.noneOf(Kind.class);
    private static final Set<Kind> CLIENT_SECRETS = EnumSet.of(Kind.SERVICE_KEY);

    /**
     * A place that takes a secret: an operation, and a member of its body, a header, a parameter of its query or a cookie.
     * Some say of a secret that they do not take what it is, to who has it.
     */
    enum Place {
        HEADER(
                "GET /v1/users",
                "Authorization",
                BEARERS,
                (operation, secret) -> call(operation)
                        .header("Authorization", "Bearer " + secret)
                        .send()),
        CURSOR_PARAMETER(
                "GET /v1/users",
                "cursor",
                EnumSet.of(Kind.CURSOR),
                (operation, secret) -> call(operation + "?limit=1&cursor=" + secret.replace(' ', '+'))
                        .as("acme.owner")
                        .send()),
        REFRESH(
                "POST /v1/auth/refresh",
                "refreshToken",
                EnumSet.of(Kind.REFRESH_TOKEN),
                (operation, secret) -> json(operation, Json.of("refreshToken", secret))),
        /** Of a user who has another password, so that this takes nobody's. */
        LOGIN("POST /v1/auth/login", "password", NONE, (operation, secret) -> json(operation, login(secret))),
        CHANGE(
                "POST /v1/auth/password",
                "password",
                NONE,
                (operation, secret) -> json(operation, login(secret).put("newPassword", "another one of good length"))),
        ACCEPT(
                "POST /v1/auth/invitations/accept",
                "token",
                EnumSet.of(Kind.INVITATION),
                (operation, secret) -> json(operation, Json.of("token", secret, "password", TestApi.PASSWORD))),
        FORGOTTEN(
                "POST /v1/auth/password/reset",
                "token",
                EnumSet.of(Kind.RESET),
                (operation, secret) -> json(operation, Json.of("token", secret, "password", TestApi.PASSWORD))),
        ADDRESS(
                "POST /v1/auth/email/verify",
                "token",
                EnumSet.of(Kind.VERIFICATION, Kind.EMAIL_CHANGE),
                CrossUseTest::token),
        /** Of its own kind it takes none by itself: a code has to come with it. */
        SECOND_FACTOR(
                "POST /v1/auth/mfa",
                "token",
                NONE,
                (operation, secret) -> json(operation, Json.of("token", secret, "method", "totp", "code", "no code"))),
        SHOWN_PASSKEY("POST /v1/auth/mfa/passkey/options", "token", EnumSet.of(Kind.MFA_TOKEN), CrossUseTest::token),
        ENROLMENT("POST /v1/auth/mfa/enrol", "token", EnumSet.of(Kind.ENROLMENT_TOKEN), CrossUseTest::token),
        PASSKEY_ENROLMENT(
                "POST /v1/auth/mfa/enrol/passkey/options",
                "token",
                EnumSet.of(Kind.ENROLMENT_TOKEN),
                CrossUseTest::token),
        /** The token is taken together with a code, and tells what is wrong with that. */
        ENROLLED(
                "POST /v1/auth/mfa/enrol/confirm",
                "token",
                NONE,
                EnumSet.of(Kind.ENROLMENT_TOKEN),
                (operation, secret) -> json(operation, Json.of("token", secret, "code", "no code"))),
        /** With a credential that no authenticator has made. */
        PASSKEY_ENROLLED(
                "POST /v1/auth/mfa/enrol/passkey",
                "token",
                NONE,
                EnumSet.of(Kind.ENROLMENT_TOKEN),
                (operation, secret) -> json(operation, newPasskey().put("token", secret))),
        CLIENT(
                "POST /oauth2/token",
                "client_secret",
                CLIENT_SECRETS,
                (operation, secret) -> form(operation, "grant_type=client_credentials" + client(secret))),
        CLIENT_BY_BASIC(
                "POST /oauth2/token",
                "Basic",
                CLIENT_SECRETS,
                (operation, secret) -> basic(operation, "grant_type=client_credentials", secret)),
        ASKING_CLIENT(
                "POST /oauth2/introspect",
                "client_secret",
                CLIENT_SECRETS,
                (operation, secret) -> form(operation, "token=x" + client(secret))),
        ASKING_CLIENT_BY_BASIC(
                "POST /oauth2/introspect",
                "Basic",
                CLIENT_SECRETS,
                (operation, secret) -> basic(operation, "token=x", secret)),
        REVOKING_CLIENT(
                "POST /oauth2/revoke",
                "client_secret",
                CLIENT_SECRETS,
                (operation, secret) -> form(operation, "token=x" + client(secret))),
        REVOKING_CLIENT_BY_BASIC(
                "POST /oauth2/revoke",
                "Basic",
                CLIENT_SECRETS,
                (operation, secret) -> basic(operation, "token=x", secret)),
        TOKEN(
                "POST /oauth2/introspect",
                "token",
                BEARERS,
                (operation, secret) -> form(operation, "token=" + secret + client(asking()))),
        /** An access token is told from nonsense, as RFC 7009 has it, and not ended. */
        REVOKED(
                "POST /oauth2/revoke",
                "token",
                EnumSet.of(Kind.REFRESH_TOKEN, Kind.USER_KEY, Kind.SERVICE_KEY),
                EnumSet.of(Kind.USER_TOKEN, Kind.SERVICE_TOKEN, Kind.SUPPORT_TOKEN),
                (operation, secret) -> form(operation, "token=" + secret)),
        SESSION_COOKIE(
                "GET /v1/users",
                "__Host-tenancy",
                BEARERS,
                (operation, secret) -> cookie(operation, "session", "__Host-tenancy", secret)),
        VISIT_COOKIE(
                "GET /v1/users",
                "__Host-tenancy-visit",
                BEARERS,
                (operation, secret) -> cookie(operation, "visit", "__Host-tenancy-visit", secret)),
        REFRESH_COOKIE(
                "POST /console/session/refresh",
                "__Host-tenancy-refresh",
                EnumSet.of(Kind.REFRESH_TOKEN),
                (operation, secret) -> cookie(operation, "session", "__Host-tenancy-refresh", secret)),
        SIGNED_OUT(
                "DELETE /console/session",
                "__Host-tenancy-refresh",
                EnumSet.of(Kind.REFRESH_TOKEN),
                (operation, secret) -> cookie(operation, "session", "__Host-tenancy-refresh", secret)),
        /** Who has a token of another kind is told that it is of no visit. */
        LEFT(
                "DELETE /console/session/visits",
                "__Host-tenancy-visit",
                EnumSet.of(Kind.SUPPORT_TOKEN),
                EnumSet.of(Kind.USER_TOKEN, Kind.SERVICE_TOKEN, Kind.USER_KEY, Kind.SERVICE_KEY),
                (operation, secret) -> cookie(operation, "session", "__Host-tenancy-visit", secret)),
        STEP_COOKIE(
                "POST /console/session/mfa",
                "__Host-tenancy-step",
                NONE,
                (operation, secret) -> step(operation, Json.of("method", "totp", "code", "no code"), secret)),
        STEP_PASSKEY(
                "POST /console/session/mfa/passkey/options",
                "__Host-tenancy-step",
                EnumSet.of(Kind.MFA_TOKEN),
                CrossUseTest::step),
        STEP_ENROLMENT(
                "POST /console/session/mfa/enrol",
                "__Host-tenancy-step",
                EnumSet.of(Kind.ENROLMENT_TOKEN),
                CrossUseTest::step),
        STEP_ENROLLED(
                "POST /console/session/mfa/enrol/confirm",
                "__Host-tenancy-step",
                NONE,
                EnumSet.of(Kind.ENROLMENT_TOKEN),
                (operation, secret) -> step(operation, Json.of("code", "no code"), secret)),
        STEP_PASSKEY_ENROLMENT(
                "POST /console/session/mfa/enrol/passkey/options",
                "__Host-tenancy-step",
                EnumSet.of(Kind.ENROLMENT_TOKEN),
                CrossUseTest::step),
        STEP_PASSKEY_ENROLLED(
                "POST /console/session/mfa/enrol/passkey",
                "__Host-tenancy-step",
                NONE,
                EnumSet.of(Kind.ENROLMENT_TOKEN),
                (operation, secret) -> step(operation, newPasskey(), secret));

        /** Those that answer who shows nonsense as they answer everybody. */
        private static final Set<Place> CALM = EnumSet.of(TOKEN, REVOKED, SIGNED_OUT, LEFT);

        /** Those that end what they take. */
        private static final Set<Place> ENDING = EnumSet.of(REVOKED, SIGNED_OUT, LEFT);

        private final String operation;
        private final String member;

        @SuppressWarnings("ImmutableEnumChecker") // nobody changes it
        private final Set<Kind> takes;

        @SuppressWarnings("ImmutableEnumChecker") // nobody changes it
        private final Set<Kind> tells;

        @SuppressWarnings("ImmutableEnumChecker") // a function without state
        private final BiFunction<String, String, Answer> use;

        Place(String operation, String member, Set<Kind> takes, BiFunction<String, String, Answer> use) {
            this(operation, member, takes, NONE, use);
        }

        Place(
                String operation,
                String member,
                Set<Kind> takes,
                Set<Kind> tells,
                BiFunction<String, String, Answer> use) {
            this.operation = operation;
            this.member = member;
            this.takes = takes;
            this.tells = tells;
            this.use = use;
        }

        Answer use(String secret) {
            return use.apply(operation, secret);
        }

        static Set<String> names(Predicate<Place> which) {
            return Stream.of(values())
                    .filter(which)
                    .map(place -> place.operation + " " + place.member)
                    .collect(Collectors.toSet());
        }
    }

    /** Members of requests that set a secret, and take none. */
    private static final Set<String> SETTING = Set.of(
            "POST /v1/auth/password newPassword",
            "POST /v1/auth/invitations/accept password",
            "POST /v1/auth/password/reset password",
            "POST /v1/users/import passwordHash",
            "POST /v1/users/import/jobs passwordHash");

    /** Members that take a code of an app, or the password of who is signed in already: no token, and tried by MfaTest. */
    private static final Set<String> PROOFS = Set.of(
            "POST /v1/me/mfa/totp/confirm code",
            "POST /v1/auth/mfa/enrol/confirm code",
            "POST /v1/auth/mfa code",
            "POST /v1/auth/step-up code",
            "POST /v1/auth/step-up password");

    /** What asks whether there is a cookie, and never what is in it. */
    private static final String PRESENCE = "GET /console/session";

    private static final AtomicReference<String> ASKING = new AtomicReference<>();
    private static final AtomicReference<Enrolled> ENROLLED = new AtomicReference<>();
    private static final AtomicBoolean STRICT_ONCE = new AtomicBoolean();

    private static int tries;
    private static String stranger = "";

    /** What the viewer of acme has as a second factor. */
    private record Enrolled(AuthenticatorApp app, String recoveryCode) {}

    static Stream<Arguments> wrongPairs() {
        return Stream.of(Place.values())
                .flatMap(place -> Stream.of(Kind.values())
                        .filter(kind -> !place.takes.contains(kind) && !place.tells.contains(kind))
                        .map(kind -> Arguments.of(kind, place)));
    }

    static Stream<Arguments> rightPairs() {
        return Stream.of(Place.values()).flatMap(place -> place.takes.stream().map(kind -> Arguments.of(kind, place)));
    }

    static Stream<Arguments> toldPairs() {
        return Stream.of(Place.values()).flatMap(place -> place.tells.stream().map(kind -> Arguments.of(kind, place)));
    }

    @ParameterizedTest(name = "{0} at {1}")
    @MethodSource("wrongPairs")
    void refusesAnotherKindAsNonsense(Kind kind, Place place) {
        String secret = kind.make();
        Answer nonsense = place.use("x".repeat(secret.length()));
        List<String> log = new ArrayList<>();
        Answer refused = LogLines.during(log, () -> place.use(secret));

        assertThat(answered(refused)).isEqualTo(answered(nonsense));
        if (Place.CALM.contains(place)) {
            assertThat(refused.status()).isIn(200, 204);
            assertThat(refused.text()).isIn("{\"active\":false}", "{}", "");
            assertIsGood(kind, secret);
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
        String secret = kind.make();

        Answer taken = place.use(secret);

        assertThat(taken.status()).as(taken.text()).isIn(200, 204, 403);
        if (place == Place.TOKEN) {
            assertThat(taken.json().path("active").asBoolean()).isTrue();
        }
        if (Place.ENDING.contains(place)) {
            assertThat(own(kind).orElseThrow().use(secret).status()).isEqualTo(401);
        }
    }

    @ParameterizedTest(name = "{0} at {1}")
    @MethodSource("toldPairs")
    void refusesWhatItTellsFromNonsenseAndDoesNotEndIt(Kind kind, Place place) {
        String secret = kind.make();

        Answer refused = place.use(secret);

        assertThat(refused.status()).as(refused.text()).isBetween(400, 499);
        assertThat(refused.text()).doesNotContain(secret);
        assertIsGood(kind, secret);
    }

    /** Where a kind is taken that does not end by that. */
    private static Optional<Place> own(Kind kind) {
        return Stream.of(Place.values())
                .filter(place -> place.takes.contains(kind) && !Place.ENDING.contains(place))
                .findFirst();
    }

    private static void assertIsGood(Kind kind, String secret) {
        own(kind)
                .map(place -> place.use(secret))
                .ifPresent(taken -> assertThat(taken.status()).as(taken.text()).isIn(200, 204));
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

    /** A secret that somebody adds to a request is added to the places, and where a client says who it is, both ways are. */
    @Test
    void namesEachPlaceThatTakesASecret() {
        JsonNode document = API.get("/openapi.json").send().expect(200).json();
        Set<String> secrets = new TreeSet<>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(method -> {
                    String operation = method.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey();
                    JsonNode schemas = document.at("/components/schemas");
                    secrets(method.getValue().path("requestBody"), schemas, new HashSet<>())
                            .forEach(member -> secrets.add(operation + " " + member));
                    if (secrets.contains(operation + " client_secret")) {
                        secrets.add(operation + " Basic");
                    }
                }));
        assertThat(secrets).containsAll(SETTING).containsAll(PROOFS);
        secrets.removeAll(SETTING);
        secrets.removeAll(PROOFS);

        assertThat(secrets)
                .containsExactlyInAnyOrderElementsOf(Place.names(
                        place -> place.operation.startsWith("POST ") && !place.member.startsWith("__Host-")));
    }

    /** The secret members of what a part of the document refers to, however deep. */
    private static Set<String> secrets(JsonNode part, JsonNode schemas, Set<String> seen) {
        Set<String> members = new TreeSet<>();
        for (String reference : part.findValuesAsText("$ref")) {
            String name = reference.substring(reference.lastIndexOf('/') + 1);
            if (seen.add(name)) {
                JsonNode schema = schemas.path(name);
                schema.path("properties").properties().stream()
                        .filter(member ->
                                member.getValue().path("format").asText().equals("password"))
                        .forEach(member -> members.add(member.getKey()));
                members.addAll(secrets(schema, schemas, seen));
            }
        }
        return members;
    }

    /** A cookie that somebody adds is added to the places, and so is an operation of the console that reads one. */
    @Test
    void namesEachPlaceThatTakesACookie() throws Exception {
        Set<String> cookies = new TreeSet<>();
        Set<String> operations = new TreeSet<>();
        try (Stream<Path> files = Files.list(CONSOLE)) {
            for (Path file : files.toList()) {
                COOKIE.matcher(Files.readString(file)).results().forEach(found -> cookies.add(found.group(1)));
                operations.addAll(readingCookies(file.getFileName().toString().replace(".java", "")));
            }
        }

        assertThat(operations).contains(PRESENCE).hasSizeGreaterThan(1);
        operations.remove(PRESENCE);
        assertThat(operations)
                .containsExactlyInAnyOrderElementsOf(Stream.of(Place.values())
                        .map(place -> place.operation)
                        .filter(operation -> operation.contains("/console/"))
                        .collect(Collectors.toSet()));
        assertThat(cookies)
                .isNotEmpty()
                .containsExactlyInAnyOrderElementsOf(Stream.of(Place.values())
                        .map(place -> place.member)
                        .filter(member -> member.startsWith("__Host-"))
                        .collect(Collectors.toSet()));
    }

    /** The operations of a type of the console that are handed the headers of a request. */
    private static Set<String> readingCookies(String type) throws ClassNotFoundException {
        Class<?> resource = Class.forName("io.tenancy.server.console." + type);
        jakarta.ws.rs.@Nullable Path root = resource.getAnnotation(jakarta.ws.rs.Path.class);
        if (root == null) {
            return Set.of();
        }
        return Stream.of(resource.getDeclaredMethods())
                .filter(method -> List.of(method.getParameterTypes()).contains(HttpHeaders.class))
                .flatMap(method -> Stream.of(method.getAnnotations())
                        .map(annotation -> annotation.annotationType().getAnnotation(HttpMethod.class))
                        .filter(Objects::nonNull)
                        .map(verb -> verb.value() + " " + root.value() + path(method)))
                .collect(Collectors.toSet());
    }

    private static String path(Method method) {
        jakarta.ws.rs.@Nullable Path path = method.getAnnotation(jakarta.ws.rs.Path.class);
        return path == null ? "" : path.value();
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

    private static ObjectNode newPasskey() {
        ObjectNode credential =
                Json.of("id", "AAAA", "response", Json.of("clientDataJSON", "AAAA", "attestationObject", "AAAA"));
        return Json.of("name", "N", "credential", credential);
    }

    /** What an answer says, without what differs from one to the next. */
    private static ObjectNode answered(Answer answer) {
        ObjectNode body =
                answer.text().isEmpty() ? Json.of() : (ObjectNode) answer.json().deepCopy();
        body.remove("requestId");
        return body.put("status of the answer", answer.status());
    }

    private static TestApi.Call call(String operation) {
        String[] parts = operation.split(" ", 2);
        return API.call(parts[0], parts[1]);
    }

    private static Answer json(String operation, ObjectNode body) {
        return call(operation).json(body.toString()).send();
    }

    private static Answer token(String operation, String secret) {
        return json(operation, Json.of("token", secret));
    }

    private static Answer form(String operation, String form) {
        return form(call(operation), form);
    }

    private static Answer form(TestApi.Call call, String form) {
        return call.header("Content-Type", "application/x-www-form-urlencoded")
                .body(form.getBytes(StandardCharsets.UTF_8))
                .send();
    }

    private static Answer basic(String operation, String form, String secret) {
        String pair = id(secret) + ":" + URLEncoder.encode(secret, StandardCharsets.UTF_8);
        String encoded = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
        return form(call(operation).header("Authorization", "Basic " + encoded), form);
    }

    /** A page of the console that asks with a cookie, which has no blanks. */
    private static TestApi.Call page(String operation, String meant, String cookie, String secret) {
        return call(operation)
                .header("Tenancy-Console", meant)
                .header("Sec-Fetch-Site", "same-origin")
                .header("Cookie", cookie + "=" + secret.replace(' ', '+'));
    }

    private static Answer cookie(String operation, String meant, String cookie, String secret) {
        return page(operation, meant, cookie, secret).send();
    }

    private static Answer step(String operation, String secret) {
        return cookie(operation, "session", "__Host-tenancy-step", secret);
    }

    private static Answer step(String operation, ObjectNode body, String secret) {
        return page(operation, "session", "__Host-tenancy-step", secret)
                .json(body.toString())
                .send();
    }

    /** Of somebody new: one more session of somebody who has many would end one of those. */
    private static Answer pair() {
        String email = address();
        String oneTime = user(email).text("oneTimePassword");
        return json(
                        "POST /v1/auth/password",
                        Json.of("tenant", "acme", "email", email, "password", oneTime, "newPassword", TestApi.PASSWORD))
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
        return json(
                        "POST /v1/auth/login",
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
        return json(
                        "POST /v1/auth/login",
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

    /** The key of one client that asks what tokens are good for. */
    private static String asking() {
        if (ASKING.get() == null) {
            ASKING.set(serviceKey());
        }
        return ASKING.get();
    }

    private static String serviceToken() {
        return form("POST /oauth2/token", "grant_type=client_credentials" + client(serviceKey()))
                .expect(200)
                .text("access_token");
    }

    private static String client(String secret) {
        return "&client_id=" + id(secret) + "&client_secret=" + secret;
    }

    /** The client of a key, if it is one of a service account; otherwise one that has other keys. */
    private static String id(String secret) {
        String known = CLIENTS.get(secret);
        return known == null ? another() : known;
    }

    /** A client that has not been tried too often; a tenant has room for some only, so the one before is gone then. */
    private static synchronized String another() {
        if (tries++ % 4 == 0) {
            if (!stranger.isEmpty()) {
                API.call("DELETE", "/v1/service-accounts/" + stranger)
                        .header("If-Match", "*")
                        .as("acme.owner")
                        .send()
                        .expect(204);
            }
            stranger = account();
        }
        return stranger;
    }
}
