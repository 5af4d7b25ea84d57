package io.tenancy.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.server.e2e.Answer;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is served to everybody: the keys, the OpenAPI document, the API reference. */
final class DocumentsTest {
    @RegisterExtension
    static final TestApi API = new TestApi();

    @Test
    void showsThePublicKeys() {
        Answer keys = API.get("/.well-known/jwks.json").send().expect(200);

        assertThat(keys.headers().firstValue("Content-Type")).contains("application/jwk-set+json");
        assertThat(keys.headers().firstValue("Cache-Control")).contains("public, max-age=300");
        assertThat(keys.json().path("keys")).isNotEmpty().allSatisfy(key -> {
            assertThat(key.path("kty").asText()).isEqualTo("EC");
            assertThat(key.has("d")).isFalse();
        });
    }

    @Test
    void servesThePublicKeysOnceForAsLongAsTheyAreTheSame() {
        String tag = API.get("/.well-known/jwks.json")
                .send()
                .expect(200)
                .headers()
                .firstValue("ETag")
                .orElseThrow();

        Answer again = API.get("/.well-known/jwks.json")
                .header("If-None-Match", tag)
                .send()
                .expect(304);

        assertThat(again.text()).isEmpty();
        assertThat(again.headers().firstValue("Cache-Control")).contains("public, max-age=300");
    }

    @Test
    void servesTheOpenApiDocumentOnce() {
        Answer document = API.get("/openapi.json").send().expect(200);
        assertThat(document.json().path("openapi").asText()).isEqualTo("3.1.0");
        String tag = document.headers().firstValue("ETag").orElseThrow();

        Answer again =
                API.get("/openapi.json").header("If-None-Match", tag).send().expect(304);

        assertThat(again.text()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
            If-None-Match     | garbage
            If-Match          | zz
            If-None-Match     | "a", W/"b", *
            If-None-Match     | "
            If-Modified-Since | yesterday
            """)
    void refusesMalformedConditions(String header, String value) {
        for (String path : List.of("/openapi.json", "/docs", asset())) {
            Answer answer = API.get(path).header(header, value).send();

            assertThat(answer.status()).as(path + answer.text()).isIn(200, 400);
            if (answer.status() == 400) {
                answer.expect(400, "header.malformed");
            }
        }
        API.get("/openapi.json").header("If-None-Match", "garbage").send().expect(400, "header.malformed");
    }

    private static String asset() {
        return API.get("/docs").send().text().replaceFirst("(?s).*?(?:src|href)=\"(docs/[^\"]+)\".*", "/$1");
    }

    @Test
    void servesTheReferenceFromThisServerAlone() {
        Answer page = API.get("/docs").send().expect(200);
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("script-src 'self'")
                .doesNotContain("unsafe", "http");
        assertThat(page.text())
                .doesNotContain("http://", "https://", "style=", "onload")
                .doesNotContainPattern("<script(?![^>]*src)");
        List<String> assets = Pattern.compile("(?:src|href)=\"(docs/[^\"]+)\"")
                .matcher(page.text())
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();

        assertThat(assets).hasSize(5).allSatisfy(asset -> {
            Answer file = API.get("/" + asset).send().expect(200);
            assertThat(file.headers().firstValue("Cache-Control").orElseThrow()).contains("immutable");
            assertThat(file.text()).isNotEmpty();
        });
    }
}
