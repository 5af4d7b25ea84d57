package io.tenancy.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ReducedMotion;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The system's Chromium and a demo for it. All classes of tests share them: to start them takes a while. */
@SuppressWarnings("NullAway.Init") // the fields are filled before the tests, by beforeAll
final class Browsing implements BeforeAllCallback {
    private static final Gson GSON = new Gson();
    /** How long a step may take, in milliseconds: a slow machine has two cores, for the server and the browser. */
    static final int PATIENCE = 60_000;

    private static final Path BINARY = Path.of("/usr/bin/chromium");
    private static final List<String> FLAGS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    private DemoServer server;
    private Browser chromium;

    @Override
    public void beforeAll(ExtensionContext context) {
        boolean isThere = Files.isExecutable(BINARY);
        if (!isThere) {
            System.err.println("THE CONSOLE WAS NOT TRIED IN A BROWSER: there is no " + BINARY + ".");
        }
        assumeTrue(isThere, "There is no Chromium.");
        Shared shared = context.getRoot()
                .getStore(ExtensionContext.Namespace.create(Browsing.class))
                .getOrComputeIfAbsent(Shared.class, any -> Shared.start(), Shared.class);
        server = shared.server();
        chromium = shared.chromium();
    }

    /** What is started once, and ends with the last test. */
    record Shared(DemoServer server, Playwright playwright, Browser chromium) implements AutoCloseable {
        static Shared start() {
            DemoServer server = DemoServer.start();
            Playwright playwright = Playwright.create(
                    new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
            Browser chromium = playwright
                    .chromium()
                    .launch(new BrowserType.LaunchOptions()
                            .setExecutablePath(BINARY)
                            .setHeadless(true)
                            .setArgs(FLAGS));
            PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE);
            return new Shared(server, playwright, chromium);
        }

        @Override
        public void close() {
            chromium.close();
            playwright.close();
            server.close();
        }
    }

    DemoServer server() {
        return server;
    }

    /** A person at a browser of their own, with nobody signed in. */
    Visitor visitor() {
        BrowserContext context = chromium.newContext(
                new Browser.NewContextOptions().setViewportSize(1440, 900).setReducedMotion(ReducedMotion.REDUCE));
        context.setDefaultTimeout(PATIENCE);
        return new Visitor(server, context.newPage());
    }

    /** Somebody who is signed in. */
    Visitor signedIn(String tenant, String email) {
        Visitor visitor = visitor();
        visitor.signIn(tenant, email, server.password(email));
        return visitor;
    }

    /** A page, what it complains of, and the steps that many tests share. */
    static final class Visitor implements AutoCloseable {
        private final DemoServer server;
        private final Page page;
        private final List<String> complaints = new ArrayList<>();

        private Visitor(DemoServer server, Page page) {
            this.server = server;
            this.page = page;
            page.onPageError(complaints::add);
            page.onDialog(dialog -> complaints.add("A dialog: " + dialog.message()));
            page.onConsoleMessage(message -> {
                // The browser itself writes a line for each answer of 4xx, which are answers as others.
                if (message.type().equals("error") && !message.text().startsWith("Failed to load resource")) {
                    complaints.add(message.text());
                }
            });
        }

        Page page() {
            return page;
        }

        /** Uncaught errors, violations of the Content-Security-Policy, and dialogs of the browser. */
        List<String> complaints() {
            return complaints;
        }

        void open(String path) {
            page.navigate(server.page(path));
            page.locator("main h1, main h2").first().waitFor();
        }

        /** Opens a page, and looks at it when it has what it shows. */
        void openWhole(String path) {
            open(path);
            assertThat(page.locator(".loading")).hasCount(0);
        }

        /** Opens a page again and again until it has this text: rights are known to every node within two seconds. */
        void opensWith(String path, String text) {
            long end = System.nanoTime() + Duration.ofMillis(PATIENCE).toNanos();
            do {
                openWhole(path);
            } while (page.getByText(text).count() == 0 && System.nanoTime() < end);
            sees(text);
        }

        void signIn(String tenant, String email, String password) {
            open("/sign-in");
            fill("Organisation", tenant);
            fill("Email", email);
            fill("Password", password);
            press("Sign in");
            page.locator(".shell").waitFor();
        }

        void fill(String label, String value) {
            page.getByLabel(label, new Page.GetByLabelOptions().setExact(true))
                    .last()
                    .fill(value);
        }

        /** Types into the search of the list, that of a dialog if one is open. */
        void search(String text) {
            page.locator("[data-search]").last().fill(text);
        }

        void press(String name) {
            page.getByRole(
                            AriaRole.BUTTON,
                            new Page.GetByRoleOptions().setName(name).setExact(true))
                    .last()
                    .click();
        }

        void turnTo(String tab) {
            page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName(tab))
                    .click();
        }

        /** Ticks or chooses what has this title in the dialog. */
        void choose(String title) {
            page.locator("dialog")
                    .getByText(title, new Locator.GetByTextOptions().setExact(true))
                    .first()
                    .click();
        }

        /** Types the word that a dialog asks for, and says yes. */
        void confirm(String word) {
            Locator dialog = page.locator("dialog");
            dialog.locator("input").fill(word);
            dialog.locator("footer button").last().click();
            dialog.waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED));
        }

        /** What is written to a file by a button. */
        String saved(String button) {
            Download download = page.waitForDownload(() -> press(button));
            try {
                return Files.readString(download.path());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Takes the access token away, so that the next request of a page has it ask for another one. */
        void needsAnotherToken() {
            page.context().clearCookies(new BrowserContext.ClearCookiesOptions().setName("__Host-tenancy"));
        }

        /** Does what the pages do with the API, as who is signed in here; used to have much to show. */
        JsonObject ask(String method, String path, Map<String, Object> body) {
            Object answer = page.evaluate("""
                    async ([method, path, body]) => {
                      const headers = { 'Tenancy-Console': 'session', 'Content-Type': 'application/json',
                        'Idempotency-Key': crypto.randomUUID(), 'If-Match': '*' };
                      const answer = await fetch(path, { method, headers, body: method === 'GET' ? undefined : body });
                      if (!answer.ok) throw new Error(path + ': ' + await answer.text());
                      return answer.status === 204 ? '{}' : answer.text();
                    }""", List.of(method, path, GSON.toJson(body)));
            return GSON.fromJson(String.valueOf(answer), JsonObject.class);
        }

        void sees(String text) {
            page.getByText(text)
                    .filter(new Locator.FilterOptions().setVisible(true)) // no choice of a menu that is closed
                    .first()
                    .waitFor();
        }

        @Override
        public void close() {
            page.context().close();
        }
    }
}
