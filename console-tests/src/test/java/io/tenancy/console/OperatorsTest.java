package io.tenancy.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What operators look after: the life of a tenant, stores, migrations, background work, and keys. */
final class OperatorsTest {
    private static final String OPERATOR = "operator@platform.example";

    @RegisterExtension
    private static final Browsing BROWSER = new Browsing();

    @Test
    void suspendsResumesDeletesAndRestoresByTypingTheShortName() {
        try (Browsing.Visitor olga = BROWSER.signedIn("platform", OPERATOR)) {
            String id = made(olga, "phoenix");
            olga.open("/tenants/" + id + "/lifecycle");
            for (String step : new String[] {"Suspend", "Resume", "Make read-only", "Delete", "Restore"}) {
                olga.press(step);
                assertThat(olga.page().locator("dialog footer button").last()).isDisabled();
                olga.page().locator("dialog input").fill("phoeni");
                assertThat(olga.page().locator("dialog footer button").last()).isDisabled();
                olga.confirm("phoenix");
            }
            assertThat(olga.page().locator(".tenant-head .status")).hasText("Read only");
            assertThat(olga.complaints()).isEmpty();
        }
    }

    @Test
    void invitesTheOwnerAgainWhenThatIsConfirmed() {
        try (Browsing.Visitor olga = BROWSER.signedIn("platform", OPERATOR)) {
            String id = made(olga, "invited-again");
            olga.open("/tenants/" + id + "/lifecycle");
            olga.press("Invite");
            olga.sees("The older invitation is void at once");
            olga.press("Cancel");
            assertThat(olga.page().locator("dialog")).hasCount(0);
            olga.press("Invite");
            olga.press("Send an invitation");
            olga.sees("An invitation to owner@invited-again.example is on its way");
            assertThat(olga.complaints()).isEmpty();
        }
    }

    @Test
    void marksAStoreAsFullAndOpensIt() {
        try (Browsing.Visitor olga = BROWSER.signedIn("platform", OPERATOR)) {
            olga.open("/stores");
            olga.press("Mark as full");
            olga.page().locator("dialog footer button").last().click();
            olga.sees("main takes no new tenants");
            assertThat(olga.page().locator("tbody")).containsText("Full");
            olga.press("Open");
            olga.page().locator("dialog footer button").last().click();
            olga.sees("main takes new tenants");
            assertThat(olga.page().locator("tbody")).containsText("Served");
            assertThat(olga.complaints()).isEmpty();
        }
    }

    @Test
    void looksAtMigrationsAndHasATaskRunNow() {
        try (Browsing.Visitor olga = BROWSER.signedIn("platform", OPERATOR)) {
            olga.open("/migrations");
            olga.sees("Every tenant is up to date");
            olga.sees("Nobody is behind");
            olga.press("Run now");
            olga.page().locator("dialog footer button").last().click();
            olga.sees("The migration runs in a moment");

            olga.open("/background");
            olga.search("throttles");
            olga.page().waitForCondition(() -> olga.page().locator("tbody tr").count() == 1);
            olga.press("Run throttles now");
            olga.sees("throttles runs in a moment");
            olga.turnTo("Waiting jobs");
            assertThat(olga.page()).hasURL(Pattern.compile(".*/console/background/jobs$"));
            olga.page()
                    .locator("#panel tbody tr, #panel .empty:not([role=alert])") // what other tests left may wait
                    .first()
                    .waitFor();
            assertThat(olga.complaints()).isEmpty();
        }
    }

    @Test
    void showsWhereATenantIsAndWhatKeepsItApart() {
        try (Browsing.Visitor olga = BROWSER.signedIn("platform", OPERATOR)) {
            olga.open("/tenants?search=globex");
            olga.page()
                    .getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Globex"))
                    .click();
            olga.turnTo("Isolation");
            olga.sees("A schema of its own");
            olga.sees("Reached, and safe to serve");
            assertThat(olga.page().locator("#panel")).containsText("Up to date");
            assertThat(olga.complaints()).isEmpty();
        }
    }

    @Test
    void findsAFaultInThePlaceOfATenantShowsItsMendingAndLooksAgain() {
        try (Browsing.Visitor olga = BROWSER.signedIn("platform", OPERATOR)) {
            String id = Api.of(BROWSER.server(), "platform", OPERATOR).tenant("globex");
            DemoDatabase database = BROWSER.server().database();
            String table = DemoDatabase.schemaOf(id) + ".users";
            olga.open("/tenants/" + id + "/isolation");
            olga.sees("Nothing is wrong");
            database.plant("ALTER TABLE " + table + " NO FORCE ROW LEVEL SECURITY");
            try {
                olga.press("Check now");
                olga.sees("does not force row-level security on its owner");
                Locator finding = olga.page().locator(".finding");
                assertThat(finding).hasCount(1);
                assertThat(finding).containsText(table);
                assertThat(finding).containsText("Danger");
                PagesTest.isFit(olga, "operator-findings");
                database.plant(finding.locator(".remedy code").textContent());
            } finally {
                database.plant("ALTER TABLE " + table + " FORCE ROW LEVEL SECURITY");
            }
            olga.press("Check now");
            olga.sees("Nothing is wrong");
            refuse(olga.page(), "**/v1/tenants/*/findings");
            olga.press("Check now");
            olga.sees("Another tenant is looked at just now");
            olga.page().unrouteAll();
            olga.press("Try again");
            olga.sees("Nothing is wrong");
            assertThat(olga.complaints()).isEmpty();
        }
    }

    @Test
    void showsHowMuchEachTenantIsUsedInOneCallAndChartsOneOfThem() {
        Api owner = Api.of(BROWSER.server(), "acme", "owner@acme.example");
        for (int i = 0; i < 20; i++) {
            var unused = owner.get("/v1/me");
        }
        try (Browsing.Visitor olga = BROWSER.signedIn("platform", OPERATOR)) {
            olga.open("/");
            olga.page().waitForCondition(() -> requestsOfToday(olga, "acme") >= 20);
            List<String> asked = new CopyOnWriteArrayList<>();
            olga.page().onRequest(request -> {
                if (request.url().contains("/v1/")) {
                    asked.add(request.url());
                }
            });
            olga.page()
                    .locator(".side")
                    .getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName("Tenants"))
                    .click();
            Locator spark = olga.page()
                    .locator("tbody tr")
                    .filter(new Locator.FilterOptions().setHas(link(olga, "Acme")))
                    .getByRole(AriaRole.IMG);
            assertThat(spark)
                    .hasAttribute(
                            "aria-label", Pattern.compile("[\\d,]+ requests in 30 days, most on .*; today [\\d,]+"));
            assertThat(asked).hasSize(1).first().asString().contains("include=usage");
            assertThat(olga.saved("Export")).contains("requests30Days");

            link(olga, "Acme").click();
            olga.turnTo("Plan and usage");
            Locator chart = olga.page().getByRole(AriaRole.SLIDER);
            chart.focus();
            olga.page().keyboard().press("End");
            assertThat(chart).hasAttribute("aria-valuetext", Pattern.compile(".*: [1-9][\\d,]* requests"));
            assertThat(olga.saved("CSV")).startsWith("meter,step,from,value");
            assertThat(olga.complaints()).isEmpty();
        }
    }

    @Test
    void opensAPageOfATenantFromOutsideByAVisit() {
        try (Browsing.Visitor olga = BROWSER.signedIn("platform", OPERATOR)) {
            String id = Api.of(BROWSER.server(), "platform", OPERATOR).tenant("globex");
            olga.open("/tenants/" + id);
            olga.turnTo("Users");
            olga.sees("Seats");
            olga.press("Open Users as support");
            olga.fill("Reason", "Ticket 4813: who is in there?");
            olga.press("Enter");
            olga.sees("owner@globex.example");
            assertThat(olga.page()).hasURL(Pattern.compile(".*/console/users$"));
            assertThat(olga.page().locator(".banner")).containsText("Globex");
            olga.press("Leave");
            olga.sees("Every customer of this deployment");
            assertThat(olga.complaints()).isEmpty();
        }
    }

    @Test
    void listsTenantsInTheOrderThatIsAskedFor() {
        try (Browsing.Visitor olga = BROWSER.signedIn("platform", OPERATOR)) {
            made(olga, "aardvark");
            olga.open("/tenants?sort=name");
            olga.sees("Globex");
            assertThat(olga.page().locator("tbody tr").allTextContents())
                    .filteredOn(row -> row.contains("aardvark") || row.contains("Globex"))
                    .satisfiesExactly(
                            first -> assertThat(first).contains("aardvark"),
                            second -> assertThat(second).contains("Globex"));
            olga.page().getByLabel("Order").selectOption("newest");
            olga.page().waitForURL(Pattern.compile(".*sort=newest.*"));
            assertThat(olga.page().locator("tbody tr").last()).containsText("platform");
            olga.page().getByLabel("Order").selectOption("created");
            assertThat(olga.page().locator("tbody tr").first()).containsText("platform");
        }
    }

    @Test
    void revokesASigningKeyAndStaysSignedInByAnother() {
        try (Browsing.Visitor olga = BROWSER.signedIn("platform", OPERATOR)) {
            olga.open("/signing-keys");
            olga.sees("Active");
            String before = olga.page().locator("tbody").textContent();
            olga.page()
                    .locator("tbody tr")
                    .filter(new Locator.FilterOptions().setHasText("Active"))
                    .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Revoke"))
                    .click();
            String word = olga.page().locator("dialog .field code").textContent();
            olga.confirm(word);
            olga.page()
                    .waitForCondition(
                            () -> !olga.page().locator("tbody").textContent().contains(word));
            assertThat(before).contains(word);
            olga.opensWith("/signing-keys", "Active");
        }
    }

    private static Locator link(Browsing.Visitor olga, String name) {
        return olga.page()
                .getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(Pattern.compile("^" + name + "\\b")));
    }

    private static long requestsOfToday(Browsing.Visitor olga, String slug) {
        JsonArray days = olga.ask("GET", "/v1/tenants?include=usage&search=" + slug, Map.<String, Object>of())
                .getAsJsonArray("items")
                .get(0)
                .getAsJsonObject()
                .getAsJsonObject("usage")
                .getAsJsonArray("requests");
        return days.get(days.size() - 1).getAsLong();
    }

    /** Answers as the server does while it looks at another tenant. */
    private static void refuse(Page page, String address) {
        page.route(
                address,
                route -> route.fulfill(new Route.FulfillOptions()
                        .setStatus(503)
                        .setContentType("application/problem+json")
                        .setBody("{\"status\":503,\"code\":\"examination.busy\",\"title\":\"Busy\","
                                + "\"detail\":\"Another tenant is looked at just now. Try again soon.\"}")));
    }

    private static String made(Browsing.Visitor olga, String slug) {
        olga.open("/tenants");
        return olga.ask(
                        "POST",
                        "/v1/tenants",
                        Map.<String, Object>of(
                                "slug",
                                slug,
                                "name",
                                slug,
                                "isolation",
                                "shared",
                                "ownerAccess",
                                "invitation",
                                "owner",
                                Map.<String, Object>of("name", slug, "email", "owner@" + slug + ".example")))
                .get("id")
                .getAsString();
    }
}
