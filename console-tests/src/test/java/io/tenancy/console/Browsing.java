package io.tenancy.console;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ReducedMotion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The system's Chromium and a demo for it, for the tests of a class. */
@SuppressWarnings("NullAway.Init") // the fields are filled before the tests, by beforeAll
final class Browsing implements BeforeAllCallback, AfterAllCallback {
    private static final Path BINARY = Path.of("/usr/bin/chromium");
    private static final List<String> FLAGS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    private final List<AutoCloseable> opened = new ArrayList<>();
    private DemoServer server;
    private Browser chromium;

    @Override
    public void beforeAll(ExtensionContext context) {
        boolean isThere = Files.isExecutable(BINARY);
        if (!isThere) {
            System.err.println("THE CONSOLE WAS NOT TRIED IN A BROWSER: there is no " + BINARY + ".");
        }
        assumeTrue(isThere, "There is no Chromium.");
        server = opened(DemoServer.start());
        Playwright playwright = opened(Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"))));
        chromium = opened(playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(BINARY)
                        .setHeadless(true)
                        .setArgs(FLAGS)));
    }

    @Override
    public void afterAll(ExtensionContext context) throws Exception {
        for (int i = opened.size() - 1; i >= 0; i--) {
            opened.get(i).close();
        }
    }

    DemoServer server() {
        return server;
    }

    /** A person at a browser of their own, with nobody signed in. */
    Visitor visitor() {
        BrowserContext context = chromium.newContext(new Browser.NewContextOptions()
                .setViewportSize(1440, 900)
                .setReducedMotion(ReducedMotion.REDUCE));
        context.setDefaultTimeout(60_000);
        return new Visitor(server, context.newPage());
    }

    /** Somebody who is signed in. */
    Visitor signedIn(String tenant, String email) {
        Visitor visitor = visitor();
        visitor.signIn(tenant, email, server.password(email));
        return visitor;
    }

    private <T extends AutoCloseable> T opened(T one) {
        opened.add(one);
        return one;
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

        void press(String name) {
            page.getByRole(
                            AriaRole.BUTTON,
                            new Page.GetByRoleOptions().setName(name).setExact(true))
                    .last()
                    .click();
        }

        void sees(String text) {
            page.getByText(text).first().waitFor();
        }

        @Override
        public void close() {
            page.context().close();
        }
    }
}
