package io.tenancy.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.core.TenancyException.Invalid;
import io.tenancy.testkit.Tries;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CheckTest {
    @Test
    void takesTheBlanksAroundATextAway() {
        assertThat(Check.text("name", "  Ada Lovelace\u2003", 20)).isEqualTo("Ada Lovelace");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "\u2003 "})
    void missesAText(String text) {
        refused(() -> Check.text("name", text, 20), "name", "name.missing");
        assertThat(Check.optionalText("name", text, 20)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\0b", "a\nb", "\u0085x", "x\u007f", "a\ud800b", "\udc00x", "\0"})
    void refusesControlCharactersAndHalfCharacters(String text) {
        refused(() -> Check.text("name", text, 20), "name", "name.control_character");
        refused(() -> Check.optionalText("name", text, 20), "name", "name.control_character");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u200B", "\uFEFF", "\u00A0", "\u3164", "\u2060\u200D", "\uFFFF"})
    void missesATextThatNobodyCanSee(String text) {
        refused(() -> Check.text("name", text, 20), "name", "name.missing");
        refused(() -> Check.email("email", "a" + text + "@x.org"), "email", "email.malformed");
    }

    @Test
    void keepsMarksOfDirectionInAText() {
        assertThat(Check.text("name", "\u200Fשלום\u200F!", 20)).isEqualTo("\u200Fשלום\u200F!");
    }

    @Test
    void countsTheCharactersOfAText() {
        assertThat(Check.text("name", "x".repeat(20), 20)).hasSize(20);
        refused(() -> Check.text("name", "x".repeat(21), 20), "name", "name.too_long");
        assertThat(Check.text("name", "😀".repeat(20), 20)).isEqualTo("😀".repeat(20));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ada@example.org", "ADA@Example.ORG", " ada@example.org "})
    void comparesAddressesInLowerCase(String email) {
        assertThat(Check.email("email", email)).isEqualTo("ada@example.org");
    }

    @Test
    void comparesAddressesInOneNormalForm() {
        assertThat(Check.email("email", "a\u0308@x.org")).isEqualTo(Check.email("email", "\u00C4@X.org"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ada",
                "@example.org",
                "ada@",
                "a@b@c.org",
                "a b@example.org",
                "ada@example..org",
                "ada@.org",
                "ada@example.org.",
                "<ada@example.org>",
                "\"ada\"@example.org",
                "ada@exam,ple.org"
            })
    void refusesWhatIsNoAddress(String email) {
        refused(() -> Check.email("email", email), "email", "email.malformed");
    }

    @Test
    void refusesAnAddressThatIsTooLong() {
        refused(() -> Check.email("email", "a@" + "x".repeat(300)), "email", "email.too_long");
        refused(() -> Check.email("email", "a".repeat(65) + "@x.org"), "email", "email.malformed");
    }

    @Test
    void bringsAnAddressIntoItsFormAtOnce() {
        Tries.of(500, random -> {
            String email = Tries.unit(random) + "" + Tries.unit(random) + "@x.org";
            try {
                String checked = Check.email("email", email);
                assertThat(Check.email("email", checked)).isEqualTo(checked);
            } catch (Invalid e) {
                assertThat(e.field()).contains("email");
            }
        });
    }

    @Test
    void bringsASearchKeyIntoItsFormAtOnce() {
        Tries.of(500, random -> {
            String key = SearchKey.of(Tries.text(random, 255));

            assertThat(SearchKey.of(key)).isEqualTo(key);
            assertThat(key.length()).isLessThanOrEqualTo(200);
        });
    }

    @Test
    void findsNamesHoweverTheyAreWritten() {
        assertThat(SearchKey.of("\u00A0Ada\u00A0")).isEqualTo("ada");
        assertThat(SearchKey.of("Ａｄａ")).isEqualTo("ada");
        assertThat(SearchKey.of("A\u0308")).isEqualTo("ä");
        assertThat(SearchKey.of("ΟΔΟΣΑ")).startsWith(SearchKey.of("ΟΔΟΣ"));
        assertThat(SearchKey.of("x".repeat(199) + "😀")).isEqualTo("x".repeat(199));
    }

    @Test
    void hidesASecret() {
        Secret secret = new Secret("hunter2");

        assertThat(secret.toString()).doesNotContain("hunter2");
        assertThat(secret).isEqualTo(new Secret("hunter2")).isNotEqualTo(new Secret("hunter3"));
        assertThat(secret).hasSameHashCodeAs(new Secret("hunter2"));
    }

    private static void refused(Runnable check, String field, String code) {
        assertThatThrownBy(check::run).isInstanceOfSatisfying(Invalid.class, e -> {
            assertThat(e.field()).contains(field);
            assertThat(e.code()).isEqualTo(code);
            assertThat(e.detail()).contains(field);
        });
    }
}
