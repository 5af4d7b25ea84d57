package io.tenancy.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.server.config.Repository;
import io.tenancy.server.e2e.NewTenants.Opened;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OperatorPortTest {
    private static final Duration SOON = Duration.ofSeconds(10);

    private final Deployment deployment = Deployment.fresh();
    private RunningServer server;
    private JsonClient operators;
    private JsonClient operator;

    @BeforeAll
    void start() {
        server = deployment.start();
        operators = new JsonClient(server.operatorUrl());
        operator = deployment.operator(server);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void saysThatTheProcessLives() {
        assertThat(operators.get("/live").expect(200).text("status")).isEqualTo("live");
    }

    @Test
    void saysThatRequestsMayCome() {
        assertThat(operators.get("/ready").expect(200).text("status")).isEqualTo("ready");
    }

    @Test
    void isNotReadyWhileTenantsAreNotKeptApart() {
        deployment.database().plant("ALTER TABLE tenancy.users NO FORCE ROW LEVEL SECURITY");
        try {
            Answer answer = operators.get("/ready").expect(503);

            assertThat(answer.json().path("problems").path("database").asText()).contains("users");
            operators.get("/live").expect(200);
        } finally {
            deployment.database().plant("ALTER TABLE tenancy.users FORCE ROW LEVEL SECURITY");
        }
        operators.get("/ready").expect(200);
    }

    @Test
    void isNotReadyWhileItsRoleBypassesRowLevelSecurity() {
        deployment.database().plant("ALTER ROLE tenancy_app BYPASSRLS");
        try {
            Answer answer = operators.get("/ready").expect(503);

            assertThat(answer.json().path("problems").path("database").asText())
                    .contains("bypasses row-level security");
            operators.get("/live").expect(200);
        } finally {
            deployment.database().plant("ALTER ROLE tenancy_app NOBYPASSRLS");
        }
        operators.get("/ready").expect(200);
    }

    @Test
    void isNotReadyWhileAChangeOfTheTablesIsMissing() {
        deployment.database().plant("ALTER TABLE catalogue.databasechangelog RENAME TO kept");
        try {
            Answer answer = operators.get("/ready").expect(503);

            assertThat(answer.json().path("problems").path("database").asText()).contains("db migrate");
            operators.get("/live").expect(200);
        } finally {
            deployment.database().plant("ALTER TABLE catalogue.kept RENAME TO databasechangelog");
        }
    }

    @Test
    void showsMetricsOfRequestsPoolsAndHousekeeping() {
        server.anonymous().get("/v1/no-such-thing");
        Pattern counted =
                Pattern.compile("http_server_request_duration_seconds_count\\{[^}]*route=\"none\",status=\"404\"");

        Until.within(
                SOON, "the request is counted", () -> counted.matcher(metrics()).find());

        Until.within(
                SOON, "changes are heard of", () -> metrics().contains("tenancy_store_listening{store=\"main\"} 1.0"));
        assertThat(metrics())
                .contains("tenancy_store_pool_connections{role=\"app\",state=\"active\",store=\"main\"}")
                .contains("tenancy_housekeeping_tenants_total");
    }

    @Test
    void countsTheRunsOfTheTasksThatOperatorsSee() {
        Pattern done = Pattern.compile("tenancy_task_runs_total\\{result=\"done\",task=\"tenants\"} [1-9]");

        Until.within(
                SOON,
                "a run of a task is counted",
                () -> done.matcher(metrics()).find());
        Until.within(
                SOON,
                "and told",
                () -> operator.get("/v1/platform/tasks/tenants")
                        .expect(200)
                        .text("outcome")
                        .equals("succeeded"));
        assertThat(metrics())
                .contains("tenancy_task_duration_seconds_count{task=\"tenants\"}")
                .contains("tenancy_task_last_success_timestamp_seconds{task=\"tenants\"}");
    }

    @Test
    void showsWhatTheBusiestTenantsCost() {
        Opened acme = NewTenants.open(operator, server, "acme");
        acme.client().get("/v1/users").expect(200);

        Until.within(
                SOON,
                "the request is counted",
                () -> metrics().contains("tenancy_tenant_requests_total{tenant=\"" + acme.id() + "\"}"));
        assertThat(metrics())
                .contains("tenancy_tenant_requests_total{tenant=\"other\"}")
                .contains("tenancy_tenant_failures_total{tenant=\"" + acme.id() + "\"} 0.0")
                .contains("tenancy_tenant_seconds_total{tenant=\"" + acme.id() + "\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/healthcheck", "/threads", "/ping", "/pprof", "/tasks/gc", "/metrics/"})
    void hidesEverythingElse(String path) {
        operators.get(path).expect(404);
        operators.post(path).expect(404);
    }

    @Test
    void answersTheProbeOfTheContainerImage() throws IOException, InterruptedException {
        assertThat(probe()).isZero();
        deployment.database().plant("ALTER TABLE tenancy.roles NO FORCE ROW LEVEL SECURITY");
        try {
            assertThat(probe()).isNotZero();
        } finally {
            deployment.database().plant("ALTER TABLE tenancy.roles FORCE ROW LEVEL SECURITY");
        }
    }

    private String metrics() {
        Answer answer = operators.get("/metrics").expect(200);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/plain");
        return answer.text();
    }

    private int probe() throws IOException, InterruptedException {
        Matcher command =
                Pattern.compile("HEALTHCHECK .* CMD (\\[.*])").matcher(Files.readString(Repository.file("Dockerfile")));
        assertThat(command.find()).isTrue();
        List<String> words = List.of(
                Json.parse(command.group(1)).path(0).asText(),
                Json.parse(command.group(1)).path(1).asText(),
                Json.parse(command.group(1)).path(2).asText());
        ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
        builder.environment()
                .put(
                        "TENANCY_OPERATOR_PORT",
                        String.valueOf(server.operatorUrl().getPort()));
        Process process = builder.start();
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }
}
