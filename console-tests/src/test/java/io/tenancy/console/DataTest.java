package io.tenancy.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Data that are taken away, brought in, handed out and erased. */
final class DataTest {
    private static final String OPERATOR = "operator@platform.example";
    private static final String OWNER = "owner@globex.example";
    private static final String HOSTILE = "<img src=x onerror=alert(1)> \u202Eevil";

    @RegisterExtension
    private static final Browsing BROWSER = new Browsing();

    @Test
    void exportsAnOrganisationAfterAFreshProofAndDownloadsIt() throws IOException {
        try (Browsing.Visitor owner = BROWSER.signedIn("globex", OWNER)) {
            owner.page().setViewportSize(1440, 600);
            owner.open("/data");
            assertThat(owner.page()
                            .getByRole(
                                    AriaRole.LINK,
                                    new Page.GetByRoleOptions().setName("Data").setExact(true)))
                    .isInViewport();
            String id = owner.ask("GET", "/v1/tenant", Map.<String, Object>of())
                    .get("id")
                    .getAsString();
            BROWSER.server().database().ageProofs(id, OWNER);
            owner.needsAnotherToken();
            owner.press("Export everything");
            owner.press("Begin the export");
            owner.sees("Confirm that it is you");
            owner.fill("Password", "not the password");
            owner.press("Confirm");
            owner.page().locator("dialog .error").waitFor();
            owner.fill("Password", BROWSER.server().password(OWNER));
            owner.press("Confirm");

            owner.sees("The archive is whole");
            assertThat(owner.page()).hasURL(Pattern.compile(".*/console/data/exports/[0-9a-f-]{36}$"));
            owner.sees("in 6 days");
            Map<String, String> files = unpacked(owner.page().waitForDownload(() -> owner.press("Download")));
            assertThat(files).containsKey("manifest.json");
            assertThat(files.entrySet())
                    .filteredOn(file -> file.getKey().startsWith("tables/users/"))
                    .singleElement()
                    .satisfies(file -> assertThat(file.getValue()).contains(OWNER, "viewer@globex.example"));
            assertThat(files.toString()).doesNotContain("argon2", "acme.example");

            owner.open("/data");
            assertThat(row(owner, "You")).containsText("Done");
            row(owner, "You").getByRole(AriaRole.LINK).click();
            owner.sees("The archive is whole");
            assertThat(owner.complaints()).isEmpty();
        }
    }

    @Test
    void exportsAPersonAndErasesThemByTypingTheirAddress() throws IOException {
        Api api = Api.of(BROWSER.server(), "globex", OWNER);
        String path = "/v1/users/"
                + api.post(
                                "/v1/users/invitations",
                                Map.<String, Object>of(
                                        "email", "gone@globex.example", "name", HOSTILE, "roles", List.of("VIEWER")))
                        .getAsJsonObject()
                        .get("id")
                        .getAsString();
        try (Browsing.Visitor owner = BROWSER.signedIn("globex", OWNER)) {
            owner.open(path.substring(3) + "/data");
            owner.press("Export");
            owner.press("Begin the export");
            owner.sees("The archive is whole");
            Map<String, String> files = unpacked(owner.page().waitForDownload(() -> owner.press("Download")));
            assertThat(files.toString()).contains("gone@globex.example").doesNotContain(OWNER);

            owner.open(path.substring(3) + "/data");
            owner.press("Erase");
            assertThat(owner.page().locator("dialog .btn.danger")).isDisabled();
            owner.confirm("gone@globex.example");
            assertThat(owner.page()).hasURL(Pattern.compile(".*/console/data\\?kind=user-erasure$"));
            assertThat(row(owner, "You")).containsText("Done");
            assertThatThrownBy(() -> api.get(path)).hasMessageContaining("404");

            owner.press("Erase by id"); // again, as for one that was cancelled half-way
            owner.fill("User ID", "gone");
            owner.fill("Type erase to confirm", "erase");
            owner.sees("An id has 36 characters");
            owner.fill("User ID", path.substring("/v1/users/".length()));
            owner.press("Erase for good");
            owner.sees("The erasure is begun");
            assertThat(owner.page().locator("tbody tr")).hasCount(2);
            assertThat(owner.page().locator("tbody tr").first()).containsText("Done");
            assertThat(owner.page().locator("main img")).hasCount(0);
            assertThat(owner.complaints()).isEmpty();
        }
    }

    @Test
    void handsOutToAMemberWhatIsAboutThemAlone() throws IOException {
        String member = "member@initech.example";
        try (Browsing.Visitor visitor = BROWSER.signedIn("initech", member)) {
            visitor.open("/data");
            visitor.sees("There is no such page");
            visitor.open("/profile");
            visitor.press("Export");
            visitor.sees("The archive is whole");
            Map<String, String> files = unpacked(visitor.page().waitForDownload(() -> visitor.press("Download")));
            assertThat(files.toString()).contains(member).doesNotContain("owner@initech.example");
            assertThat(visitor.complaints()).isEmpty();
        }
    }

    @Test
    void takesATenantToANewOneAsAnOperator() {
        try (Browsing.Visitor olga = BROWSER.signedIn("platform", OPERATOR)) {
            String from = Api.of(BROWSER.server(), "platform", OPERATOR).tenant("globex");
            olga.open("/tenants/" + from + "/data");
            olga.press("Export");
            olga.confirm("globex");
            olga.sees("The archive is whole");
            assertThat(olga.page()).hasURL(Pattern.compile(".*\\?export=[0-9a-f-]{36}$"));
            Path file =
                    olga.page().waitForDownload(() -> olga.press("Download")).path();

            olga.open("/tenants/" + from + "/data");
            assertThat(row(olga, "Begun")).containsText("Done");
            row(olga, "Begun").getByRole(AriaRole.BUTTON).click();
            olga.sees("The archive is whole");

            String to = made(olga, "taken-along", "business"); // however many other tests have invited to globex
            olga.open("/tenants/" + to + "/data");
            olga.press("Bring it in");
            olga.sees("Choose the file of an export");
            olga.page()
                    .getByLabel("Archive")
                    .setInputFiles(new FilePayload(
                            "archive.zip", "application/zip", HOSTILE.getBytes(StandardCharsets.UTF_8)));
            olga.press("Bring it in");
            olga.sees("The archive has no file manifest.json");
            olga.page().getByLabel("Archive").setInputFiles(file);
            olga.press("Bring it in");
            olga.sees("The rows are there");
            olga.sees("Left out");

            olga.press("Enter as support");
            olga.fill("Reason", "To look at what came along");
            olga.press("Enter");
            olga.sees("You are in");
            olga.open("/users");
            olga.sees("viewer@globex.example");
            assertThat(olga.complaints()).isEmpty();
        }
    }

    @Test
    void cancelsAnExportThatWaits() {
        try (Browsing.Visitor olga = BROWSER.signedIn("platform", OPERATOR)) {
            String id = made(olga, "resting");
            BROWSER.server().database().letJobsWait(id);
            olga.open("/tenants/" + id + "/data");
            olga.press("Export");
            olga.confirm("resting");
            olga.sees("Waiting");
            olga.press("Cancel it");
            olga.press("Cancel it");
            olga.sees("It was cancelled");
            assertThat(button(olga, "Download")).hasCount(0);
            assertThat(button(olga, "Cancel it")).hasCount(0);
            olga.open("/tenants/" + id + "/data?export=01890000-0000-7000-8000-000000000000");
            olga.sees("It is not here");
        }
    }

    /** Makes a tenant, and says its id; a page of the console is open. */
    static String made(Browsing.Visitor olga, String slug) {
        return made(olga, slug, "free");
    }

    private static String made(Browsing.Visitor olga, String slug, String plan) {
        olga.open("/tenants");
        return olga.ask(
                        "POST",
                        "/v1/tenants",
                        Map.<String, Object>of(
                                "slug",
                                slug,
                                "name",
                                slug,
                                "isolation",
                                "shared",
                                "plan",
                                plan,
                                "ownerAccess",
                                "invitation",
                                "owner",
                                Map.<String, Object>of("name", "Owner", "email", "owner@" + slug + ".example")))
                .get("id")
                .getAsString();
    }

    private static Locator row(Browsing.Visitor visitor, String text) {
        return visitor.page()
                .locator("tbody tr")
                .filter(new Locator.FilterOptions().setHasText(text))
                .first();
    }

    private static Locator button(Browsing.Visitor visitor, String name) {
        return visitor.page().getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
    }

    private static Map<String, String> unpacked(Download download) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(download.path()))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return files;
    }
}
