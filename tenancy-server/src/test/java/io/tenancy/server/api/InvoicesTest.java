package io.tenancy.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.server.e2e.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class InvoicesTest {
    @RegisterExtension
    static final TestApi API = new TestApi();

    @Test
    void areIssuedSeenPrintedAndPaid() {
        API.open("invoiced");
        API.open("stranger");
        String tenant = API.call("GET", "/v1/tenant")
                .as("invoiced.owner")
                .send()
                .json()
                .path("id")
                .asText();
        Answer issued = API.call("POST", "/v1/tenants/" + tenant + "/invoices")
                .as("operator")
                .json(
                        "{\"currency\":\"EUR\",\"from\":\"2026-01-01T00:00:00Z\",\"to\":\"2026-02-01T00:00:00Z\","
                                + "\"taxRate\":1900,\"lines\":[{\"description\":\"<b>Seats</b>\",\"quantity\":3,\"unitAmount\":333}]}")
                .send();
        String id = issued.json().path("id").asText();

        Answer seen = get("/v1/invoices/" + id, "invoiced.owner");
        Answer printed = get("/v1/invoices/" + id + "/print", "invoiced.owner");
        Answer other = get("/v1/invoices/" + id, "stranger.owner");
        Answer paid = API.call("POST", "/v1/tenants/" + tenant + "/invoices/" + id + "/settlement")
                .as("operator")
                .json("{\"outcome\":\"paid\"}")
                .send();

        assertThat(issued.status()).as(issued.text()).isEqualTo(201);
        assertThat(seen.json().path("total").asLong()).isEqualTo(1_189);
        assertThat(seen.json().path("tax").asLong()).isEqualTo(190);
        assertThat(printed.text())
                .contains("&lt;b&gt;Seats&lt;/b&gt;", "11.89 EUR", "Tax 19.00 %")
                .doesNotContain("<b>");
        assertThat(printed.headers().firstValue("Content-Security-Policy").orElse(""))
                .startsWith("default-src 'none'; style-src 'sha256-");
        assertThat(other.status()).isEqualTo(404);
        assertThat(paid.json().path("status").asText()).isEqualTo("paid");
    }

    private static Answer get(String path, String as) {
        return API.call("GET", path).as(as).send();
    }
}
