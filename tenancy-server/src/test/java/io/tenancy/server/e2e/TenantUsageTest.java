package io.tenancy.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** What operators see of the use of tenants, wherever these live. */
@TestInstance(Lifecycle.PER_CLASS)
final class TenantUsageTest {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int DAYS = 30;

    private final Deployment deployment = Deployment.fresh();
    private RunningServer server;
    private JsonClient operator;
    private JsonClient apart;
    private String id;

    @BeforeAll
    void start() {
        server = deployment.start();
        operator = deployment.operator(server);
        apart = new Tenants(server, operator).owner("apart", "database");
        id = apart.get("/v1/tenant").expect(200).text("id");
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void listsTenantsWithTheirRequestsByTheDay() {
        for (int i = 0; i < 5; i++) {
            apart.get("/v1/me").expect(200);
        }
        Until.within(SOON, "they are written down", () -> last(listed()) >= 6);

        JsonNode usage = listed().path("usage");
        assertThat(usage.path("requests")).hasSize(DAYS);
        assertThat(Instant.parse(usage.path("from").asText()))
                .isEqualTo(Instant.now().truncatedTo(ChronoUnit.DAYS).minus(DAYS - 1, ChronoUnit.DAYS));
        assertThat(usage.path("requests").path(0).asLong()).isZero();
        assertThat(operator.get("/v1/tenants?search=apart")
                        .expect(200)
                        .json()
                        .at("/items/0")
                        .has("usage"))
                .isFalse();
        operator.get("/v1/tenants?include=everything").expect(422, "include.malformed");
        JsonNode all = operator.get("/v1/platform/usage").expect(200).json();
        assertThat(all.path("requests").path(DAYS - 1).asLong()).isGreaterThanOrEqualTo(6);
        apart.get("/v1/platform/usage").expect(403, "access.denied");
    }

    @Test
    void countsTheUsersOfAllTenantsAndTheSeatsOfOne() {
        operator.post("/v1/platform/tasks/census/runs").expect(202);
        Until.within(
                SOON,
                "the operator and the owner are counted",
                () -> operator.get("/v1/platform/census")
                                .expect(200)
                                .json()
                                .path("users")
                                .asLong()
                        == 2);

        JsonNode census = operator.get("/v1/platform/census").expect(200).json();
        assertThat(census.path("tenants").asInt()).isEqualTo(2);
        assertThat(census.path("missed").asInt()).isZero();
        assertThat(Instant.parse(census.path("countedAt").asText())).isBefore(Instant.now());
        assertThat(operator.get("/v1/tenants/" + id + "/entitlements/seats")
                        .expect(200)
                        .json()
                        .path("used")
                        .asLong())
                .isEqualTo(1);
        apart.get("/v1/platform/census").expect(403, "access.denied");
    }

    @Test
    void reportsTheMetersOfATenantAlsoWhileItIsSuspended() {
        Until.within(SOON, "they are written down", () -> total() >= 1);
        operator.post("/v1/tenants/" + id + "/suspend").expect(200);
        try {
            assertThat(total()).isPositive();
            assertThat(operator.get("/v1/tenants/" + id + "/usage/meters")
                            .expect(200)
                            .text())
                    .contains("api_requests");
            assertThat(operator.get(report("/export")).expect(200).text())
                    .startsWith("meter,step,from,value\r\napi_requests,day,");
        } finally {
            operator.post("/v1/tenants/" + id + "/resume").expect(200);
        }
        operator.get("/v1/tenants/" + id + "/usage?meter=nothing&from=2026-01-01T00:00:00Z&to=2026-01-02T00:00:00Z")
                .expect(422, "usage.unknown_meter");
        apart.get(report("")).expect(403, "access.denied");
    }

    private JsonNode listed() {
        return operator.get("/v1/tenants?include=usage&search=apart")
                .expect(200)
                .json()
                .at("/items/0");
    }

    private static long last(JsonNode tenant) {
        return tenant.at("/usage/requests/" + (DAYS - 1)).asLong();
    }

    private long total() {
        return operator.get(report("")).expect(200).json().path("total").asLong();
    }

    private String report(String more) {
        Instant today = Instant.now().truncatedTo(ChronoUnit.DAYS);
        return "/v1/tenants/" + id + "/usage" + more + "?meter=api_requests&from=" + today.minus(1, ChronoUnit.DAYS)
                + "&to=" + today.plus(1, ChronoUnit.DAYS);
    }
}
