package io.tenancy.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.google.gson.JsonObject;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The look that a tenant gives itself, at its sign-in, and the domains where that is. */
final class LookTest {
    private static final String OWNER = "owner@initech.example";

    /** A picture of one pixel. */
    private static final byte[] PIXEL = Base64.getDecoder()
            .decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    @RegisterExtension
    private static final Browsing BROWSER = new Browsing();

    @Test
    void keepsTheSignInReadableWhateverColoursATenantTakes() {
        try (Browsing.Visitor owner = BROWSER.signedIn("initech", OWNER)) {
            for (String colour : List.of("#ffef5a", "#101010", "#808080", "#c8c8c8")) {
                owner.open("/branding");
                owner.fill("Colour", colour);
                owner.fill("Background", colour);
                owner.press("Save the look");
                owner.sees("The look is saved");
                JsonObject brand = owner.ask("GET", "/v1/brand", Map.<String, Object>of());
                assertThat(brand.get("color").getAsString()).isEqualTo(colour);
                signInWith(brand, "sign-in" + colour);
            }
            assertThat(owner.complaints()).isEmpty();
        }
    }

    @Test
    void refusesWhatIsNoColourAndWhatIsNoPicture() {
        try (Browsing.Visitor owner = BROWSER.signedIn("initech", OWNER)) {
            owner.open("/branding");
            owner.fill("Colour", "yellow; background: url(x)");
            owner.sees("A colour is # and six digits");
            upload(owner, "logo.png", "<svg onload=alert(1)>".getBytes(UTF_8));
            owner.page().locator(".logo-row [role=alert]").waitFor();
            assertThat(owner.page().locator(".logo-box img")).hasCount(0);

            upload(owner, "logo.png", PIXEL);
            owner.sees("The logo is saved");
            assertThat(owner.page().locator(".logo-box img"))
                    .hasAttribute("src", Pattern.compile(".*/console/brand/logos/[0-9a-f]{64}"));
            owner.press("Remove");
            owner.page().locator("dialog .btn.danger").click();
            owner.sees("No logo");
            assertThat(owner.complaints()).isEmpty();
        }
    }

    @Test
    void saysHowADomainIsProven() {
        try (Browsing.Visitor owner = BROWSER.signedIn("initech", OWNER)) {
            owner.open("/domains");
            owner.press("Add domain");
            owner.fill("Domain", "not a domain");
            owner.sees("A domain, as app.example.com.");
            owner.fill("Domain", "app.initech.invalid");
            owner.press("Add domain");
            owner.sees("_tenancy-challenge.app.initech.invalid");
            owner.press("Look for it now");
            owner.page().locator("dialog [role=alert]").waitFor();
            owner.page().keyboard().press("Escape");
            owner.press("Give up app.initech.invalid");
            owner.confirm("app.initech.invalid");
            owner.sees("No domains yet");
            assertThat(owner.complaints()).isEmpty();
        }
    }

    @Test
    void signsInAtADomainOfATenantWithoutSayingWhich() {
        String domain = "app.globex.localhost"; // browsers find it on this machine, and keep secure cookies for it
        try (Browsing.Visitor owner = BROWSER.signedIn("globex", "owner@globex.example");
                Browsing.Visitor guest = BROWSER.visitor()) {
            owner.open("/domains");
            owner.press("Add domain");
            owner.fill("Domain", domain);
            owner.page().locator("dialog footer button").last().click();
            owner.sees("_tenancy-challenge." + domain);
            JsonObject made = owner.ask("GET", "/v1/domains", Map.<String, Object>of())
                    .getAsJsonArray("items")
                    .get(0)
                    .getAsJsonObject();
            BROWSER.server()
                    .names()
                    .put(made.get("record").getAsString(), made.get("token").getAsString());
            owner.press("Look for it now");
            owner.sees("The domain is verified");
            assertThat(owner.page().locator("tbody")).containsText("Verified");

            guest.page().navigate(BROWSER.server().page("/users").replace("localhost", domain));
            guest.sees("Sign in to Globex");
            assertThat(guest.page().getByLabel("Organisation")).hasCount(0);
            guest.fill("Email", "viewer@globex.example");
            guest.fill("Password", BROWSER.server().password("viewer@globex.example"));
            guest.press("Sign in");
            guest.sees("member@globex.example");
            assertThat(guest.page()).hasURL(Pattern.compile("http://app\\.globex\\.localhost:\\d+/console/users$"));
            assertThat(owner.complaints()).isEmpty();
            assertThat(guest.complaints()).isEmpty();
        }
    }

    /** The page as it is at a domain of the tenant; that it is asked there is all that is not real. */
    private static void signInWith(JsonObject brand, String name) {
        try (Browsing.Visitor guest = BROWSER.visitor()) {
            JsonObject look = new JsonObject();
            look.addProperty("tenant", "initech");
            look.add("brand", brand);
            guest.page()
                    .route(
                            "**/console/brand",
                            route -> route.fulfill(new Route.FulfillOptions()
                                    .setContentType("application/json")
                                    .setBody(look.toString())));
            guest.open("/sign-in");
            guest.sees("Sign in to Initech");
            assertThat(guest.page().getByLabel("Organisation")).hasCount(0);
            for (ColorScheme theme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
                PagesTest.show(guest.page(), theme);
                assertThat(new AxeBuilder(guest.page()).analyze().getViolations())
                        .as(name + " " + theme)
                        .isEmpty();
                guest.page()
                        .screenshot(new Page.ScreenshotOptions()
                                .setPath(Path.of(
                                        "target/pictures",
                                        name.replace("#", "-") + "-"
                                                + theme.name().toLowerCase(Locale.ROOT) + ".png")));
            }
            assertThat(guest.complaints()).isEmpty();
        }
    }

    private static void upload(Browsing.Visitor owner, String name, byte[] bytes) {
        owner.page().locator("input[type=file]").setInputFiles(new FilePayload(name, "image/png", bytes));
    }
}
