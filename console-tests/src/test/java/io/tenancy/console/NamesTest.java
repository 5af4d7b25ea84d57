package io.tenancy.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Names that are made to harm: on every page they are text, and nothing runs. */
final class NamesTest {
    private static final String SCRIPT = "<script>alert(1)</script><img src=x onerror=alert(2)>";
    private static final String ARABIC = "\u202Etxt.exe \u2067\u0645\u0631\u062D\u0628\u0627 ${7*7} {{7*7}}";
    private static final String QUOTES = "\"'`><svg onload=alert(3)>&lt;b&gt; javascript:alert(4)";
    private static final String STRONG = "a lantern over quiet water";

    @RegisterExtension
    private static final Browsing BROWSER = new Browsing();

    @Test
    void areTextOnEveryPage() {
        try (Browsing.Visitor olga = BROWSER.signedIn("platform", "operator@platform.example");
                Browsing.Visitor mallory = BROWSER.visitor()) {
            olga.open("/tenants/new");
            olga.fill("Name", SCRIPT + ARABIC);
            olga.fill("Short name", "naughty");
            olga.press("Continue");
            olga.press("Continue");
            olga.fill("Name of the owner", QUOTES);
            olga.fill("Email of the owner", "mallory@naughty.example");
            olga.page().getByText("Show a password once").click();
            olga.press("Create tenant");
            olga.sees("is made");
            String password = olga.page().locator(".kv code").last().textContent();
            String tenant =
                    olga.page().locator("a.btn.primary").getAttribute("href").replaceFirst(".*/", "");

            mallory.open("/sign-in");
            mallory.fill("Organisation", "naughty");
            mallory.fill("Email", "mallory@naughty.example");
            mallory.fill("Password", password);
            mallory.press("Sign in");
            mallory.fill("New password", STRONG);
            mallory.press("Save and sign in");
            mallory.page().locator(".shell").waitFor();

            List<String> pages = new ArrayList<>(PagesTest.OWNER);
            pages.addAll(filled(mallory));
            pages.forEach(path -> isText(mallory, path));
            PagesTest.OPERATOR.forEach(path -> isText(olga, path));
            PagesTest.TENANT.forEach(part -> isText(olga, "/tenants/" + tenant + part));
            olga.open("/tenants?search=naughty");
            assertThat(olga.page().locator("tbody")).containsText(SCRIPT);
            assertThat(olga.complaints()).isEmpty();
            assertThat(mallory.complaints()).isEmpty();
        }
    }

    /** Fills the tenant with such names, and answers with the pages that there are by it. */
    private static List<String> filled(Browsing.Visitor mallory) {
        JsonObject group =
                mallory.ask("POST", "/v1/groups", Map.<String, Object>of("name", SCRIPT, "description", ARABIC));
        JsonObject account = mallory.ask(
                "POST",
                "/v1/service-accounts",
                Map.<String, Object>of("name", QUOTES, "description", SCRIPT, "roles", List.of("VIEWER")));
        JsonObject user = mallory.ask(
                "POST",
                "/v1/users/invitations",
                Map.<String, Object>of(
                        "email", "x'onload=1@naughty.example", "name", SCRIPT + ARABIC, "roles", List.of("VIEWER")));
        String accounts = "/v1/service-accounts/" + id(account) + "/keys";
        mallory.ask(
                "POST",
                accounts,
                Map.<String, Object>of("name", SCRIPT, "scopes", List.of("user:read"), "expiresInDays", 30));
        mallory.ask("POST", "/v1/me/api-keys", Map.<String, Object>of("name", QUOTES, "scopes", List.of("user:read")));
        mallory.ask("PUT", "/v1/groups/" + id(group) + "/members/" + id(user), Map.<String, Object>of());
        mallory.ask(
                "POST",
                "/v1/roles",
                Map.<String, Object>of("name", "naughty", "description", SCRIPT, "permissions", List.of("user:read")));
        mallory.ask("PUT", "/v1/settings/brand_name", Map.<String, Object>of("value", SCRIPT));
        return List.of(
                "/groups/" + id(group),
                "/service-accounts/" + id(account),
                "/users/" + id(user),
                "/users/" + id(user) + "/access",
                "/users/" + id(user) + "/keys",
                "/audit?action=user.invited");
    }

    private static void isText(Browsing.Visitor who, String path) {
        who.openWhole(path);
        assertThat(who.page().locator("main script, main img, main svg[onload]").count())
                .as(path)
                .isZero();
        assertThat(who.page().locator("main").textContent()).as(path).doesNotContain("49 {{", "{{49");
        assertThat((Integer) who.page().evaluate("document.documentElement.scrollWidth"))
                .as(path + " is not wider than the window")
                .isLessThanOrEqualTo(1440);
    }

    private static String id(JsonObject made) {
        return made.get("id").getAsString();
    }
}
