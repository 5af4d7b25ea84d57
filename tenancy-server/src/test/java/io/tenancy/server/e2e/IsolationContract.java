package io.tenancy.server.e2e;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tenancy.persistence.testkit.TestPostgres;
import io.tenancy.server.e2e.ApiDocument.Operation;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tenant B, with every permission a tenant can have, tries each operation on what is tenant A's. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class IsolationContract {
    private static final String UNKNOWN = "0193b3a0-0000-7000-8000-000000000000";
    private static final Duration JOBS = Duration.ofMinutes(1);

    private final Place placeOfAcme;
    private final Place placeOfGlobex;

    private RunningServer server;
    private JsonClient acme;
    private JsonClient globex;
    private Map<String, String> idsOfAcme;

    /** Where a tenant's rows are. */
    record Place(String isolation, String store) {}

    /** Two tenants in the store of the catalogue. */
    IsolationContract(String isolationOfAcme, String isolationOfGlobex) {
        this(new Place(isolationOfAcme, "main"), new Place(isolationOfGlobex, "main"));
    }

    /** Two tenants, each in the store {@code main} or {@code second}. */
    IsolationContract(Place placeOfAcme, Place placeOfGlobex) {
        this.placeOfAcme = placeOfAcme;
        this.placeOfGlobex = placeOfGlobex;
    }

    private Deployment deployment() {
        Deployment deployment = Deployment.fresh();
        return Stream.of(placeOfAcme, placeOfGlobex)
                        .allMatch(place -> place.store().equals("main"))
                ? deployment
                : deployment.withStore("second", TestPostgres.second().storeDatabase());
    }

    @BeforeAll
    void makeTwoTenants() {
        Deployment deployment = deployment();
        server = deployment.start();
        JsonClient operator = deployment.operator(server);
        Tenants tenants = new Tenants(server, operator);
        acme = tenants.owner("acme", placeOfAcme.isolation(), placeOfAcme.store());
        globex = tenants.owner("globex", placeOfGlobex.isolation(), placeOfGlobex.store());
        JsonClient member = tenants.user(acme, "acme", "MEMBER");
        String invited = acme.post(
                        "/v1/users/invitations",
                        Json.of("email", "new@acme.test", "name", "New", "roles", List.of("VIEWER")))
                .expect(201)
                .text("id");
        acme.put("/v1/settings/locale", Json.of("value", "de-CH")).expect(200);
        JsonNode role = acme.post(
                        "/v1/roles",
                        Json.of("name", "clerk", "description", "Of acme", "permissions", List.of("user:read")))
                .expect(201)
                .json();
        String account = acme.post("/v1/service-accounts", Json.of("name", "of acme", "roles", List.of("VIEWER")))
                .expect(201)
                .text("id");
        acme.post(
                        "/v1/service-accounts/" + account + "/keys",
                        Json.of("name", "of acme", "scopes", List.of("user:read")))
                .expect(201);
        String key = acme.post("/v1/me/api-keys", Json.of("name", "of acme", "scopes", List.of("user:read")))
                .expect(201)
                .text("id");
        String group = acme.post("/v1/groups", Json.of("name", "of acme", "roles", List.of("VIEWER")))
                .expect(201)
                .text("id");
        acme.send(
                        "PUT",
                        "/v1/groups/" + group + "/members/" + idOf(acme, "/v1/users", "member@acme.test"),
                        Optional.empty())
                .expect(204);
        String passkey = PasskeyTest.make(member, new SoftPasskey()).expect(201).text("id");
        String id = acme.get("/v1/tenant").expect(200).text("id");
        String visit = operator.post("/v1/tenants/" + id + "/visits", Json.of("reason", "Looking after a question"))
                .expect(201)
                .json()
                .at("/visit/id")
                .asText();
        String domain = acme.post("/v1/domains", Json.of("name", "app.acme.test"))
                .expect(201)
                .text("id");
        String plan = operator.post("/v1/plans", Json.of("key", "of-acme", "name", "Of acme"))
                .expect(201)
                .text("id");
        String invoice = operator.post(
                        "/v1/tenants/" + id + "/invoices",
                        Json.of(
                                "currency",
                                "EUR",
                                "from",
                                "2026-01-01T00:00:00Z",
                                "to",
                                "2026-02-01T00:00:00Z",
                                "lines",
                                List.of(Map.of("description", "Of acme", "quantity", 1, "unitAmount", 100))))
                .expect(201)
                .text("id");
        String job = acme.post(
                        "/v1/users/import/jobs",
                        Json.of("users", List.of(Map.of("email", "no address", "name", "Nobody"))))
                .expect(201)
                .text("id");
        String webhook = acme.post(
                        "/v1/webhooks",
                        Json.of("url", "https://hooks.acme.example/in", "eventTypes", List.of("mail.given_up")))
                .expect(201)
                .text("id");
        idsOfAcme = Map.ofEntries(
                Map.entry("/v1/webhooks", webhook),
                Map.entry("/v1/tenant/visits", visit),
                Map.entry("/v1/jobs", job),
                Map.entry("/v1/exports", acme.post("/v1/exports").expect(201).text("id")),
                Map.entry("/v1/domains", domain),
                Map.entry("/v1/invoices", invoice),
                Map.entry("/v1/plans", plan),
                Map.entry("/v1/invitations", invited),
                Map.entry("/v1/me/passkeys", passkey),
                Map.entry("/v1/groups", group),
                Map.entry("/v1/service-accounts", account),
                Map.entry("/v1/me/api-keys", key),
                Map.entry(
                        "/v1/me/sessions",
                        acme.get("/v1/me/sessions")
                                .expect(200)
                                .json()
                                .at("/items/0/id")
                                .asText()),
                Map.entry("/v1/users", idOf(acme, "/v1/users", "member@acme.test")),
                Map.entry("/v1/roles", role.path("id").asText()),
                Map.entry("/v1/tenants", id));
        Until.within(
                JOBS,
                "the jobs of acme end, which change what it has",
                () -> stateOfJobs().noneMatch(state -> state.equals("queued") || state.equals("running")));
    }

    private Stream<String> stateOfJobs() {
        return acme.get("/v1/jobs").expect(200).json().path("items").findValuesAsText("state").stream();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    Stream<Operation> operationsWithAnId() {
        return ApiDocument.of(server).operations().stream().filter(Operation::hasId);
    }

    Stream<Operation> listsOfATenant() {
        return ApiDocument.of(server).operations().stream()
                .filter(operation -> operation.method().equals("GET") && !operation.hasId())
                .filter(operation -> !operation.permission().equals("open"));
    }

    @ParameterizedTest
    @MethodSource("operationsWithAnId")
    void answersAnotherTenantsIdAsAnUnknownOne(Operation operation) {
        Map<String, JsonNode> before = everythingOf(acme);
        String id = idOfAcme(operation);

        Answer other = operation.call(globex, id);
        Answer unknown = operation.call(globex, UNKNOWN);

        assertThat(other.status())
                .as(operation + " " + other.text())
                .isEqualTo(operation.permission().startsWith("platform:") ? 403 : 404);
        assertThat(withoutRequestId(other)).isEqualTo(withoutRequestId(unknown));
        assertThat(headers(other)).isEqualTo(headers(unknown)).isNotEmpty();
        assertThat(everythingOf(acme)).isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("operationsWithAnId")
    void answersWhatIsNoIdAsAnUnknownOne(Operation operation) {
        Answer unknown = operation.call(globex, UNKNOWN);

        assertThat(withoutRequestId(operation.call(globex, "no-id"))).isEqualTo(withoutRequestId(unknown));
        assertThat(withoutRequestId(operation.call(globex, "1-1-1-1-1"))).isEqualTo(withoutRequestId(unknown));
    }

    @ParameterizedTest
    @MethodSource("listsOfATenant")
    void showsNothingOfAnotherTenant(Operation operation) {
        Answer answer = globex.get(operation.pathOf(UNKNOWN));

        assertThat(answer.text().toLowerCase(Locale.ROOT)).doesNotContain("acme");
        idsOfAcme.values().forEach(id -> assertThat(answer.text()).doesNotContain(id));
    }

    @Test
    void knowsNoRoleOfAnotherTenant() {
        globex.post("/v1/users", Json.of("email", "spy@globex.test", "name", "Spy", "roles", List.of("clerk")))
                .expect(422, "roles.unknown");
    }

    @Test
    void refusesACursorOfAnotherTenant() {
        String cursor = acme.get("/v1/users?limit=1").expect(200).text("next");

        globex.get("/v1/users?limit=1&cursor=" + cursor).expect(422, "cursor.invalid");
    }

    @Test
    void refusesAnotherTenantsPassword() {
        server.anonymous()
                .login(new Person("globex", "owner@acme.test", Tenants.PASSWORD))
                .expect(401, "login.failed");
    }

    @Test
    void keepsTheSameAddressInTwoTenantsApart() {
        ObjectNode twin = Json.of("email", "twin@example.test", "name", "Twin", "roles", List.of("VIEWER"));
        String first = acme.post("/v1/users", twin).expect(201).text("id");
        String second = globex.post("/v1/users", twin).expect(201).text("id");

        acme.delete("/v1/users/" + first).expect(204);

        globex.get("/v1/users/" + second).expect(200);
    }

    private String idOfAcme(Operation operation) {
        String noun = operation.path().replaceFirst("/\\{id}.*", "");
        return requireNonNull(idsOfAcme.get(noun), () -> "The test has no id of tenant A for " + operation);
    }

    private static String idOf(JsonClient client, String list, String email) {
        return client.all(list).stream()
                .filter(item -> item.path("email").asText().equals(email))
                .map(item -> item.path("id").asText())
                .findAny()
                .orElseThrow();
    }

    /** Everything that the owner of a tenant can see of it. */
    private static Map<String, JsonNode> everythingOf(JsonClient owner) {
        Map<String, JsonNode> seen = new LinkedHashMap<>();
        for (String path : List.of(
                "/v1/tenant",
                "/v1/users",
                "/v1/roles",
                "/v1/settings",
                "/v1/audit",
                "/v1/me/sessions",
                "/v1/me/api-keys",
                "/v1/service-accounts",
                "/v1/groups")) {
            seen.put(path, owner.get(path).expect(200).json());
        }
        return seen;
    }

    /** The headers, but for those that differ from answer to answer by purpose. */
    private static Map<String, List<String>> headers(Answer answer) {
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(answer.headers().map());
        headers.remove("Date");
        headers.remove("X-Request-Id");
        headers.remove("RateLimit");
        return headers;
    }

    private static JsonNode withoutRequestId(Answer answer) {
        ObjectNode problem = (ObjectNode) answer.json().deepCopy();
        problem.remove("requestId");
        return problem.put("status of the answer", answer.status());
    }
}
