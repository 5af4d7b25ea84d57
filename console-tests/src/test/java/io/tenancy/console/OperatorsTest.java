package io.tenancy.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.Map;
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
