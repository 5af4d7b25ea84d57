package io.tenancy.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What people expect of every page: addresses, the way back, the theme, copying, exact times, files for a spreadsheet. */
final class HabitsTest {
    private static final String OPERATOR = "operator@platform.example";
    private static final String OWNER = "owner@initech.example";
    private static final String BACKGROUND = "getComputedStyle(document.body).backgroundColor";

    @RegisterExtension
    private static final Browsing BROWSER = new Browsing();

    @Test
    void keepsTheSearchInTheAddressAndGoesBackToIt() {
        try (Browsing.Visitor owner = BROWSER.signedIn("initech", OWNER)) {
            owner.open("/users");
            owner.search("viewer");
            assertThat(rows(owner)).hasCount(1);
            rows(owner).getByRole(AriaRole.LINK).click();
            assertThat(owner.page().locator("h1")).containsText("Viewer");
            owner.page().goBack();
            assertThat(owner.page()).hasURL(Pattern.compile(".*/users\\?search=viewer$"));
            assertThat(rows(owner)).hasCount(1);
            owner.page().goForward();
            assertThat(owner.page().locator("h1")).containsText("Viewer");

            owner.open("/users?search=member&sort=name");
            assertThat(rows(owner)).hasCount(1);
            assertThat(owner.complaints()).isEmpty();
        }
    }

    @Test
    void hasTheThemeOfTheSystemUntilAnotherIsChosen() {
        try (Browsing.Visitor visitor = BROWSER.signedIn("initech", OWNER)) {
            Page page = visitor.page();
            visitor.open("/profile");
            PagesTest.show(page, ColorScheme.LIGHT);
            Object light = page.evaluate(BACKGROUND);
            PagesTest.show(page, ColorScheme.DARK);
            Object dark = page.evaluate(BACKGROUND);
            assertThat(dark).isNotEqualTo(light);

            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Use light theme"))
                    .click();
            page.reload();
            visitor.sees("Your profile");
            PagesTest.show(page, ColorScheme.DARK);
            assertThat(page.evaluate(BACKGROUND)).isEqualTo(light);
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Use dark theme"))
                    .click();
            PagesTest.show(page, ColorScheme.LIGHT);
            assertThat(page.evaluate(BACKGROUND)).isEqualTo(light);
            assertThat(visitor.complaints()).isEmpty();
        }
    }

    @Test
    void copiesAnIdAndTellsTheExactTime() {
        try (Browsing.Visitor olga = BROWSER.signedIn("platform", OPERATOR)) {
            String id = Api.of(BROWSER.server(), "platform", OPERATOR).tenant("initech");
            olga.page().context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
            olga.open("/tenants/" + id);
            olga.press("Copy tenant id");
            olga.sees("Tenant ID copied");
            assertThat(olga.page().evaluate("navigator.clipboard.readText()")).isEqualTo(id);
            assertThat(olga.page().locator("main time").first())
                    .hasAttribute("title", Pattern.compile("\\d{1,2} \\w+ \\d{4}, \\d{2}:\\d{2}:\\d{2}"));
            assertThat(olga.complaints()).isEmpty();
        }
    }

    @Test
    void hasListsAsFilesInWhichASpreadsheetFindsNoFormula() {
        Api owner = Api.of(BROWSER.server(), "acme", "owner@acme.example");
        var unused = owner.post(
                "/v1/users/invitations",
                JsonParser.parseString("{\"email\":\"sheet@acme.example\",\"name\":\"=1+2\",\"roles\":[\"VIEWER\"]}"));
        try (Browsing.Visitor visitor = BROWSER.signedIn("acme", "owner@acme.example")) {
            visitor.open("/users?search=sheet");
            assertThat(rows(visitor)).hasCount(1);

            assertThat(visitor.saved("Export").split("\r\n"))
                    .hasSize(2)
                    .satisfiesExactly(
                            head -> assertThat(head).startsWith("id,email,name,status,roles"),
                            line -> assertThat(line).contains("sheet@acme.example,'=1+2,invited,VIEWER"));
        }
    }

    @Test
    void hasAllPagesOfAListInAFileAndSaysWhereThatIsNotAll() {
        int users = Api.of(BROWSER.server(), "initech", OWNER)
                .get("/v1/users?limit=200")
                .getAsJsonArray("items")
                .size();
        try (Browsing.Visitor owner = BROWSER.signedIn("initech", OWNER)) {
            owner.openWhole("/users");
            Pattern large = Pattern.compile(".*/v1/users\\?.*limit=200.*");
            owner.page()
                    .route(
                            large,
                            route -> route.resume(new Route.ResumeOptions()
                                    .setUrl(route.request().url().replace("limit=200", "limit=1"))));
            assertThat(users).isGreaterThan(2);
            assertThat(owner.saved("Export").split("\r\n"))
                    .doesNotHaveDuplicates()
                    .hasSize(users + 1);

            owner.page().unrouteAll();
            owner.page()
                    .route(
                            large,
                            route -> route.fulfill(new Route.FulfillOptions()
                                    .setContentType("application/json")
                                    .setBody("{\"next\":\"more\",\"items\":[{}" + ",{}".repeat(49_999) + "]}")));
            assertThat(owner.saved("Export").split("\r\n")).hasSize(100_001);
            owner.sees("The file has the first 100,000. There are more");
            assertThat(owner.complaints()).isEmpty();
        }
    }

    @Test
    void asksNoOtherHost() {
        try (Browsing.Visitor olga = BROWSER.visitor()) {
            List<String> asked = new CopyOnWriteArrayList<>();
            olga.page().onRequest(request -> asked.add(request.url()));
            olga.signIn("platform", OPERATOR, BROWSER.server().password(OPERATOR));
            for (String path : List.of("/", "/tenants", "/plans", "/users", "/audit", "/profile")) {
                olga.openWhole(path);
            }
            String own = BROWSER.server().page("").replace("/console", "");

            assertThat(asked).hasSizeGreaterThan(20).allMatch(url -> url.startsWith(own) || url.startsWith("blob:"));
        }
    }

    private static Locator rows(Browsing.Visitor visitor) {
        return visitor.page().locator("main tbody tr");
    }
}
