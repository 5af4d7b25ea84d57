package io.tenancy.server.config;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.core.tenant.Isolation;
import io.tenancy.server.Refusal;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
    @Test
    void readsWhatADeploymentSays() {
        Settings settings = Settings.read(Samples.settings());

        assertThat(settings.database().app().user()).isEqualTo("tenancy_app");
        assertThat(settings.baseUrl()).hasToString("https://api.acme.test");
        assertThat(settings.tokens().issuer()).isEqualTo("https://api.acme.test");
        assertThat(settings.platform().isolation()).isEqualTo(Isolation.SHARED);
        assertThat(settings.platform().deletionGrace()).isEqualTo(Duration.ofDays(30));
        assertThat(settings.sessions().access()).isEqualTo(Duration.ofMinutes(10));
        assertThat(settings.mail()).isEqualTo(Settings.Mailing.LOG);
    }

    @Test
    void hashesOnEveryProcessorWhereNobodySaysOtherwise() {
        Settings settings = Settings.read(Samples.settingsWith("hashParallel", "0"));

        assertThat(settings.hashing().parallel()).isEqualTo(Runtime.getRuntime().availableProcessors());
    }

    @Test
    void listsEveryMissingVariableAtOnce() {
        assertThatThrownBy(() -> Settings.read(Map.of("region", "eu")))
                .isInstanceOf(Refusal.class)
                .message()
                .contains("TENANCY_DB_URL is missing")
                .contains("TENANCY_DB_OWNER_PASSWORD is missing")
                .contains("TENANCY_MASTER_KEY is missing")
                .contains("TENANCY_SESSION_IDLE is missing")
                .doesNotContain("TENANCY_REGION");
    }

    @ParameterizedTest
    @ValueSource(strings = {"changeme", "password", "secret", "Change-Me-Please-1234567", "my_PassWord-is-long-2931"})
    void refusesAnExampleAsAPassword(String password) {
        assertRefused("dbAppPassword", password, "TENANCY_DB_APP_PASSWORD is an example");
    }

    @Test
    void refusesAShortPassword() {
        assertRefused("dbOwnerPassword", "Vt1nH5yZ0pQe8Rk", "TENANCY_DB_OWNER_PASSWORD has fewer than 16 characters");
    }

    @Test
    void refusesAPasswordOfFewCharacters() {
        assertRefused(
                "dbOwnerPassword", "abcabcabcabcabcabcabc", "TENANCY_DB_OWNER_PASSWORD has fewer than 8 different");
    }

    @Test
    void refusesOnePasswordForTwoRoles() {
        assertRefused("dbAppPassword", Samples.OWNER_PASSWORD, "TENANCY_DB_APP_PASSWORD is the owner's");
    }

    @Test
    void refusesOneRoleForTwoEnds() {
        assertRefused("dbAppUser", "tenancy_owner", "TENANCY_DB_APP_USER is the owner's");
    }

    @ParameterizedTest
    @CsvSource({
        "c2hvcnQtYnV0LXJhbmRvbTE5Mzg=, has fewer than 32 bytes",
        "not base64 at all but rather long and fine, is not base64",
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=, is not random",
        "replace-me-with-32-random-bytes-in-base64, is an example",
    })
    void refusesAMasterKeyThatOthersCanGuess(String key, String reason) {
        assertRefused("masterKey", key, "TENANCY_MASTER_KEY " + reason);
    }

    @Test
    void refusesAMasterKeyThatIsAnExampleInDisguise() {
        String key = Base64.getEncoder().encodeToString("changeme-changeme-0123456789-abcdef".getBytes(US_ASCII));

        assertRefused("masterKey", key, "TENANCY_MASTER_KEY is not random");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://api.acme.test",
                "ftp://localhost",
                "https://u:p@acme.test",
                "https://acme.test?a=b",
                "nowhere"
            })
    void refusesABaseUrlThatClientsCannotTrust(String url) {
        assertRefused("baseUrl", url, "TENANCY_BASE_URL is not an https URL");
    }

    @Test
    void refusesADatabaseUrlThatHoldsAPassword() {
        assertRefused("dbUrl", "jdbc:postgresql://db/tenancy?password=x", "TENANCY_DB_URL holds a user or password");
    }

    @ParameterizedTest
    @CsvSource({
        "dbPoolMax, 1, TENANCY_DB_POOL_MAX is not a number from 2 to 500",
        "dbTenantPoolMax, 0, TENANCY_DB_TENANT_POOL_MAX is not a number from 1 to 500",
        "dbPoolMax, many, TENANCY_DB_POOL_MAX is not a number",
        "accessTokenLife, PT2H, TENANCY_ACCESS_TOKEN_LIFE is not a duration from PT1M to PT1H",
        "sessionLife, P1D, TENANCY_SESSION_LIFE is not a duration from PT336H",
        "deletionGrace, 30 days, TENANCY_DELETION_GRACE is not a duration",
        "defaultIsolation, rows, 'TENANCY_DEFAULT_ISOLATION is none of shared, schema, database'",
        "migrateOnStart, maybe, 'TENANCY_MIGRATE_ON_START is none of false, true'",
        "colour, red, There is no setting tenancy.colour",
    })
    void refusesWhatIsMalformed(String setting, String value, String problem) {
        assertRefused(setting, value, problem);
    }

    private static void assertRefused(String setting, String value, String problem) {
        assertThatThrownBy(() -> Settings.read(Samples.settingsWith(setting, value)))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining(problem)
                .message()
                .doesNotContain(": " + value)
                .doesNotContain("\"" + value);
    }
}
