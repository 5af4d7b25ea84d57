package io.tenancy.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What people do in the console, from the first page to the last effect. */
final class ConsoleTest {
    private static final String OPERATOR = "operator@platform.example";
    private static final String OWNER = "owner@acme.example";
    private static final String MEMBER = "member@acme.example";
    private static final String STRONG = "a lantern over quiet water";

    @RegisterExtension
    private static final Browsing BROWSER = new Browsing();

    @Test
    void leadsBackToThePageThatWasAskedFor() {
        try (Browsing.Visitor olga = BROWSER.visitor()) {
            olga.open("/tenants");
            olga.fill("Organisation", "platform");
            olga.fill("Email", OPERATOR);
            olga.fill("Password", "not the password");
            olga.press("Sign in");
            assertThat(olga.page().getByRole(AriaRole.ALERT)).containsText("wrong");

            olga.fill("Password", BROWSER.server().password(OPERATOR));
            olga.press("Sign in");

            olga.sees("globex");
            assertThat(olga.page()).hasURL(Pattern.compile(".*/console/tenants$"));
            assertThat(olga.page()
                            .evaluate("document.cookie + JSON.stringify(localStorage) + JSON.stringify(sessionStorage)")
                            .toString())
                    .doesNotContain("eyJ", "__Host");
            assertThat(olga.complaints()).isEmpty();
        }
    }

    @Test
    void makesATenantSuspendsItAndShowsHostileNamesAsText() {
        String name = "<img src=x onerror=alert(1)> \u202Eevil";
        try (Browsing.Visitor olga = BROWSER.signedIn("platform", OPERATOR)) {
            olga.open("/tenants/new");
            olga.fill("Name", name);
            olga.fill("Short name", "hostile");
            olga.press("Continue");
            olga.page().getByText("Tables of its own").click();
            olga.press("Continue");
            olga.fill("Name of the owner", "Mallory");
            olga.fill("Email of the owner", "mallory@hostile.example");
            olga.press("Create tenant");
            olga.sees("is made");
            olga.page()
                    .getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Open tenant"))
                    .click();
            olga.page()
                    .getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName("Lifecycle"))
                    .click();
            olga.press("Suspend");
            assertThat(olga.page().locator("dialog .btn.danger")).isDisabled();
            olga.page().locator("dialog input").fill("hostile");
            olga.page().locator("dialog .btn.danger").click();

            olga.sees("Resume");
            assertThat(olga.page().locator("main img")).hasCount(0);
            assertThat(olga.complaints()).isEmpty();
        }
    }

    @Test
    void invitesAUserWhoAcceptsAndGetsAnotherRole() {
        try (Browsing.Visitor owner = BROWSER.signedIn("acme", OWNER);
                Browsing.Visitor nora = BROWSER.visitor()) {
            owner.open("/users");
            owner.press("Invite user");
            owner.fill("Email", "nora@acme.example");
            owner.fill("Name", "Nora New");
            owner.page()
                    .locator("dialog")
                    .getByText("VIEWER", new Locator.GetByTextOptions().setExact(true))
                    .click();
            owner.press("Send invitation");
            owner.sees("An invitation to nora@acme.example is on its way");
            owner.page()
                    .waitForCondition(() ->
                            !BROWSER.server().invitation("nora@acme.example").isEmpty());

            nora.page()
                    .navigate(BROWSER.server().page("").replace("/console", "")
                            + BROWSER.server().invitation("nora@acme.example"));
            nora.fill("Password", STRONG);
            assertThat(nora.page().url()).endsWith("/console/accept-invitation");
            nora.press("Accept the invitation");
            nora.sees("is ready");
            nora.signIn("acme", "nora@acme.example", STRONG);
            nora.page()
                    .getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Users"))
                    .waitFor();
            assertThat(nora.page().getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Audit log")))
                    .hasCount(0);

            owner.open("/users?search=nora");
            owner.page()
                    .getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Nora New"))
                    .click();
            owner.press("Edit");
            owner.page()
                    .locator("dialog")
                    .getByText("ADMIN", new Locator.GetByTextOptions().setExact(true))
                    .click();
            owner.press("Save roles");
            owner.sees("Roles saved");

            nora.opensWith("/audit", "user.roles_changed");
            assertThat(nora.complaints()).isEmpty();
        }
    }

    /** Else a second press, which is meant for the dialog, reaches what is below. */
    @Test
    void opensADialogAsSoonAsItIsThere() {
        try (Browsing.Visitor owner = BROWSER.signedIn("acme", OWNER)) {
            owner.openWhole("/users");
            Object isOpen = owner.page().evaluate("""
                    async () => {
                      [...document.querySelectorAll('button')].find(one => one.textContent.trim() === 'Invite user').click();
                      while (!document.querySelector('dialog')) await null;
                      return document.querySelector('dialog').open;
                    }""");

            assertThat(isOpen).isEqualTo(true);
        }
    }

    @Test
    void showsTheBannerOfAVisitInItsOwnTabAlone() {
        try (Browsing.Visitor olga = BROWSER.signedIn("platform", OPERATOR)) {
            olga.open("/tenants?search=globex");
            olga.page()
                    .getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Globex"))
                    .click();
            olga.press("Enter as support");
            olga.fill("Reason", "Ticket 4812: they cannot invite users");
            olga.press("Enter");

            olga.sees("You are in");
            olga.open("/users");
            olga.sees("owner@globex.example");
            Page other = olga.page().context().newPage();
            other.navigate(BROWSER.server().page("/"));
            assertThat(other.locator("h1")).hasText("Overview");
            assertThat(other.locator(".banner")).hasCount(0);
            olga.press("Leave");
            olga.sees("Every customer of this deployment");
            assertThat(olga.page().locator(".banner")).hasCount(0);
            assertThat(olga.complaints()).isEmpty();
        }
    }

    @Test
    void showsNothingOfOtherTenantsToWhoTypesAddresses() {
        try (Browsing.Visitor member = BROWSER.signedIn("acme", MEMBER)) {
            for (String path : new String[] {"/tenants", "/tenants/new", "/signing-keys", "/audit", "/security"}) {
                member.open(path);
                member.sees("There is no such page");
            }
            member.open("/users/01890000-0000-7000-8000-000000000000");
            member.sees("Not found");
            member.open("/users");
            member.sees("owner@acme.example");
            assertThat(member.page().content()).doesNotContain("globex", "initech");
        }
    }
}
