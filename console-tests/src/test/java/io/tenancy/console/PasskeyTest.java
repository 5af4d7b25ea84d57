package io.tenancy.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A passkey of the virtual authenticator that the browser has for tests. */
final class PasskeyTest {
    private static final String ADMIN = "admin@initech.example";

    @RegisterExtension
    private static final Browsing BROWSER = new Browsing();

    @Test
    void addsAPasskeySignsInWithItAndRemovesIt() {
        try (Browsing.Visitor ada = BROWSER.signedIn("initech", ADMIN)) {
            plugIn(ada.page());
            ada.open("/profile");
            ada.press("Add");
            ada.fill("Name", "Blue key");
            ada.press("Add passkey");
            ada.sees("The passkey is added");
            ada.sees("Blue key");
            Locator search = ada.page().getByPlaceholder("Name of a passkey");
            search.fill("zzz");
            ada.sees("No passkey matches");
            search.fill("BLUE");
            ada.sees("Blue key");

            ada.press("Sign out");
            ada.sees("Sign in to Tenancy");
            ada.fill("Organisation", "initech");
            ada.press("Use a passkey");
            ada.page().locator(".shell").waitFor();
            assertThat(ada.page().locator(".who")).containsText(ADMIN);

            ada.open("/profile");
            ada.press("Remove Blue key");
            ada.page().locator("dialog .btn.danger").click();
            ada.sees("The passkey is removed");
            assertThat(ada.page().getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Remove Blue key")))
                    .hasCount(0);
            assertThat(ada.complaints()).isEmpty();
        }
    }

    private static void plugIn(Page page) {
        CDPSession devices = page.context().newCDPSession(page);
        devices.send("WebAuthn.enable");
        JsonObject options = new JsonObject();
        options.addProperty("protocol", "ctap2");
        options.addProperty("transport", "internal");
        options.addProperty("hasResidentKey", true);
        options.addProperty("hasUserVerification", true);
        options.addProperty("isUserVerified", true);
        options.addProperty("automaticPresenceSimulation", true);
        JsonObject wanted = new JsonObject();
        wanted.add("options", options);
        devices.send("WebAuthn.addVirtualAuthenticator", wanted);
    }
}
