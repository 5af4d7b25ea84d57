package io.tenancy.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The audit log: its filters, which are in the address, and its files. */
final class AuditTest {
    private static final String OWNER = "owner@initech.example";
    private static final String MEMBER = "Initech Member";

    @RegisterExtension
    private static final Browsing BROWSER = new Browsing();

    @Test
    void filtersByActionActorAndTimeAndExportsThat() {
        try (Browsing.Visitor owner = BROWSER.signedIn("initech", OWNER)) {
            owner.open("/audit");
            owner.sees("user.accepted");
            owner.page().keyboard().press("/");
            owner.page().keyboard().type("user.invited");

            owner.page().waitForURL(Pattern.compile(".*action=user\\.invited.*"));
            owner.page().waitForCondition(() -> owner.page().locator("tbody tr").count() == 4);
            assertThat(owner.page().locator("tbody")).not().containsText("user.accepted");
            String table = owner.saved("Export as CSV");
            String lines = owner.saved("Export as NDJSON");
            assertThat(table.strip().lines()).hasSize(5).first().asString().contains("action", "target");
            assertThat(lines.strip().lines()).hasSize(4).allMatch(line -> line.contains("\"user.invited\""));

            owner.page().locator("tbody tr").first().locator(".who-did button").click();
            owner.page().waitForURL(Pattern.compile(".*actor=[0-9a-f-]{36}.*"));
            owner.page().waitForCondition(() -> owner.page().locator("tbody tr").count() == 3);
            owner.page().getByLabel("Time").selectOption("hour");
            owner.page().waitForURL(Pattern.compile(".*span=hour.*"));
            owner.page().reload();
            owner.page().waitForCondition(() -> owner.page().locator("tbody tr").count() == 3);
            owner.press("Clear");
            owner.sees("user.accepted");
            assertThat(owner.page()).hasURL(Pattern.compile(".*/console/audit$"));
            assertThat(owner.complaints()).isEmpty();
        }
    }

    @Test
    void showsAnEntryWithWhatChangedAndWhereFrom() {
        try (Browsing.Visitor owner = BROWSER.signedIn("initech", OWNER)) {
            owner.ask(
                    "POST",
                    "/v1/roles",
                    Map.<String, Object>of("name", "auditor", "permissions", List.of("audit:read")));
            owner.open("/audit?action=role.created");
            owner.page().locator("tbody tr").first().locator("button").first().click();

            assertThat(owner.page().locator("dialog h2")).hasText("role.created");
            assertThat(owner.page().locator("dialog")).containsText("127.0.0.1");
            assertThat(owner.page().locator("dialog .changes")).containsText("audit:read");
            owner.page().keyboard().press("Escape");
            assertThat(owner.page().locator("dialog")).hasCount(0);
        }
    }

    @Test
    void namesThoseWhoActedInOneCall() {
        try (Browsing.Visitor owner = BROWSER.signedIn("initech", OWNER)) {
            List<String> asked = new CopyOnWriteArrayList<>();
            owner.open("/profile");
            owner.page().onRequest(request -> {
                if (request.url().contains("/v1/")) {
                    asked.add(request.url());
                }
            });
            owner.page()
                    .getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Audit log"))
                    .click();
            owner.sees("user.accepted");

            List<String> names = owner.page().locator(".who-did").allTextContents();
            assertThat(names).anyMatch(name -> name.contains("You")).anyMatch(name -> name.contains(MEMBER));
            assertThat(asked).hasSize(1).first().asString().contains("/v1/audit?");
            owner.page()
                    .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(MEMBER))
                    .first()
                    .click();
            owner.page().waitForURL(Pattern.compile(".*actor=[0-9a-f-]{36}.*"));
            assertThat(owner.page().locator("tbody .who-did").first()).hasText(MEMBER);
            owner.page().locator("tbody tr").first().locator("button").first().click();
            assertThat(owner.page()
                            .locator("dialog")
                            .getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName(MEMBER)))
                    .hasAttribute("href", Pattern.compile(".*/users/[0-9a-f-]{36}$"));
            assertThat(owner.complaints()).isEmpty();
        }
    }

    @Test
    void saysWhatIsWrongWithAFilterAndDoesNotSendIt() {
        try (Browsing.Visitor owner = BROWSER.signedIn("initech", OWNER)) {
            owner.open("/audit?action=%3Cscript%3E&actor=1&from=never");
            owner.sees("An action looks like user.invited.");
            owner.sees("An id has 36 characters.");
            owner.sees("user.accepted");
            assertThat(owner.complaints()).isEmpty();
        }
    }

    @Test
    void showsOperatorsWhatWasDoneWithATenantAndNothingOfItsOwn() {
        try (Browsing.Visitor olga = BROWSER.signedIn("platform", "operator@platform.example")) {
            olga.open("/tenants?search=initech");
            olga.page()
                    .getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Initech"))
                    .click();
            olga.turnTo("Audit");
            olga.sees("tenant.activated");

            assertThat(olga.page().locator("tbody")).not().containsText("user.");
            assertThat(olga.page().locator("tbody")).not().containsText("session.");
            assertThat(olga.saved("Export as NDJSON").lines())
                    .anyMatch(line -> line.contains("\"tenant.created\""))
                    .noneMatch(line -> line.contains("\"user.") || line.contains("\"session."))
                    .allMatch(line -> line.contains("\"kind\":\"operator\"") || line.contains("\"kind\":\"system\""));
            assertThat(olga.complaints()).isEmpty();
        }
    }
}
