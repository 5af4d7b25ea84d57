package io.tenancy.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What lists with many items are searched by. */
final class ListFiltersTest {
    private static final String UNKNOWN = "01890000-0000-7000-8000-000000000000";

    @RegisterExtension
    static final TestApi API = new TestApi();

    @BeforeAll
    static void fill() {
        for (int month = 1; month <= 2; month++) {
            API.call("POST", "/v1/tenants/" + id("acme") + "/invoices")
                    .as("operator")
                    .json(
                            "{\"currency\":\"EUR\",\"from\":\"2026-0" + month + "-01T00:00:00Z\",\"to\":\"2026-0"
                                    + (month + 1)
                                    + "-01T00:00:00Z\",\"lines\":[{\"description\":\"Seats\",\"quantity\":3,\"unitAmount\":333}]}")
                    .send()
                    .expect(201);
        }
        API.call("POST", "/v1/webhooks")
                .as("acme.owner")
                .json("{\"url\":\"https://hooks.example/in\"}")
                .send()
                .expect(201);
    }

    @Test
    void findInvoicesOfTheOwnTenantByNumberAndStatus() {
        String tenants = "/v1/tenants/" + id("acme") + "/invoices";

        assertThat(count("acme.owner", "/v1/invoices?search=2")).isEqualTo(1);
        assertThat(count("acme.owner", "/v1/invoices?search=2&status=paid")).isZero();
        assertThat(count("acme.owner", "/v1/invoices?status=open")).isEqualTo(2);
        assertThat(count("globex.owner", "/v1/invoices?search=2")).isZero();
        assertThat(count("operator", tenants + "?search=2")).isEqualTo(1);
        assertThat(count("operator", "/v1/tenants/" + id("globex") + "/invoices?search=2"))
                .isZero();
    }

    @Test
    void goOnWithTheSameSearchAlone() {
        String next = list("acme.owner", "/v1/invoices?status=open&limit=1")
                .path("next")
                .asText();

        assertThat(count("acme.owner", "/v1/invoices?status=open&limit=1&cursor=" + next))
                .isEqualTo(1);
        assertThat(API.call("GET", "/v1/invoices?status=paid&limit=1&cursor=" + next)
                        .as("acme.owner")
                        .send()
                        .json()
                        .path("code")
                        .asText())
                .isEqualTo("cursor.invalid");
    }

    @ParameterizedTest
    @CsvSource({
        "acme.owner, /v1/invoices?status=lost, status.malformed",
        "acme.owner, /v1/invoices?search=%00, search.control_character",
        "operator, /v1/tenants/{acme}/invoices?status=lost, status.malformed",
        "acme.owner, /v1/webhooks/{webhook}/deliveries?eventType=%20, eventType.missing",
        "acme.owner, /v1/webhooks/{webhook}/deliveries?eventType=a%0Ab, eventType.control_character",
        "acme.owner, /v1/webhooks/{webhook}/deliveries?message=%20, message.missing",
        "acme.owner, /v1/groups/01890000-0000-7000-8000-000000000000/members?search=%00, search.control_character",
        "operator, /v1/platform/jobs?kind=%20, kind.missing",
        "operator, /v1/platform/jobs?tenant=acme, tenant.malformed",
    })
    void refuseWhatNobodyCanMean(String as, String path, String code) {
        String asked = path.replace("{acme}", id("acme")).replace("{webhook}", webhook());

        assertThat(API.call("GET", asked).as(as).send().json().path("code").asText())
                .isEqualTo(code);
    }

    @Test
    void showNothingOfAnotherTenantsWebhook() {
        API.call("GET", "/v1/webhooks/" + webhook() + "/deliveries?message=msg_1")
                .as("globex.owner")
                .send()
                .expect(404);
        assertThat(count(
                        "acme.owner", "/v1/webhooks/" + webhook() + "/deliveries?eventType=user.invited&message=msg_1"))
                .isZero();
    }

    @Test
    void findJobsOfAllTenantsForOperatorsAlone() {
        API.call("POST", "/v1/exports").as("acme.owner").send().expect(201);

        assertThat(count("operator", "/v1/platform/jobs?kind=tenant-export&tenant=" + id("acme")))
                .isEqualTo(1);
        assertThat(count("operator", "/v1/platform/jobs?kind=user-import")).isZero();
        assertThat(count("operator", "/v1/platform/jobs?tenant=" + UNKNOWN)).isZero();
        assertThat(count("operator", "/v1/platform/jobs?failing=true")).isZero();
        API.call("GET", "/v1/platform/jobs?kind=tenant-export")
                .as("acme.owner")
                .send()
                .expect(403);
    }

    private static String id(String tenant) {
        return API.call("GET", "/v1/tenant")
                .as(tenant + ".owner")
                .send()
                .json()
                .path("id")
                .asText();
    }

    private static String webhook() {
        return list("acme.owner", "/v1/webhooks").at("/items/0/id").asText();
    }

    private static int count(String as, String path) {
        return list(as, path).path("items").size();
    }

    private static JsonNode list(String as, String path) {
        return API.call("GET", path).as(as).send().expect(200).json();
    }
}
