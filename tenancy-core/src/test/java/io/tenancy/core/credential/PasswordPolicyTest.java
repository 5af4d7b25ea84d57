package io.tenancy.core.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tenancy.core.Secret;
import io.tenancy.core.TenancyException.Invalid;
import io.tenancy.core.policy.MfaPolicy;
import io.tenancy.core.policy.SecurityPolicies;
import io.tenancy.core.policy.SecurityPolicy;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.core.user.NewUser;
import io.tenancy.core.user.User;
import io.tenancy.core.user.UserId;
import io.tenancy.testkit.InMemoryPlatform;
import io.tenancy.testkit.TestTenants;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PasswordPolicyTest {
    private static final TenantScope ACME = TestTenants.open("analytical-engines");
    private static final PasswordPolicy POLICY = new PasswordPolicy(new InMemoryPlatform().policies, "id.example.com");
    private static final User ADA = User.of(
            new UserId(TestTenants.newId()),
            new NewUser("ada@example.org", "Ada Lovelace", Set.of("VIEWER")),
            User.Status.ACTIVE,
            TestTenants.EPOCH);
    private static final String LONG = "Vexed fjords: quick wizard jumps, bold gnat, mute sphinx. ";

    @Test
    void countsCharactersAndNotUnits() {
        assertThat(check("vexed fjord gna")).isEqualTo("vexed fjord gna");
        assertThat(check("vexed fjord 😀😅😂")).hasSize(18);
        assertThat(check(LONG.repeat(3).substring(0, 128))).hasSize(128);
        refused("vexed fjord gn", "newPassword.too_short");
        refused("vexed fjord 😀😅", "newPassword.too_short");
        refused(LONG.repeat(3).substring(0, 129), "newPassword.too_long");
    }

    @Test
    void asksForNoKindOfCharacterAndKeepsBlanks() {
        assertThat(check("  just lower case  ")).isEqualTo("  just lower case  ");
        assertThat(check("пароль подлиннее")).isEqualTo("пароль подлиннее");
        assertThat(check("4917 0263 8850 2749 3361")).hasSize(24);
    }

    @Test
    void knowsThousandsOfCommonPasswords() {
        assertThat(CommonPasswords.count()).isEqualTo(10_000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "123456789012345",
                "passwordpassword",
                "Password12345678",
                "P@ssw0rdP@ssw0rd",
                "ｐａｓｓｗｏｒｄｐａｓｓｗｏｒｄ",
                "dragonmonkeyshadow",
                "qwertyuiopasdfghjkl",
                "1qaz2wsx3edc4rfv5tgb",
                "qweasdzxcqweasdzxc",
                "abcdefghijklmnopqrstuvwxyz",
                "zyxwvutsrqponmlk",
                "xkcd7xkcd7xkcd7",
                "iloveyou!!!!!!!!!!!",
                "trustno1trustno1x"
            })
    void refusesWhatIsCommon(String password) {
        refused(password, "newPassword.common");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "aaaaaaaaaaaaaaaaaa",
                "abababababababab",
                "ada@example.org",
                "Ada@Example.ORG1",
                "ada lovelaceADA LOVELACE",
                "12ada lovelace34",
                "lovelace@analytical",
                "analytical-engines.id.example.com",
                "ada.lovelace.2026"
            })
    void refusesWhatIsEasyToGuess(String password) {
        refused(password, "newPassword.guessable");
    }

    @Test
    void asksForFewerCharactersWhereTheyAreNotTheOnlyFactor() {
        assertThat(check("k3#vq8Lz", true)).hasSize(8);
        refused("k3#vq8L", true, "newPassword.too_short");
        refused("password1", true, "newPassword.common");
        refused("adaexample", true, "newPassword.guessable");
    }

    /** The platform and the tenant can ask for more there too, and the tenant for no fewer. */
    @Test
    void asksForAsManyBesideASecondFactorAsThePlatformOrTheTenantWants() {
        InMemoryPlatform platform = new InMemoryPlatform();
        SecurityPolicies twelve = new SecurityPolicies(
                platform.stores.policies(),
                new SecurityPolicy(
                        15,
                        12,
                        5,
                        Duration.ofDays(14),
                        Duration.ofDays(30),
                        MfaPolicy.OPTIONAL,
                        Duration.ofMinutes(10),
                        true));
        Secret eleven = new Secret("k3#vq8Lz!m2");

        assertThat(catchThrowableOfType(
                        Invalid.class, () -> new PasswordPolicy(twelve).check("newPassword", eleven, ACME, ADA, true)))
                .extracting(Invalid::code)
                .isEqualTo("newPassword.too_short");
        assertThat(new PasswordPolicy(platform.policies).check("newPassword", eleven, ACME, ADA, true))
                .isEqualTo(eleven);
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
        refused("vexed fjord gna\uD83D", "newPassword.incomplete_character");
        assertThatThrownBy(() -> PasswordPolicy.typed("password", new Secret("\uDE00")))
                .isInstanceOf(Invalid.class);
    }

    @Test
    void namesTheFieldThatIsMissing() {
        Invalid missing = catchThrowableOfType(Invalid.class, () -> POLICY.check("password", null, ACME, ADA));

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
        return check(password, false);
    }

    private static String check(String password, boolean hasSecondFactor) {
        return POLICY.check("newPassword", new Secret(password), ACME, ADA, hasSecondFactor)
                .reveal();
    }

    private static void refused(String password, String code) {
        refused(password, false, code);
    }

    private static void refused(String password, boolean hasSecondFactor, String code) {
        Invalid invalid = catchThrowableOfType(Invalid.class, () -> check(password, hasSecondFactor));
        assertThat(invalid).as(password).isNotNull();
        assertThat(invalid.field()).contains("newPassword");
        assertThat(invalid.code()).as(password).isEqualTo(code);
    }
}
