package io.tenancy.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Plans, what is used of them, and invoices. */
final class PlansTest {
    private static final String OPERATOR = "operator@platform.example";
    private static final String OWNER = "owner@initech.example";
    private static final String HOSTILE = "<img src=x onerror=alert(1)> \u202Eevil";

    @RegisterExtension
    private static final Browsing BROWSER = new Browsing();

    @Test
    void draftsAPlanPublishesItAndMovesATenantToIt() {
        Api operator = Api.of(BROWSER.server(), "platform", OPERATOR);
        String tenant = operator.tenant("globex");
        try (Browsing.Visitor olga = BROWSER.signedIn("platform", OPERATOR)) {
            olga.open("/plans/new");
            olga.fill("Name", HOSTILE);
            olga.fill("Key", "drafted");
            olga.press("Add price");
            olga.fill("Amount", "49.999");
            olga.sees("This is no amount of EUR");
            olga.fill("Amount", "49.90");
            olga.press("Add entitlement");
            olga.page()
                    .getByLabel("Entitlement", new Page.GetByLabelOptions().setExact(true))
                    .selectOption("seats");
            olga.fill("Limit of Seats", "25");
            olga.press("Save draft");
            olga.sees("The draft is saved");
            olga.sees("49.90 a month");
            olga.press("Publish");
            olga.page().locator("dialog .btn.primary").click();
            olga.sees("is published");
            String plans = operator.get("/v1/plans?status=published&limit=200").toString();
            assertThat(plans).contains("\"key\":\"drafted\"", "\"amount\":4990", "\"limit\":25");

            olga.page()
                    .getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("New version"))
                    .click();
            olga.page().getByLabel("Limit of Seats").waitFor();
            olga.fill("Limit of Seats", "30");
            olga.press("Save draft");
            olga.sees("Version 2");

            olga.open("/tenants/" + tenant + "/plan");
            olga.press("Change plan");
            olga.page().locator("dialog select[name=plan]").selectOption("drafted");
            olga.page()
                    .locator("dialog")
                    .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Change plan"))
                    .click();
            olga.sees("The plan is changed");
            assertThat(operator.get("/v1/tenants/" + tenant + "/subscription")
                            .get("plan")
                            .getAsString())
                    .isEqualTo("drafted");
            assertThat(olga.page().locator("main img")).hasCount(0);
            assertThat(olga.complaints()).isEmpty();
        }
    }

    @Test
    void chartsWhatWasUsedForPointersKeysAndScreenReaders() throws IOException {
        Api operator = Api.of(BROWSER.server(), "platform", OPERATOR);
        String tenant = operator.tenant("initech");
        operator.put(
                "/v1/tenants/" + tenant + "/entitlements/seats",
                Map.<String, Object>of("limit", 40, "reason", "A test"));
        record("initech", OWNER, 10);
        try (Browsing.Visitor owner = BROWSER.signedIn("initech", OWNER)) {
            owner.open("/usage?meter=messages");
            var chart =
                    owner.page().getByRole(AriaRole.SLIDER, new Page.GetByRoleOptions().setName("Messages by the day"));
            chart.focus();
            owner.page().keyboard().press("End");
            owner.page().keyboard().press("ArrowLeft");
            assertThat(chart).hasAttribute("aria-valuetext", Pattern.compile(".*: 101 messages"));
            assertThat(owner.page().locator(".tip")).containsText("101");
            owner.page().getByText("As a table").click();
            assertThat(owner.page().locator(".chart-table tbody tr")).hasCount(30);
            assertThat(owner.page().locator(".chart-table tbody tr").last()).containsText("100");
            assertThat(owner.page().getByRole(AriaRole.METER, new Page.GetByRoleOptions().setName("Seats")))
                    .hasAttribute("aria-valuetext", Pattern.compile("\\d+ of 40"));

            Download file = owner.page().waitForDownload(() -> owner.press("CSV"));
            assertThat(Files.readString(file.path()).lines()).hasSize(11).contains("meter,step,from,value");

            owner.open("/usage?meter=messages&range=months");
            owner.page().getByText("As a table").click();
            assertThat(owner.page().locator(".chart-table tbody tr")).hasCount(12);
            assertThat(owner.complaints()).isEmpty();
        }
    }

    @Test
    void issuesAnInvoiceThatTheTenantSeesAndMarksItPaid() {
        Api operator = Api.of(BROWSER.server(), "platform", OPERATOR);
        String tenant = operator.tenant("initech");
        try (Browsing.Visitor olga = BROWSER.signedIn("platform", OPERATOR);
                Browsing.Visitor owner = BROWSER.signedIn("initech", OWNER)) {
            olga.open("/tenants/" + tenant + "/invoices");
            olga.press("Issue an invoice");
            olga.fill("Tax, in percent", "19");
            olga.press("Add line");
            olga.fill("Description", HOSTILE);
            olga.fill("Quantity", "2");
            olga.fill("Amount of each", "450.00");
            olga.press("Issue invoice");
            olga.sees("is issued");
            olga.page()
                    .getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Invoice 1"))
                    .click();
            assertThat(olga.page().locator(".total")).containsText("1,071.00");

            owner.open("/invoices");
            assertThat(owner.page().locator("tbody")).containsText("Open");
            owner.page()
                    .getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Invoice 1"))
                    .click();
            assertThat(owner.page().locator(".total")).containsText("1,071.00");
            assertThat(owner.page().locator("main img")).hasCount(0);
            assertThat(owner.page().getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Mark as paid")))
                    .hasCount(0);

            olga.press("Mark as paid");
            olga.page().locator("dialog .btn.primary").click();
            olga.sees("Invoice 1 is paid");
            assertThat(operator.get("/v1/tenants/" + tenant + "/invoices").toString())
                    .contains("\"status\":\"paid\"");
            assertThat(olga.complaints()).isEmpty();
            assertThat(owner.complaints()).isEmpty();
        }
    }

    /** Uses 100 messages today, 101 yesterday, 102 the day before, and so on. */
    private static void record(String tenant, String email, int days) {
        Instant midnight = Instant.now().truncatedTo(ChronoUnit.DAYS);
        List<Map<String, Object>> events = IntStream.range(0, days)
                .mapToObj(day -> Map.<String, Object>of(
                        "specversion",
                        "1.0",
                        "id",
                        "event-" + day,
                        "source",
                        "/console-tests",
                        "type",
                        "messages",
                        "time",
                        midnight.minus(day, ChronoUnit.DAYS).toString(),
                        "data",
                        Map.<String, Object>of("count", 100 + day)))
                .toList();
        var unused = Api.of(BROWSER.server(), tenant, email).post("/v1/usage/events", events);
    }
}
