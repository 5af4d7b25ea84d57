package io.tenancy.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Feature flags, as operators, administrators of a tenant, and their users have them. */
final class FlagsTest {
    private static final String OPERATOR = "operator@platform.example";
    private static final String OWNER = "owner@acme.example";
    private static final String HOSTILE = "<img src=x onerror=alert(1)> \u202Eevil";

    @RegisterExtension
    private static final Browsing BROWSER = new Browsing();

    @Test
    void makesAFlagGivesItARuleAndKillsIt() {
        try (Browsing.Visitor olga = BROWSER.signedIn("platform", OPERATOR)) {
            olga.open("/platform/flags");
            olga.press("New flag");
            olga.fill("Key", "9 wrong");
            olga.sees("A letter, then letters");
            olga.fill("Key", "new-checkout");
            olga.fill("Description", HOSTILE);
            olga.press("Create flag");
            olga.sees("The flag is made");

            olga.press("Add rule");
            olga.fill("Name", HOSTILE);
            olga.press("Add condition");
            olga.fill("Keys of plans, one a line", "free\nno-such-plan");
            olga.press("Add condition");
            olga.page().getByLabel("What condition 2 is about").selectOption("percentage");
            olga.fill("Percent", "101");
            olga.sees("A percentage is from 0 to 100");
            olga.fill("Percent", "12.5");
            olga.press("Save rule");
            assertThat(olga.page().locator("dialog .rows .error")).containsText("no-such-plan");
            olga.fill("Keys of plans, one a line", "free");
            olga.press("Save rule");
            olga.sees("The rule is saved");
            olga.sees("12.5%");
            assertThat(flag("new-checkout")).contains("\"values\":[\"free\"]").contains("\"percent\":12.5");

            olga.press("Kill");
            olga.page().locator("dialog .btn.danger").click();
            olga.sees("The flag is off for everybody");
            assertThat(flag("new-checkout")).contains("\"killed\":true");
            olga.open("/platform/flags/new-checkout/history");
            assertThat(olga.page().locator("tbody tr")).hasCount(3);
            olga.open("/platform/flags?search=checkout");
            olga.sees("Killed");
            assertThat(olga.page().locator("main img")).hasCount(0);
            assertThat(olga.complaints()).isEmpty();
        }
    }

    @Test
    void findsARuleWhichKeepsItsPlace() {
        Map<String, Object> quarter = Map.<String, Object>of("about", "percentage", "percent", 25);
        Api.of(BROWSER.server(), "platform", OPERATOR)
                .post(
                        "/v1/platform/flags",
                        Map.<String, Object>of(
                                "key",
                                "ruled-flag",
                                "type",
                                "boolean",
                                "rules",
                                List.of(
                                        Map.<String, Object>of(
                                                "name", "A quarter", "variant", "on", "when", List.of(quarter)),
                                        Map.<String, Object>of(
                                                "name", "The rest", "variant", "off", "when", List.of()))));
        try (Browsing.Visitor olga = BROWSER.signedIn("platform", OPERATOR)) {
            olga.openWhole("/platform/flags/ruled-flag");
            Locator rules = olga.page().locator(".rules > li");
            assertThat(rules).hasCount(2);
            olga.page().keyboard().press("/");
            assertThat(olga.page().locator("main [data-search]")).isFocused();
            olga.search("REST");
            assertThat(rules).hasCount(1);
            assertThat(rules.locator(".rule-place")).hasText("2");
            olga.search("zzz");
            olga.sees("No rule matches");
            assertThat(olga.complaints()).isEmpty();
        }
    }

    @Test
    void agreesAVariantWithATenantAndWithdrawsIt() {
        Api operator = Api.of(BROWSER.server(), "platform", OPERATOR);
        operator.post("/v1/platform/flags", Map.<String, Object>of("key", "agreed-flag", "type", "boolean"));
        String tenant = operator.tenant("globex");
        try (Browsing.Visitor olga = BROWSER.signedIn("platform", OPERATOR)) {
            olga.open("/tenants/" + tenant + "/flags");
            olga.press("Give a variant");
            olga.page().locator("dialog [data-search]").fill("agreed");
            olga.page()
                    .locator("dialog")
                    .getByRole(AriaRole.BUTTON)
                    .filter(new Locator.FilterOptions().setHasText("agreed-flag"))
                    .click();
            olga.page().getByLabel("Variant").selectOption("on");
            olga.fill("Reason", HOSTILE);
            olga.press("Save");
            olga.sees("Saved");
            olga.sees("For good");
            assertThat(operator.get("/v1/tenants/" + tenant + "/flags").toString())
                    .contains("\"variant\":\"on\"");

            olga.press("Actions for agreed-flag");
            item(olga, "Withdraw");
            olga.page().locator("dialog .btn.danger").click();
            olga.sees("Nothing was agreed");
            assertThat(olga.page().locator("main img")).hasCount(0);
            assertThat(olga.complaints()).isEmpty();
        }
    }

    @Test
    void letsAdministratorsOverrideWhatTheyMayAndGiveItToAUser() {
        Api operator = Api.of(BROWSER.server(), "platform", OPERATOR);
        operator.post(
                "/v1/platform/flags",
                Map.<String, Object>of(
                        "key", "shown-flag", "type", "boolean", "exposure", "changeable", "description", HOSTILE));
        operator.post(
                "/v1/platform/flags",
                Map.<String, Object>of("key", "seen-flag", "type", "boolean", "exposure", "visible"));
        operator.post("/v1/platform/flags", Map.<String, Object>of("key", "secret-flag", "type", "boolean"));
        Api acme = Api.of(BROWSER.server(), "acme", OWNER);
        try (Browsing.Visitor owner = BROWSER.signedIn("acme", OWNER)) {
            owner.open("/flags");
            owner.sees("shown-flag");
            assertThat(owner.page().getByText("secret-flag")).hasCount(0);
            assertThat(toggle(owner, "seen-flag")).isDisabled();
            toggle(owner, "shown-flag").click();
            owner.sees("Tenant override");
            assertThat(acme.get("/v1/flags/shown-flag").get("variant").getAsString())
                    .isEqualTo("on");

            String user = acme.get("/v1/users?search=member")
                    .getAsJsonArray("items")
                    .get(0)
                    .getAsJsonObject()
                    .get("id")
                    .getAsString();
            owner.open("/users/" + user + "/features");
            toggle(owner, "shown-flag").click();
            owner.sees("Given to the user");
            assertThat(acme.get("/v1/users/" + user + "/features/shown-flag")
                            .get("variant")
                            .getAsString())
                    .isEqualTo("off");
            owner.press("Actions for shown-flag");
            item(owner, "Take it away");
            owner.sees("Tenant override");
            assertThat(owner.page().locator("main img")).hasCount(0);
            assertThat(owner.complaints()).isEmpty();
        }
    }

    private static Locator toggle(Browsing.Visitor visitor, String flag) {
        return visitor.page()
                .getByRole(
                        AriaRole.SWITCH,
                        new Page.GetByRoleOptions().setName(flag).setExact(true));
    }

    private static void item(Browsing.Visitor visitor, String name) {
        visitor.page()
                .getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName(name))
                .click();
    }

    private static String flag(String key) {
        return Api.of(BROWSER.server(), "platform", OPERATOR)
                .get("/v1/platform/flags/" + key)
                .toString();
    }
}
