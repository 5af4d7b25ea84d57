package io.tenancy.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Webhooks, with a receiver that really gets them. */
final class WebhooksTest {
    private static final String OWNER = "owner@acme.example";

    private static final String TRIED_TWICE = """
            {"delivery": {"messageId": "msg_1", "eventType": "user.invited", "status": "failing"},
             "attempts": [
               {"number": 1, "at": "2026-01-01T00:00:00Z", "milliseconds": 7, "error": "It took too long."},
               {"number": 2, "at": "2026-01-01T00:01:00Z", "milliseconds": 7, "status": 500, "excerpt": "Oh no"}]}""";

    @RegisterExtension
    private static final Browsing BROWSER = new Browsing();

    @Test
    void makesAWebhookShowsItsSecretOncePingsItAndReplaysADelivery() {
        Api acme = Api.of(BROWSER.server(), "acme", OWNER);
        try (Receiver receiver = new Receiver();
                Browsing.Visitor owner = BROWSER.signedIn("acme", OWNER)) {
            owner.open("/webhooks");
            owner.press("New webhook");
            owner.fill("URL", "ftp://example.com");
            owner.sees("An address that begins with https.");
            owner.fill("URL", receiver.url());
            owner.fill("Description", "<img src=x onerror=alert(1)>");
            owner.press("Some");
            owner.page()
                    .locator("summary")
                    .filter(new Locator.FilterOptions().setHasText("role"))
                    .click();
            owner.page().locator("input[name='role.created']").check();
            owner.press("Create webhook");
            owner.sees("it is not shown again");
            assertThat(owner.page().locator("dialog code").textContent()).startsWith("whsec_");
            owner.press("I have copied it");
            owner.sees("Nothing was sent yet");
            assertThat(owner.page().content()).doesNotContain("whsec_");

            receiver.answerWith(500);
            owner.press("Send a ping");
            assertThat(owner.page().locator("dialog .excerpt")).hasText(Receiver.ANSWER);
            owner.press("Close");
            owner.sees("webhook.ping");

            acme.post(
                    "/v1/roles",
                    Map.<String, Object>of(
                            "name", "webhooked", "description", "", "permissions", List.of("user:read")));
            owner.page().waitForCondition(() -> receiver.ids().size() == 2);
            refreshUntil(owner, "role.created");
            owner.press("role.created");
            assertThat(owner.page()).hasURL(Pattern.compile(".*delivery=.*"));
            assertThat(owner.page().locator("dialog .excerpt")).hasText(Receiver.ANSWER);
            owner.press("Send again");
            owner.page().waitForCondition(() -> receiver.ids().size() == 3);

            assertThat(receiver.ids().get(2)).isEqualTo(receiver.ids().get(1));
            refreshUntil(owner, "Replay");
            assertThat(owner.page().locator("main img")).hasCount(0);
            assertThat(owner.complaints()).isEmpty();
        }
    }

    @Test
    void rotatesTheSecretDisablesAndEnables() {
        Api acme = Api.of(BROWSER.server(), "acme", OWNER);
        try (Receiver receiver = new Receiver();
                Browsing.Visitor owner = BROWSER.signedIn("acme", OWNER)) {
            String webhook = acme.post("/v1/webhooks", Map.<String, Object>of("url", receiver.url()))
                    .getAsJsonObject()
                    .get("id")
                    .getAsString();
            owner.open("/webhooks/" + webhook);
            action(owner, "Rotate the secret");
            owner.press("Rotate");
            owner.sees("it is not shown again");
            owner.press("I have copied it");
            action(owner, "Disable");
            owner.page().locator("dialog .btn.danger").click();
            owner.sees("Nothing is sent any more");
            assertThat(status(acme, webhook)).isEqualTo("disabled");
            owner.press("Enable");
            owner.page().getByText("From now on").click();
            owner.page().locator("dialog .btn.primary").click();
            owner.sees("The webhook is enabled");
            assertThat(status(acme, webhook)).isEqualTo("active");
            action(owner, "Delete");
            owner.page().locator("dialog input").fill("delete");
            owner.page().locator("dialog .btn.danger").click();
            owner.sees("The webhook is deleted");
            assertThat(owner.page()).hasURL(Pattern.compile(".*/webhooks$"));
            assertThat(owner.complaints()).isEmpty();
        }
    }

    @Test
    void findsAnAttemptByWhatTheReceiverHasAnswered() {
        String webhook = Api.of(BROWSER.server(), "acme", OWNER)
                .post("/v1/webhooks", Map.<String, Object>of("url", "https://127.0.0.1:1/attempts"))
                .getAsJsonObject()
                .get("id")
                .getAsString();
        String delivery = "01890000-0000-7000-8000-000000000000";
        try (Browsing.Visitor owner = BROWSER.signedIn("acme", OWNER)) {
            owner.page()
                    .route(
                            "**/deliveries/" + delivery,
                            route -> route.fulfill(new Route.FulfillOptions()
                                    .setContentType("application/json")
                                    .setBody(TRIED_TWICE)));
            owner.open("/webhooks/" + webhook + "?delivery=" + delivery);
            Locator attempts = owner.page().locator("dialog .attempts > li");
            assertThat(attempts).hasCount(2);
            owner.search("OH NO");
            assertThat(attempts).hasCount(1);
            assertThat(attempts).containsText("Attempt 2");
            owner.search("too long");
            assertThat(attempts).containsText("Attempt 1");
            owner.search("200");
            owner.sees("No attempt matches");
            assertThat(owner.complaints()).isEmpty();
        }
    }

    /** Presses the button, looks at what the server has answered, and does so again until the list has this text. */
    private static void refreshUntil(Browsing.Visitor owner, String text) {
        Locator found = owner.page().getByText(text, new Page.GetByTextOptions().setExact(true));
        owner.page().waitForCondition(() -> {
            owner.press("Refresh");
            assertThat(owner.page().locator("[aria-busy=true]")).hasCount(0);
            return found.count() > 0;
        });
    }

    private static String status(Api api, String webhook) {
        return api.get("/v1/webhooks/" + webhook).get("status").getAsString();
    }

    private static void action(Browsing.Visitor visitor, String name) {
        visitor.press("Actions for the webhook");
        visitor.page()
                .getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName(name))
                .click();
    }
}
