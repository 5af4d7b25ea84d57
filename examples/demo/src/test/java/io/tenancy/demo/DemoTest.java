package io.tenancy.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo as people run it, in a process of its own. One story, because a first start takes seconds. */
final class DemoTest {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    private final List<Process> started = new ArrayList<>();
    private final HttpClient http = HttpClient.newHttpClient();

    @AfterEach
    void endWhatAFailureHasLeft() throws Exception {
        for (Process demo : started) {
            demo.destroy();
            assertThat(demo.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void servesItsTenantsAndComesBackWithThem() throws Exception {
        int port = Postgres.freePort();
        Process demo = start(port, Postgres.freePort());
        String screen = screen(demo);

        assertThat(screen.lines()).hasSizeLessThanOrEqualTo(24).allMatch(line -> line.length() <= 100);
        JsonNode facts = facts();
        assertIsForItsOwnerOnly();
        assertThat(facts.get("url").asText()).isEqualTo("http://127.0.0.1:" + port);
        assertThat(accounts(facts))
                .hasSize(13)
                .allSatisfy(account -> assertThat(token(facts, account)).isNotEmpty());
        assertTenantsApart(facts);
        assertPlansDiffer(facts);
        long past = assertHasAPast(facts);
        assertRefused(start(Postgres.freePort(), Postgres.freePort()), "Another demo is using the folder");

        kill(demo);
        Process again = start(port, Postgres.freePort());
        assertThat(screen(again).replaceAll("127.0.0.1:[0-9]+", ""))
                .isEqualTo(screen.replaceAll("127.0.0.1:[0-9]+", ""));
        assertThat(facts().get("accounts")).isEqualTo(facts.get("accounts"));
        assertTenantsApart(facts);
        assertThat(assertHasAPast(facts)).isEqualTo(past);

        stop(again);
        assertThat(folder.resolve("data/postgres/postmaster.pid")).doesNotExist();
        assertThat(folder.resolve("data/logs/demo.log"))
                .content()
                .doesNotContain("Unable to destroy", "The database cannot serve");
        try (ServerSocket taken = new ServerSocket(port)) {
            assertRefused(start(taken.getLocalPort(), Postgres.freePort()), "TENANCY_PORT");
        }
        assertThat(folder.resolve("data/postgres/postmaster.pid")).doesNotExist();
    }

    private Process start(int port, int operatorPort) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-classpath",
                        System.getProperty("java.class.path"),
                        Demo.class.getName())
                .directory(folder.toFile())
                .redirectOutput(folder.resolve("out" + started.size() + ".txt").toFile())
                .redirectError(folder.resolve("err" + started.size() + ".txt").toFile());
        builder.environment()
                .putAll(Map.of(
                        "TENANCY_PORT", String.valueOf(port), "TENANCY_OPERATOR_PORT", String.valueOf(operatorPort)));
        Process demo = builder.start();
        started.add(demo);
        return demo;
    }

    /** What the demo prints when it is up. */
    private String screen(Process demo) throws Exception {
        Path out = folder.resolve("out" + started.indexOf(demo) + ".txt");
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!Files.readString(out).contains("get \"$acme\" users/$user\n")) {
            assertThat(demo.isAlive() && System.nanoTime() < deadline)
                    .as(() -> "The demo comes up; it says " + errors(demo))
                    .isTrue();
            assertThat(demo.waitFor(50, TimeUnit.MILLISECONDS)).isFalse();
        }
        return Files.readString(out);
    }

    private String errors(Process demo) {
        try {
            return Files.readString(folder.resolve("err" + started.indexOf(demo) + ".txt"));
        } catch (IOException e) {
            return e.toString();
        }
    }

    private void assertRefused(Process demo, String reason) throws Exception {
        assertThat(demo.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(demo.exitValue()).isEqualTo(1);
        assertThat(errors(demo).strip().lines())
                .singleElement()
                .satisfies(line -> assertThat(line).contains(reason));
    }

    private static void kill(Process demo) throws InterruptedException {
        demo.destroyForcibly();
        assertThat(demo.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }

    private static void stop(Process demo) throws InterruptedException {
        demo.destroy();
        assertThat(demo.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }

    private JsonNode facts() throws IOException {
        return JSON.readTree(folder.resolve("data/demo.json").toFile());
    }

    private void assertIsForItsOwnerOnly() throws IOException {
        if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            for (String name : List.of("demo.json", "master.key")) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(
                                folder.resolve("data").resolve(name))))
                        .isEqualTo("rw-------");
            }
        }
    }

    private static List<JsonNode> accounts(JsonNode facts) {
        return StreamSupport.stream(facts.get("accounts").spliterator(), false).toList();
    }

    private void assertTenantsApart(JsonNode facts) throws Exception {
        String acme = token(facts, owner(facts, "acme"));
        String globex = token(facts, owner(facts, "globex"));
        String user = JSON.readTree(get(facts, "/v1/me", globex).body())
                .at("/user/id")
                .asText();

        assertThat(get(facts, "/v1/users/" + user, globex).statusCode()).isEqualTo(200);
        assertThat(get(facts, "/v1/users/" + user, acme).statusCode()).isEqualTo(404);
    }

    /** The requests of acme before today, which its own report and the operators' list agree on. */
    private long assertHasAPast(JsonNode facts) throws Exception {
        Instant today = Instant.now().truncatedTo(ChronoUnit.DAYS);
        String range = "?meter=api_requests&from=" + today.minus(29, ChronoUnit.DAYS) + "&to=" + today;
        String operator = token(facts, accounts(facts).get(0));
        JsonNode own = JSON.readTree(get(facts, "/v1/usage" + range, token(facts, owner(facts, "acme")))
                .body());
        JsonNode days = JSON.readTree(get(facts, "/v1/tenants?search=acme&include=usage", operator)
                        .body())
                .at("/items/0/usage/requests");
        long listed =
                IntStream.range(0, 29).mapToLong(day -> days.path(day).asLong()).sum();

        assertThat(own.path("points")).hasSize(29);
        assertThat(own.path("total").asLong()).isEqualTo(listed).isGreaterThan(100_000);
        return listed;
    }

    /** By what each plan includes: a feature that a flag asks for, a limit that holds, and requests that are counted. */
    private void assertPlansDiffer(JsonNode facts) throws Exception {
        String acme = token(facts, owner(facts, "acme"));
        String globex = token(facts, owner(facts, "globex"));
        String initech = token(facts, owner(facts, "initech"));

        for (Map.Entry<String, String> plan :
                Map.of(acme, "business", globex, "team", initech, "free").entrySet()) {
            assertThat(JSON.readTree(get(facts, "/v1/subscription", plan.getKey())
                                    .body())
                            .at("/plan")
                            .asText())
                    .isEqualTo(plan.getValue());
        }
        assertThat(insights(facts, acme)).isTrue();
        assertThat(insights(facts, globex)).isTrue();
        assertThat(insights(facts, initech)).isFalse();
        assertThat(get(facts, "/v1/subscription/entitlements", initech).body())
                .contains("\"entitlement\":\"api_requests\"", "\"limit\":10000", "\"per\":\"month\"");
        assertThat(post(facts, "/v1/users", initech, user("fifth@initech.example"))
                        .statusCode())
                .isEqualTo(201);
        HttpResponse<String> sixth = post(facts, "/v1/users", initech, user("sixth@initech.example"));
        assertThat(sixth.statusCode()).isEqualTo(409);
        assertThat(sixth.body()).contains("quota.exceeded", "\"plan\":\"team\"");
        assertThat(post(facts, "/v1/users", acme, user("sixth@acme.example")).statusCode())
                .isEqualTo(201);
    }

    private boolean insights(JsonNode facts, String token) throws Exception {
        HttpResponse<String> answer =
                post(facts, "/ofrep/v1/evaluate/flags/insights", token, Map.<String, Object>of("context", Map.of()));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body()).get("value").asBoolean();
    }

    private static Map<String, Object> user(String email) {
        return Map.<String, Object>of("email", email, "name", "One more", "roles", List.of("VIEWER"));
    }

    private HttpResponse<String> post(JsonNode facts, String path, String token, Map<String, Object> body)
            throws Exception {
        return http.send(
                request(facts, path)
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(JSON.writeValueAsString(body)))
                        .build(),
                BodyHandlers.ofString(UTF_8));
    }

    private static JsonNode owner(JsonNode facts, String tenant) {
        return accounts(facts).stream()
                .filter(account -> account.get("tenant").asText().equals(tenant))
                .filter(account -> account.get("role").asText().equals("OWNER"))
                .findFirst()
                .orElseThrow();
    }

    private String token(JsonNode facts, JsonNode account) throws Exception {
        String body = JSON.writeValueAsString(Map.of(
                "tenant", account.get("tenant"), "email", account.get("email"), "password", account.get("password")));
        HttpResponse<String> answer = http.send(
                request(facts, "/v1/auth/login")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString(UTF_8));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body()).get("accessToken").asText();
    }

    private HttpResponse<String> get(JsonNode facts, String path, String token) throws Exception {
        return http.send(
                request(facts, path)
                        .header("Authorization", "Bearer " + token)
                        .GET()
                        .build(),
                BodyHandlers.ofString(UTF_8));
    }

    private static HttpRequest.Builder request(JsonNode facts, String path) {
        return HttpRequest.newBuilder(URI.create(facts.get("url").asText() + path))
                .timeout(PATIENCE);
    }
}
