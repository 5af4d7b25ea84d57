package io.tenancy.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Forms: what is wrong stands beside each field, whoever fills them in is at the first, and what is lost is asked about. */
final class FormsTest {
    private static final String OWNER = "owner@globex.example";

    @RegisterExtension
    private static final Browsing BROWSER = new Browsing();

    @Test
    void leadsToTheFirstOfTheBoxesOfWhichNoneIsTicked() {
        try (Browsing.Visitor owner = BROWSER.signedIn("globex", OWNER)) {
            Locator roles = invitation(owner);
            owner.press("Send invitation");

            assertThat(roles).hasAttribute("aria-invalid", "true");
            assertThat(roles).hasAccessibleDescription(Pattern.compile(".*role.*"));
            assertThat(roles.locator("input").first()).isFocused();
            PagesTest.isFit(owner, "owner-invitation-refused");
        }
    }

    @Test
    void marksEachFieldThatTheServerRefuses() {
        try (Browsing.Visitor owner = BROWSER.signedIn("globex", OWNER)) {
            Locator roles = invitation(owner);
            owner.choose("VIEWER");
            answer(owner.page(), "**/v1/users/invitations", 422, """
                    {"status": 422, "code": "email.malformed", "detail": "This is no address.", "field": "email", "errors": [
                      {"field": "email", "code": "email.malformed", "detail": "This is no address."},
                      {"field": "roles[0]", "code": "roles.unknown", "detail": "There is no such role."},
                      {"field": "elsewhere", "code": "elsewhere.odd", "detail": "Something else is odd."}]}""");
            owner.press("Send invitation");

            Locator email = owner.page().locator("dialog input[name=email]");
            assertThat(email).hasAccessibleDescription("This is no address.");
            assertThat(email).isFocused();
            assertThat(roles).hasAccessibleDescription("There is no such role.");
            assertThat(owner.page().locator("dialog [aria-invalid=true]")).hasCount(2);
            assertThat(owner.page().locator("dialog [role=alert]")).hasText("Something else is odd.");
            assertThat(owner.complaints()).isEmpty();
        }
    }

    @Test
    void asksBeforeASecretIsForgotten() {
        try (Browsing.Visitor owner = BROWSER.signedIn("globex", OWNER)) {
            List<String> forgotten = new CopyOnWriteArrayList<>();
            answer(owner.page(), "**/v1/settings", 200, """
                    {"items": [{"key": "smtp_password", "meaning": "For the mail server.", "schema": {"type": "string"},
                      "source": "tenant", "setAt": "2026-01-01T00:00:00Z", "secret": true}]}""");
            owner.page().route("**/v1/settings/smtp_password", route -> {
                forgotten.add(route.request().method());
                route.fulfill(new Route.FulfillOptions().setStatus(204));
            });
            owner.openWhole("/settings");
            owner.press("Reset");
            owner.sees("nobody can read it back");
            owner.press("Cancel");
            assertThat(owner.page().locator("dialog")).hasCount(0);
            assertThat(forgotten).isEmpty();

            owner.press("Reset");
            owner.press("Reset it");
            owner.sees("is what it was before you set it");
            assertThat(forgotten).containsExactly("DELETE");
            assertThat(owner.complaints()).isEmpty();
        }
    }

    /** Opens the form of an invitation, fills it in but for the roles, and answers those. */
    private static Locator invitation(Browsing.Visitor owner) {
        owner.open("/users");
        owner.press("Invite user");
        owner.fill("Email", "refused@globex.example");
        owner.fill("Name", "Refused");
        Locator roles = owner.page().getByRole(AriaRole.GROUP, new Page.GetByRoleOptions().setName("Roles"));
        roles.waitFor();
        return roles;
    }

    private static void answer(Page page, String address, int status, String body) {
        page.route(
                address,
                route -> route.fulfill(new Route.FulfillOptions()
                        .setStatus(status)
                        .setContentType(status < 400 ? "application/json" : "application/problem+json")
                        .setBody(body)));
    }
}
