package io.tenancy.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Groups, grants, and programs with their keys. */
final class PeopleTest {
    private static final String OWNER = "owner@globex.example";

    @RegisterExtension
    private static final Browsing BROWSER = new Browsing();

    @Test
    void givesARoleByAGroupWhichTakesEffectAtOnceAndEndsWithIt() {
        try (Browsing.Visitor owner = BROWSER.signedIn("globex", OWNER);
                Browsing.Visitor vera = BROWSER.signedIn("globex", "viewer@globex.example")) {
            vera.open("/audit");
            vera.sees("There is no such page");

            owner.open("/groups");
            owner.press("New group");
            owner.fill("Name", "Proofreaders");
            owner.choose("ADMIN");
            owner.press("Create group");
            owner.page().waitForURL(Pattern.compile(".*/console/groups/[0-9a-f-]{36}$"));
            owner.press("Add");
            owner.search("viewer");
            owner.press("Add Globex Viewer");
            owner.sees("Globex Viewer is in Proofreaders");
            owner.press("Done");
            assertThat(owner.page().locator("tbody")).containsText("viewer@globex.example");

            vera.opensWith("/audit", "group.member_added");
            owner.press("Take Globex Viewer out");
            owner.press("Take out");
            owner.sees("Nobody is in it yet");
            owner.press("Delete");
            owner.confirm("Proofreaders");
            owner.sees("No groups yet");
            vera.opensWith("/audit", "There is no such page");
            assertThat(owner.complaints()).isEmpty();
            assertThat(vera.complaints()).isEmpty();
        }
    }

    @Test
    void grantsAPermissionForAWhileAndTakesItAway() {
        try (Browsing.Visitor owner = BROWSER.signedIn("globex", OWNER)) {
            owner.open("/users?search=member");
            owner.page()
                    .getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Globex Member"))
                    .click();
            owner.turnTo("Permissions");
            owner.press("Give");
            owner.choose("A permission");
            owner.page().locator("dialog select[name=permission]").selectOption("audit:read");
            owner.page().locator("dialog footer button").last().click();
            owner.sees("It is given");
            owner.press("Take audit:read away");
            owner.press("Take away");
            owner.sees("Nothing beside the roles");
            assertThat(owner.complaints()).isEmpty();
        }
    }

    @Test
    void showsTheKeyOfAServiceAccountOnce() {
        try (Browsing.Visitor owner = BROWSER.signedIn("globex", OWNER)) {
            owner.open("/service-accounts");
            owner.press("New service account");
            owner.fill("Name", "Weekly report");
            owner.choose("MEMBER");
            owner.press("Create service account");
            owner.page().waitForURL(Pattern.compile(".*/console/service-accounts/[0-9a-f-]{36}$"));
            owner.press("New key");
            owner.fill("Name", "First");
            owner.choose("user:read");
            owner.press("Create key");
            assertThat(owner.page().locator("dialog code")).hasText(Pattern.compile("tk_\\w+.*"));
            owner.press("I have copied it");
            assertThat(owner.page().locator("tbody")).containsText("Active");
            assertThat(owner.page().content()).doesNotContain("tk_");
            owner.press("Actions for First");
            owner.page()
                    .getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName("Revoke"))
                    .click();
            owner.press("Revoke");
            assertThat(owner.page().locator("tbody")).containsText("Revoked");
            assertThat(owner.complaints()).isEmpty();
        }
    }
}
