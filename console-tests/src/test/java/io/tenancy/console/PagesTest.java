package io.tenancy.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each page: axe-core finds nothing in either theme, nothing is wider than a telephone, and its pictures are kept. */
final class PagesTest {
    private static final Path PICTURES = Path.of("target/pictures");

    /** The pages of who has signed in; those of a tenant for its owner, the others for an operator. */
    static final List<String> OPERATOR = List.of(
            "/",
            "/tenants",
            "/tenants/new",
            "/plans",
            "/plans/new",
            "/platform/flags",
            "/stores",
            "/migrations",
            "/background",
            "/background/jobs",
            "/signing-keys",
            "/users",
            "/nothing");

    static final List<String> OWNER = List.of(
            "/",
            "/users",
            "/groups",
            "/roles",
            "/api-keys",
            "/service-accounts",
            "/jobs",
            "/webhooks",
            "/usage",
            "/invoices",
            "/flags",
            "/audit",
            "/settings",
            "/branding",
            "/domains",
            "/data",
            "/data?kind=user-erasure",
            "/security",
            "/profile");

    /** The parts of the page of a tenant. */
    static final List<String> TENANT = List.of(
            "",
            "/users",
            "/roles",
            "/flags",
            "/plan",
            "/invoices",
            "/audit",
            "/settings",
            "/webhooks",
            "/keys",
            "/security",
            "/isolation",
            "/limits",
            "/data",
            "/lifecycle");

    /** Pages of things that each test of all pages makes first. */
    private static final Map<String, Map<String, Object>> MADE = Map.of(
            "/groups", Map.<String, Object>of("name", "Reviewers", "description", "Who reads before it is sent"),
            "/service-accounts", Map.<String, Object>of("name", "Nightly import", "roles", List.of("MEMBER")));

    @RegisterExtension
    private static final Browsing BROWSER = new Browsing();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/sign-in",
                "/forgot-password",
                "/reset-password#token=x",
                "/verify-email#token=x",
                "/accept-invitation#token=x"
            })
    void isFitForEverybodyWhoIsNotSignedIn(String path) {
        try (Browsing.Visitor visitor = BROWSER.visitor()) {
            new Look(visitor, "open").at(path).complain();
        }
    }

    @Test
    void isFitForEveryOperator() {
        Samples samples = Samples.in(BROWSER.server());
        try (Browsing.Visitor olga = BROWSER.signedIn("platform", "operator@platform.example")) {
            Look look = new Look(olga, "operator");
            OPERATOR.forEach(look::at);
            samples.ofOperator().forEach(look::at);
            TENANT.forEach(part -> look.at("/tenants/" + samples.tenant() + part));
            look.at("/tenants/" + samples.tenant() + "/invoices/" + samples.invoice())
                    .complain();
        }
    }

    @Test
    void isFitForEveryOwner() {
        Samples samples = Samples.in(BROWSER.server());
        try (Browsing.Visitor owner = BROWSER.signedIn("acme", "owner@acme.example")) {
            Look look = new Look(owner, "owner");
            OWNER.forEach(look::at);
            samples.ofOwner().forEach(look::at);
            MADE.forEach((path, body) -> {
                String id = owner.ask("POST", "/v1" + path, body).get("id").getAsString();
                look.at(path + "/" + id);
            });
            owner.open("/users?search=member");
            owner.page().locator("tbody a").first().click();
            owner.page().locator(".tabs").waitFor();
            String user = owner.page().url().replaceFirst(".*/console", "");
            List.of("", "/access", "/keys", "/sessions", "/features", "/data").forEach(part -> look.at(user + part));
            look.complain();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/users",
                "/groups",
                "/roles",
                "/webhooks",
                "/service-accounts",
                "/jobs",
                "/invoices",
                "/audit",
                "/domains",
                "/api-keys"
            })
    void asksOnceForAListOfAnOwner(String path) {
        try (Browsing.Visitor owner = BROWSER.signedIn("acme", "owner@acme.example")) {
            assertThat(callsOf(owner, path)).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/tenants", "/plans", "/platform/flags", "/stores", "/signing-keys"})
    void asksOnceForAListOfAnOperator(String path) {
        try (Browsing.Visitor olga = BROWSER.signedIn("platform", "operator@platform.example")) {
            assertThat(callsOf(olga, path)).hasSize(1);
        }
    }

    /** What a page asks the API for, besides who is signed in. */
    private static List<String> callsOf(Browsing.Visitor visitor, String path) {
        visitor.openWhole("/nothing"); // what the first page after the sign-in asks for is not this page's
        List<String> calls = new CopyOnWriteArrayList<>();
        visitor.page().onRequest(request -> {
            if (request.url().contains("/v1/") && !request.url().endsWith("/v1/me")) {
                calls.add(request.url());
            }
        });
        visitor.openWhole(path);
        return calls;
    }

    @Test
    void comesWithLessThan100KiB() {
        try (Browsing.Visitor visitor = BROWSER.visitor()) {
            visitor.open("/sign-in");

            Object bytes = visitor.page()
                    .evaluate(
                            "performance.getEntriesByType('resource').concat(performance.getEntriesByType('navigation'))"
                                    + ".filter(one => !one.name.endsWith('.woff2')).reduce((sum, one) => sum + one.transferSize, 0)");

            assertThat(((Number) bytes).longValue()).isBetween(10_000L, 100L * 1024);
        }
    }

    /** What is shown now is fit: axe-core finds nothing in either theme, and it is not wider than a telephone. Its pictures are kept. */
    static void isFit(Browsing.Visitor visitor, String name) {
        new Look(visitor, name).here(name).complain();
    }

    /** Has the page in a theme, and waits until everything on it has its colours. */
    static void show(Page page, ColorScheme theme) {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(theme));
        page.waitForFunction(
                "dark => matchMedia('(prefers-color-scheme: dark)').matches === dark", theme == ColorScheme.DARK);
        page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
        page.waitForFunction("() => document.getAnimations().every(one => one.playState !== 'running')");
    }

    /** Looks at one page after the other, and says in the end what was wrong with any of them. */
    private static final class Look {
        private final SoftAssertions found = new SoftAssertions();
        private final Browsing.Visitor visitor;
        private final Page page;
        private final String who;

        Look(Browsing.Visitor visitor, String who) {
            this.visitor = visitor;
            this.page = visitor.page();
            this.who = who;
        }

        Look at(String path) {
            visitor.openWhole(path);
            String name = who
                    + path.replaceAll("#.*", "")
                            .replaceAll("[0-9a-f-]{36}", "id")
                            .replaceAll("\\W+", "-");
            return here(name);
        }

        private Look here(String name) {
            for (ColorScheme theme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
                show(page, theme);
                for (Rule violation : new AxeBuilder(page).analyze().getViolations()) {
                    found.fail(name + " " + theme + ": " + violation.getId() + violation.getNodes());
                }
                picture(name + "-" + theme.name().toLowerCase(Locale.ROOT));
            }
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
            page.setViewportSize(360, 780);
            found.assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
                    .as(name)
                    .isLessThanOrEqualTo(360);
            picture(name + "-narrow");
            page.setViewportSize(1440, 900);
            found.assertThat(List.copyOf(visitor.complaints())).as(name).isEmpty();
            visitor.complaints().clear();
            return this;
        }

        void complain() {
            found.assertAll();
        }

        private void picture(String name) {
            page.screenshot(new Page.ScreenshotOptions()
                    .setPath(PICTURES.resolve(name + ".png"))
                    .setFullPage(true));
        }
    }
}
