package io.tenancy.server.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenancy.server.e2e.Answer;
import io.tenancy.server.e2e.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the console is made of, and how it is served. */
final class ConsolePagesTest {
    private static final Path FILES = Path.of("src/main/resources/console");
    private static final Pattern MAP = Pattern.compile("(?s)<script type=\"importmap\">(.*?)</script>");
    private static final Pattern ASSET = Pattern.compile("\"/base(/console/assets/[^\"]+)\"");

    @RegisterExtension
    private static final TestApi API = new TestApi();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/console",
                "/console/",
                "/console/tenants/x/users",
                "/console/sign-in?tenant=acme",
                "/console/sessions"
            })
    void answersEveryAddressWithTheDocument(String path) {
        Answer page = API.get(path).send().expect(200);

        assertThat(page.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/html");
        assertThat(page.headers().firstValue("Cache-Control")).hasValue("no-cache");
        assertThat(page.headers().firstValue("Cross-Origin-Opener-Policy")).hasValue("same-origin");
        String tag = page.headers().firstValue("ETag").orElseThrow();
        API.get(path).header("If-None-Match", tag).send().expect(304);
    }

    @Test
    void allowsNoScriptButItsOwnFilesAndTheImportMap() throws Exception {
        Answer page = API.get("/console").send().expect(200);

        String policy = page.headers().firstValue("Content-Security-Policy").orElseThrow();
        String map = MAP.matcher(page.text())
                .results()
                .map((MatchResult match) -> match.group(1))
                .findFirst()
                .orElseThrow();
        String hash = Base64.getEncoder()
                .encodeToString(MessageDigest.getInstance("SHA-256").digest(map.getBytes(UTF_8)));
        assertThat(policy)
                .contains("default-src 'none'", "script-src 'self' 'sha256-" + hash + "'", "trusted-types 'none'")
                .doesNotContain("unsafe", "http", "*");
        assertThat(page.text()).doesNotContain("https://", "onload", "{version}", "{base}");
    }

    @Test
    void servesFilesThatAreKeptForGood() {
        List<String> assets = ASSET.matcher(API.get("/console").send().text())
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();

        assertThat(assets).hasSizeGreaterThan(8).allSatisfy(asset -> {
            Answer file = API.get(asset).send().expect(200);
            assertThat(file.headers().firstValue("Cache-Control").orElseThrow()).contains("immutable");
            assertThat(file.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        });
        API.get(assets.get(0).replaceFirst("assets/.{32}", "assets/0123"))
                .send()
                .expect(404, "path.not_found");
        API.get(assets.get(0).replaceFirst("vendor/.*", "vendor/vendor.lock.json"))
                .send()
                .expect(404, "path.not_found");
    }

    @ParameterizedTest
    @CsvSource({
        "/accept-invitation, /console/accept-invitation",
        "/reset-password, /console/reset-password",
        "/verify-email, /console/verify-email",
        "/sign-in?tenant=acme, /console/sign-in?tenant=acme"
    })
    void leadsTheLinksOfMailsToItsPages(String link, String page) {
        Answer answer = API.get(link).send().expect(303);

        assertThat(answer.headers().firstValue("Location")).hasValue("https://api.test/base" + page);
    }

    @Test
    void hasTheModulesOfOthersAsTheyWerePublished() throws Exception {
        Path vendor = FILES.resolve("vendor");
        JsonNode lock = Json.parse(Files.readString(vendor.resolve("vendor.lock.json")));
        Set<String> locked = new TreeSet<>();
        for (JsonNode entry : lock) {
            String file = entry.path("file").asText();
            locked.add(file);
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(vendor.resolve(file)));
            assertThat(entry.path("sha256").asText())
                    .as(file)
                    .isEqualTo(HexFormat.of().formatHex(hash));
            assertThat(Set.of("MIT", "ISC", "Apache-2.0", "OFL-1.1"))
                    .contains(entry.path("licence").asText());
            assertThat(Files.readString(Path.of("../NOTICE")))
                    .as("NOTICE")
                    .contains(entry.path("name").asText() + " "
                            + entry.path("version").asText());
        }

        assertThat(names(vendor))
                .containsExactlyInAnyOrderElementsOf(Stream.concat(locked.stream(), Stream.of("vendor.lock.json"))
                        .toList());
    }

    @Test
    void isWrittenInSmallFilesThatMakeNoMarkupOfTexts() throws IOException {
        try (Stream<Path> files = Files.walk(FILES)) {
            List<Path> own = files.filter(file -> file.toString().endsWith(".js"))
                    .filter(file -> !file.startsWith(FILES.resolve("vendor")))
                    .toList();
            assertThat(own).hasSizeGreaterThan(40);
            for (Path file : own) {
                String text = Files.readString(file);
                assertThat(text.lines().count()).as(file.toString()).isLessThanOrEqualTo(200);
                assertThat(text)
                        .as(file.toString())
                        .doesNotContain(
                                "innerHTML",
                                "insertAdjacentHTML",
                                "document.write",
                                "eval(",
                                "Function(",
                                "http://",
                                "https://");
                if (!file.endsWith(Path.of("core/api.js"))) {
                    assertThat(text).as(file + " calls the API by core/api.js").doesNotContain("fetch(");
                }
            }
        }
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
