package io.tenancy.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists: each is searched, says when nothing is found and when it cannot be read, and is there again. */
final class ListsTest {
    private static final String OPERATOR = "operator@platform.example";
    private static final String OWNER = "owner@globex.example";

    @RegisterExtension
    private static final Browsing BROWSER = new Browsing();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/users",
                "/groups",
                "/roles",
                "/api-keys",
                "/service-accounts",
                "/jobs",
                "/webhooks",
                "/invoices",
                "/flags",
                "/settings",
                "/domains",
                "/data",
                "/security",
                "/profile"
            })
    void ofAnOwnerIsSearchedAndSaysWhenItCannotBeRead(String path) {
        try (Browsing.Visitor owner = BROWSER.signedIn("globex", OWNER)) {
            isWhole(owner, path);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/tenants",
                "/plans",
                "/platform/flags",
                "/stores",
                "/migrations",
                "/background",
                "/background/jobs",
                "/signing-keys"
            })
    void ofAnOperatorIsSearchedAndSaysWhenItCannotBeRead(String path) {
        try (Browsing.Visitor olga = BROWSER.signedIn("platform", OPERATOR)) {
            isWhole(olga, path);
        }
    }

    @Test
    void ofTheExportsOfATenantIsSearchedAndSaysWhenItCannotBeRead() {
        String tenant = Api.of(BROWSER.server(), "platform", OPERATOR).tenant("globex");
        try (Browsing.Visitor olga = BROWSER.signedIn("platform", OPERATOR)) {
            isWhole(olga, "/tenants/" + tenant + "/data");
        }
    }

    private static void isWhole(Browsing.Visitor visitor, String path) {
        Page page = visitor.page();
        visitor.openWhole(path);
        page.keyboard().press("/");
        Locator search = page.locator("main [data-search]").first();
        assertThat(search).isFocused();
        search.fill("zzz-nothing");
        Locator empty = page.locator("main .empty:not([role=alert])").last();
        assertThat(empty).containsText(Pattern.compile("match|None|No "));
        assertThat(visitor.complaints()).isEmpty();

        page.route("**/v1/**", route -> {
            if (route.request().url().endsWith("/v1/me")) {
                route.resume();
            } else {
                route.fulfill(new Route.FulfillOptions()
                        .setStatus(503)
                        .setContentType("application/problem+json")
                        .setBody("{\"code\":\"store.away\",\"detail\":\"The <b>store</b> is away.\"}"));
            }
        });
        visitor.open(path);
        visitor.sees("The <b>store</b> is away.");
        page.unrouteAll();
        Locator again = page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Try again"));
        while (again.count() > 0) {
            again.first().click();
            assertThat(page.locator("[aria-busy=true], .loading")).hasCount(0);
        }
        assertThat(page.locator("main [role=alert]")).hasCount(0);
    }

    @Test
    void findsAnInvoiceByItsNumberAndItsStatus() {
        Api operator = Api.of(BROWSER.server(), "platform", OPERATOR);
        try (Browsing.Visitor olga = BROWSER.signedIn("platform", OPERATOR)) {
            olga.open("/tenants");
            String tenant = DataTest.made(olga, "invoiced");
            String path = "/v1/tenants/" + tenant + "/invoices";
            Instant first = Instant.parse("2026-01-01T00:00:00Z");
            for (int i = 0; i < 12; i++) {
                var unused = operator.post(path, invoice(first.plus(i, ChronoUnit.DAYS)));
            }
            String second = operator.get(path + "?search=2")
                    .getAsJsonArray("items")
                    .get(0)
                    .getAsJsonObject()
                    .get("id")
                    .getAsString();
            var unused = operator.post(path + "/" + second + "/settlement", Map.<String, Object>of("outcome", "paid"));

            olga.open("/tenants/" + tenant + "/invoices");
            assertThat(rows(olga)).hasCount(12);
            olga.search("1");
            assertThat(rows(olga)).hasCount(4);
            olga.search("12");
            assertThat(rows(olga)).hasCount(1);
            assertThat(olga.page()).hasURL(Pattern.compile(".*search=12$"));
            olga.search("");
            olga.page().getByLabel("Status").selectOption("paid");
            assertThat(rows(olga)).hasCount(1);
            assertThat(rows(olga)).containsText("Invoice 2");
            assertThat(olga.complaints()).isEmpty();
        }
    }

    private static Map<String, Object> invoice(Instant from) {
        return Map.<String, Object>of(
                "currency",
                "EUR",
                "from",
                from.toString(),
                "to",
                from.plus(1, ChronoUnit.DAYS).toString(),
                "lines",
                List.of(Map.<String, Object>of("description", "A day", "quantity", 1, "unitAmount", 100)));
    }

    @Test
    void findsADeliveryByItsEventTypeAndItsMessage() {
        Api globex = Api.of(BROWSER.server(), "globex", OWNER);
        try (Receiver receiver = new Receiver();
                Browsing.Visitor owner = BROWSER.signedIn("globex", OWNER)) {
            String webhook = globex.post("/v1/webhooks", Map.<String, Object>of("url", receiver.url()))
                    .getAsJsonObject()
                    .get("id")
                    .getAsString();
            for (int i = 0; i < 3; i++) {
                var unused = globex.post("/v1/webhooks/" + webhook + "/ping", null);
            }
            owner.open("/webhooks/" + webhook);
            owner.search("webhook.ping");
            assertThat(rows(owner).filter(new Locator.FilterOptions().setHasText("webhook.ping")))
                    .hasCount(3);
            owner.search("webhook.");
            owner.sees("No deliveries match");
            owner.search(receiver.ids().get(1));
            assertThat(rows(owner)).hasCount(1);
            owner.press("Failed");
            owner.sees("No deliveries match");
            owner.page().reload();
            assertThat(owner.page().locator("main [data-search]"))
                    .hasValue(receiver.ids().get(1));
            owner.press("Delivered");
            assertThat(rows(owner)).hasCount(1);
            assertThat(owner.complaints()).isEmpty();
            var unused = globex.post("/v1/webhooks/" + webhook + "/disable", null);
        }
    }

    @Test
    void findsAWaitingJobByItsTenantAndItsKind() {
        try (Browsing.Visitor olga = BROWSER.signedIn("platform", OPERATOR)) {
            olga.open("/tenants");
            String tenant = DataTest.made(olga, "queueing");
            BROWSER.server().database().letJobsWait(tenant);
            JsonObject export =
                    olga.ask("POST", "/v1/tenants/" + tenant + "/archives/exports", Map.<String, Object>of());

            olga.open("/background/jobs");
            olga.search(tenant);
            assertThat(rows(olga)).hasCount(1);
            assertThat(rows(olga)).containsText("tenant-export");
            olga.press("Failed");
            olga.sees("No job matches");
            olga.press("All");
            olga.search("user-export");
            assertThat(rows(olga)
                            .filter(new Locator.FilterOptions()
                                    .setHasText(export.get("id").getAsString())))
                    .hasCount(0);
            olga.search("tenant-export");
            assertThat(rows(olga).first()).containsText("tenant-export");
            assertThat(olga.complaints()).isEmpty();
        }
    }

    @Test
    void findsAMemberOfAGroupByTheirAddress() {
        Api globex = Api.of(BROWSER.server(), "globex", OWNER);
        String group = globex.post("/v1/groups", Map.<String, Object>of("name", "Finders"))
                .getAsJsonObject()
                .get("id")
                .getAsString();
        for (var user : globex.get("/v1/users").getAsJsonArray("items")) {
            var unused = globex.put(
                    "/v1/groups/" + group + "/members/"
                            + user.getAsJsonObject().get("id").getAsString(),
                    Map.<String, Object>of());
        }
        try (Browsing.Visitor owner = BROWSER.signedIn("globex", OWNER)) {
            owner.open("/groups/" + group);
            owner.search("VIEWER@");
            assertThat(rows(owner)).hasCount(1);
            assertThat(rows(owner)).containsText("viewer@globex.example");
            owner.search("iewer");
            owner.sees("No member matches");
            assertThat(owner.complaints()).isEmpty();
        } finally {
            globex.delete("/v1/groups/" + group); // PeopleTest finds that there is none
        }
    }

    @Test
    void tellsHowManyUsersThereAreAndHowManySeatsATenantHasTaken() {
        Api operator = Api.of(BROWSER.server(), "platform", OPERATOR);
        String tenant = operator.tenant("initech");
        try (Browsing.Visitor olga = BROWSER.signedIn("platform", OPERATOR)) {
            var unused = operator.post("/v1/platform/tasks/census/runs", null);
            olga.page()
                    .waitForCondition(() ->
                            operator.get("/v1/platform/census").get("users").getAsLong() >= 13);
            olga.openWhole("/");
            Locator users = olga.page().locator(".stat").filter(new Locator.FilterOptions().setHasText("Users"));
            assertThat(users.locator("b")).hasText(Pattern.compile("^[1-9][\\d,]*$"));
            assertThat(users).containsText("As of");

            olga.open("/tenants/" + tenant + "/plan");
            Locator seats = rows(olga)
                    .filter(new Locator.FilterOptions()
                            .setHas(olga.page().getByText("Seats", new Page.GetByTextOptions().setExact(true))));
            assertThat(seats.locator("td").nth(2)).hasText(Pattern.compile("^\\s*[1-9]\\d*\\s*$"));
            assertThat(olga.complaints()).isEmpty();
        }
    }

    private static Locator rows(Browsing.Visitor visitor) {
        return visitor.page().locator("main tbody tr");
    }
}
