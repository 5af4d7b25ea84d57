package io.tenancy.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import io.tenancy.server.webhook.Receiver;
import io.tenancy.server.webhook.Receiver.Request;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Webhooks of tenants in each place, told by two nodes, as their receivers see it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WebhooksTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Receiver receiver = new Receiver();

    @SuppressWarnings("NullAway.Init") // set before the tests
    private RunningServer server;

    @SuppressWarnings("NullAway.Init") // set before the tests
    private RunningServer other;

    @SuppressWarnings("NullAway.Init") // set before the tests
    private Tenants tenants;

    private int made;

    @BeforeAll
    void start() {
        Deployment deployment = Deployment.fresh().with("TENANCY_WEBHOOK_ALLOW_LOOPBACK", "true");
        server = deployment.start();
        other = deployment.start();
        tenants = new Tenants(server, deployment.operator(server));
    }

    @AfterEach
    void takeEverything() {
        receiver.answer(200);
    }

    @AfterAll
    void stop() {
        receiver.close();
        other.close();
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"shared", "schema", "database"})
    void isToldOfEachChangeInOrderWithASignatureThatItCanVerify(String place) throws WebhookVerificationException {
        JsonClient owner = owner(place);
        JsonNode webhook = create(owner, "/" + place, "group.*").json();

        List<String> groups = IntStream.range(0, 40)
                .mapToObj(number -> group(number % 2 == 0 ? owner : owner.at(other), "Group " + number))
                .toList();
        Until.within(PATIENCE, "all are told", () -> got("/" + place).size() >= groups.size());

        List<Request> requests = got("/" + place);
        assertThat(requests)
                .extracting(
                        request -> Json.parse(request.body()).at("/data/target").asText())
                .containsExactlyElementsOf(groups);
        Webhook verifier = new Webhook(webhook.path("secret").asText());
        for (Request request : requests) {
            verifier.verify(request.body(), headers(request));
            assertThat(Json.parse(request.body()).path("type").asText()).isEqualTo("group.created");
        }
        String altered = requests.get(0).body().replace("Group 0", "Group 1");
        assertThatThrownBy(() -> verifier.verify(altered, headers(requests.get(0))))
                .isInstanceOf(WebhookVerificationException.class);
    }

    @Test
    void signsWithBothSecretsAfterARotation() {
        JsonClient owner = owner("shared");
        JsonNode webhook = create(owner, "/rotated", "group.*").json();
        String path = "/v1/webhooks/" + webhook.path("id").asText();
        String next = owner.post(path + "/secret").expect(201).text("secret");

        group(owner, "Team");
        Until.within(PATIENCE, "it is told", () -> !got("/rotated").isEmpty());

        Request request = got("/rotated").get(0);
        for (String secret : List.of(webhook.path("secret").asText(), next)) {
            assertThatCode(() -> new Webhook(secret).verify(request.body(), headers(request)))
                    .doesNotThrowAnyException();
        }
        assertThat(owner.get(path).expect(200).text()).doesNotContain("whsec_");
    }

    @Test
    void showsWhatWasSentAndSendsItAgain() {
        JsonClient owner = owner("schema");
        String path = "/v1/webhooks/" + create(owner, "/again", "group.*").text("id");
        group(owner, "Team");
        Until.within(PATIENCE, "it is shown", () -> deliveries(owner, path).size() == 1);

        JsonNode delivery = deliveries(owner, path).get(0);
        assertThat(delivery.path("status").asText()).isEqualTo("delivered");
        assertThat(delivery.at("/last/status").asInt()).isEqualTo(200);
        owner.post(path + "/deliveries/" + delivery.path("id").asText() + "/replay")
                .expect(200);
        Until.within(PATIENCE, "it is sent again", () -> got("/again").size() == 2);
        owner.post(path + "/replay", Json.of("from", "2020-01-01T00:00:00Z", "until", "2100-01-01T00:00:00Z"))
                .expect(200);
        Until.within(PATIENCE, "it is sent once more", () -> got("/again").size() == 3);

        assertThat(got("/again").stream()
                        .map(request -> request.header("webhook-id"))
                        .distinct())
                .containsExactly("msg_" + delivery.path("entry").asText());
        String message = "?message=msg_" + delivery.path("entry").asText();
        assertThat(owner.get(path + "/deliveries" + message + "&eventType=group.created")
                        .expect(200)
                        .json()
                        .path("items"))
                .hasSize(3);
        assertThat(owner.get(path + "/deliveries?eventType=group.deleted")
                        .expect(200)
                        .json()
                        .path("items"))
                .isEmpty();
    }

    @Test
    void isDisabledByAReceiverThatIsGoneAndGoesOnWhenItIsEnabled() {
        JsonClient owner = owner("database");
        String path = "/v1/webhooks/" + create(owner, "/gone", "group.*").text("id");
        receiver.answer(410);
        group(owner, "Team");
        Until.within(
                PATIENCE,
                "it is disabled",
                () -> owner.get(path).expect(200).text("status").equals("disabled"));
        assertThat(owner.get(path).expect(200).text("disabledBecause")).isEqualTo("gone");
        assertThat(deliveries(owner, path).get(0).path("status").asText()).isEqualTo("failed");

        receiver.answer(204);
        owner.post(path + "/enable", Json.of("skip", false)).expect(200);

        Until.within(PATIENCE, "it is told", () -> got("/gone").size() == 2);
        assertThat(owner.get("/v1/audit?action=webhook.disabled")
                        .expect(200)
                        .json()
                        .at("/items/0/actor/kind")
                        .asText())
                .isEqualTo("system");
    }

    @Test
    void isTriedAgainLater() {
        JsonClient owner = owner("shared");
        String path = "/v1/webhooks/" + create(owner, "/later", "group.*").text("id");
        receiver.answer(500);
        group(owner, "Team");
        Until.within(
                PATIENCE, "it fails", () -> owner.get(path).expect(200).json().hasNonNull("nextAttemptAt"));

        receiver.answer(200);

        Until.within(
                PATIENCE,
                "it is told",
                () -> !owner.get(path).expect(200).json().hasNonNull("nextAttemptAt"));
        JsonNode delivery = deliveries(owner, path).get(0);
        assertThat(owner.get(path + "/deliveries/" + delivery.path("id").asText())
                        .expect(200)
                        .json()
                        .path("attempts"))
                .hasSize(2);
    }

    @Test
    void triesAWebhookOut() {
        JsonClient owner = owner("shared");
        String path = "/v1/webhooks/" + create(owner, "/ping", "group.*").text("id");

        JsonNode report = owner.post(path + "/ping").expect(200).json();

        assertThat(report.at("/delivery/status").asText()).isEqualTo("delivered");
        assertThat(Json.parse(got("/ping").get(0).body()).path("type").asText()).isEqualTo("webhook.ping");
    }

    @Test
    void refusesAPrivateAddress() {
        JsonClient owner = owner("shared");

        for (String url : List.of("https://10.0.0.7/in", "http://169.254.169.254/latest", "https://[fd00::1]/in")) {
            Answer refused = owner.post("/v1/webhooks", Json.of("url", url)).expect(422);
            assertThat(refused.text("code")).isEqualTo("url.private_address");
            assertThat(refused.json().path("detail").asText()).contains("public addresses");
        }
        assertThat(owner.get("/v1/webhooks").expect(200).json().path("items")).isEmpty();
    }

    @Test
    void countsWhatItSends() {
        JsonClient owner = owner("shared");
        create(owner, "/counted", "group.*");
        group(owner, "Team");
        Until.within(PATIENCE, "it is told", () -> !got("/counted").isEmpty());

        Until.within(
                PATIENCE,
                "it is counted",
                () -> List.of(server, other).stream()
                        .map(node -> new JsonClient(node.operatorUrl())
                                .get("/metrics")
                                .text())
                        .anyMatch(metrics -> metrics.contains("tenancy_webhook_attempts_total{result=\"delivered\"}")));
    }

    private JsonClient owner(String place) {
        return tenants.owner("hooks-" + made++, place, "main");
    }

    private Answer create(JsonClient owner, String path, String type) {
        return owner.post(
                        "/v1/webhooks",
                        Json.of("url", receiver.url("127.0.0.1", path).toString(), "eventTypes", List.of(type)))
                .expect(201);
    }

    private static String group(JsonClient client, String name) {
        return client.post("/v1/groups", Json.of("name", name)).expect(201).text("id");
    }

    private static List<JsonNode> deliveries(JsonClient owner, String path) {
        List<JsonNode> items = new ArrayList<>();
        owner.get(path + "/deliveries").expect(200).json().path("items").forEach(items::add);
        return items;
    }

    private List<Request> got(String path) {
        return receiver.requests().stream()
                .filter(request -> request.path().equals(path))
                .toList();
    }

    private static Map<String, List<String>> headers(Request request) {
        return Map.of(
                "webhook-id", List.of(request.header("webhook-id")),
                "webhook-timestamp", List.of(request.header("webhook-timestamp")),
                "webhook-signature", List.of(request.header("webhook-signature")));
    }
}
