package io.tenancy.core.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tenancy.core.Secret;
import io.tenancy.core.TenancyException.Invalid;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PasswordPolicyTest {
    @Test
    void countsCharactersAndNotUnits() {
        assertThat(check("abcdefghijklmno")).isEqualTo("abcdefghijklmno");
        assertThat(check("abcdefgh 😀😀😀😀😀😀")).hasSize(21);
        assertThat(check("abcdefgh".repeat(16))).hasSize(128);
        refused("abcdefghijklmn", "newPassword.too_short");
        refused("abcdefgh".repeat(16) + "x", "newPassword.too_long");
    }

    @Test
    void asksForNoKindOfCharacterAndKeepsBlanks() {
        assertThat(check("  just lower case  ")).isEqualTo("  just lower case  ");
        assertThat(check("пароль подлиннее")).isEqualTo("пароль подлиннее");
    }

    @ParameterizedTest
    @CsvSource({
        "aaaaaaaaaaaaaaaaaa",
        "abababababababab",
        "ada@example.org",
        "Ada@Example.ORG1",
        "ada lovelaceADA LOVELACE",
        "12ada lovelace34"
    })
    void refusesWhatIsEasyToGuess(String password) {
        refused(password, "newPassword.guessable");
    }

    @Test
    void comparesInOneNormalForm() {
        assertThat(check("Zoe\u0308 and other words")).isEqualTo("Zo\u00EB and other words");
        assertThat(PasswordPolicy.typed("password", new Secret("Zoe\u0308"))).isEqualTo(new Secret("Zo\u00EB"));
    }

    @Test
    void refusesWhatIsFarTooLongBeforeItIsNormalised() {
        String marks = "a" + "\u0316\u0301".repeat(400_000);

        refused(marks, "newPassword.too_long");
        assertThatThrownBy(() -> PasswordPolicy.typed("password", new Secret(marks)))
                .isInstanceOf(Invalid.class);
    }

    @Test
    void refusesHalvesOfCharacters() {
        refused("abcdefghijklmno\uD83D", "newPassword.incomplete_character");
        assertThatThrownBy(() -> PasswordPolicy.typed("password", new Secret("\uDE00")))
                .isInstanceOf(Invalid.class);
    }

    @Test
    void namesTheFieldThatIsMissing() {
        Invalid missing = catchThrowableOfType(Invalid.class, () -> PasswordPolicy.check("password", null));

        assertThat(missing.field()).contains("password");
        assertThat(missing.code()).isEqualTo("password.missing");
    }

    @Test
    void makesOneTimePasswordsThatTheRulesAllow() {
        SecureRandom random = new SecureRandom();
        Set<String> made = new HashSet<>();
        for (int round = 0; round < 1_000; round++) {
            String password = PasswordPolicy.oneTime(random).reveal();
            assertThat(password).hasSize(24).matches("[A-Za-z2-9]+").doesNotContainPattern("[lIO]");
            made.add(password);
        }
        assertThat(made).hasSize(1_000);
        assertThat(check(made.iterator().next())).hasSize(24);
    }

    private static String check(String password) {
        return PasswordPolicy.check("newPassword", new Secret(password), "ada@example.org", "Ada Lovelace")
                .reveal();
    }

    private static void refused(String password, String code) {
        Invalid invalid = catchThrowableOfType(Invalid.class, () -> check(password));
        assertThat(invalid).as(password).isNotNull();
        assertThat(invalid.field()).contains("newPassword");
        assertThat(invalid.code()).isEqualTo(code);
    }
}
