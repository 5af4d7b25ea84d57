package io.tenancy.server.config;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.core.counting.RateLimit;
import io.tenancy.core.passkey.RelyingParty;
import io.tenancy.core.ratelimit.RatePolicy;
import io.tenancy.core.ratelimit.RateTerms;
import io.tenancy.core.store.PlacementPolicy;
import io.tenancy.core.tenant.Isolation;
import io.tenancy.server.Refusal;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
    @Test
    void readsWhatADeploymentSays() {
        Settings settings = Settings.read(Samples.settings());

        assertThat(settings.database().main().app().user()).isEqualTo("tenancy_app");
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
    void hasTheNumbersOfTheEnumInTheConfigurationAndHalfThePoolForOneTenant() {
        Settings settings = Settings.read(Samples.settings());

        assertThat(RateLimit.values())
                .allSatisfy(limit -> assertThat(Repository.yaml("config.yml")
                                .path("tenancy")
                                .path(limit.setting())
                                .asText())
                        .endsWith(":-" + limit.standard() + "}"));
        assertThat(settings.rates().policy().number(RateLimit.CONCURRENT)).isEqualTo(8);
        assertThat(settings.rates().counting()).isEqualTo(RateSettings.Counting.LOCAL);
    }

    @Test
    void readsWhatIsDifferentForPlans() {
        RatePolicy policy = Settings.read(
                        Samples.settingsWith("ratePlans", "free: tenant=600 user=60;gold:api_key=0 concurrent=32"))
                .rates()
                .policy();

        assertThat(policy.number(RateLimit.TENANT, "free", RateTerms.NONE)).isEqualTo(600);
        assertThat(policy.number(RateLimit.USER, "free", RateTerms.NONE)).isEqualTo(60);
        assertThat(policy.number(RateLimit.TENANT, "gold", RateTerms.NONE)).isEqualTo(60_000);
        assertThat(policy.number(RateLimit.API_KEY, "gold", RateTerms.NONE)).isZero();
        assertThat(policy.number(RateLimit.CONCURRENT, "gold", RateTerms.NONE)).isEqualTo(32);
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
        "dbTenantPoolEach, 0, TENANCY_DB_TENANT_POOL_EACH is not a number from 1 to 500",
        "dbPoolMax, many, TENANCY_DB_POOL_MAX is not a number",
        "accessTokenLife, PT2H, TENANCY_ACCESS_TOKEN_LIFE is not a duration from PT1M to PT1H",
        "sessionLife, P1D, TENANCY_SESSION_LIFE is not a duration from PT336H",
        "mfaTries, 11, TENANCY_MFA_TRIES is not a number from 1 to 10",
        "mfaTime, PT20M, TENANCY_MFA_TIME is not a duration from PT1M to PT15M",
        "jwksCache, PT2H, TENANCY_JWKS_CACHE is not a duration from PT1M to PT1H",
        "deletionGrace, 30 days, TENANCY_DELETION_GRACE is not a duration",
        "placementPolicy, random, 'TENANCY_PLACEMENT_POLICY is none of pinned, region, least_tenants'",
        "defaultStore, other, TENANCY_DEFAULT_STORE is neither main nor one of TENANCY_STORES",
        "dbOwnerUrl, jdbc:postgresql://u@db/tenancy, TENANCY_DB_OWNER_URL holds a user or password",
        "defaultIsolation, rows, 'TENANCY_DEFAULT_ISOLATION is none of shared, schema, database'",
        "migrateOnStart, maybe, 'TENANCY_MIGRATE_ON_START is none of false, true'",
        "passkeyDomain, other.test, TENANCY_PASSKEY_DOMAIN is neither the host of TENANCY_BASE_URL nor a domain above it",
        "passkeyDomain, test, TENANCY_PASSKEY_DOMAIN is neither the host of TENANCY_BASE_URL nor a domain above it",
        "passkeyDomain, me.test, TENANCY_PASSKEY_DOMAIN is neither the host of TENANCY_BASE_URL nor a domain above it",
        "passkeyOrigins, https://app.acme.test, 'TENANCY_PASSKEY_ORIGINS are not origins, as https://app.example.com'",
        "passkeyOrigins, http://api.acme.test, TENANCY_PASSKEY_ORIGINS are not origins",
        "passkeyOrigins, https://api.acme.test/, TENANCY_PASSKEY_ORIGINS are not origins",
        "passkeyOrigins, nowhere, TENANCY_PASSKEY_ORIGINS are not origins",
        "trustedProxies, proxy.example.org, TENANCY_TRUSTED_PROXIES is no list of networks",
        "corsOrigins, *, TENANCY_CORS_ORIGINS is no list of origins",
        "corsOrigins, https://app.example.org/, TENANCY_CORS_ORIGINS is no list of origins",
        "trustedProxies, 10.0.0.0/33, TENANCY_TRUSTED_PROXIES is no list of networks",
        "forwardedHeader, x-real-ip, 'TENANCY_FORWARDED_HEADER is none of x_forwarded, forwarded'",
        "rateTenant, -1, TENANCY_RATE_TENANT is not a number from 0 to 100000000",
        "rateStore, redis, 'TENANCY_RATE_STORE is none of local, shared'",
        "ratePlans, free, TENANCY_RATE_PLANS is not of the form",
        "ratePlans, free: sign_in=3, TENANCY_RATE_PLANS is not of the form",
        "ratePlans, free: user=3; free: user=4, TENANCY_RATE_PLANS is not of the form",
        "colour, red, There is no setting tenancy.colour",
    })
    void refusesWhatIsMalformed(String setting, String value, String problem) {
        assertRefused(setting, value, problem);
    }

    @Test
    void readsForWhichPagesPasskeysAre() {
        Map<String, String> settings = Samples.settingsWith("passkeyDomain", "acme.test");
        settings.put("passkeyOrigins", "https://app.acme.test https://acme.test:8443");

        assertThat(Settings.read(Samples.settings()).passkeys())
                .isEqualTo(new RelyingParty("api.acme.test", "Acme", Set.of("https://api.acme.test")));
        assertThat(Settings.read(settings).passkeys())
                .isEqualTo(new RelyingParty(
                        "acme.test",
                        "Acme",
                        Set.of("https://api.acme.test", "https://app.acme.test", "https://acme.test:8443")));
    }

    @Test
    void readsFurtherStores() {
        Map<String, String> settings = Samples.settingsWithStores(
                "eu-1 us",
                Map.of(
                        "TENANCY_STORE_EU_1_DB_URL", "jdbc:postgresql://pooler:6432/tenancy",
                        "TENANCY_STORE_EU_1_DB_OWNER_URL", "jdbc:postgresql://eu-1:5432/tenancy?sslmode=require",
                        "TENANCY_STORE_EU_1_DB_POOL_MAX", "32",
                        "TENANCY_STORE_US_DB_URL", "jdbc:postgresql://us:5432/tenancy",
                        "TENANCY_STORE_US_REGION", "us"));
        settings.put("placementPolicy", "region");

        Settings read = Settings.read(settings);

        assertThat(read.database().stores().map(StoreSettings::name)).containsExactly("main", "eu-1", "us");
        StoreSettings first = read.database().others().get(0);
        assertThat(first.region()).isEqualTo("eu");
        assertThat(first.ownerUrl()).endsWith("eu-1:5432/tenancy?sslmode=require");
        assertThat(first.poolMax()).isEqualTo(32);
        StoreSettings second = read.database().others().get(1);
        assertThat(second.region()).isEqualTo("us");
        assertThat(second.ownerUrl()).isEqualTo(second.url());
        assertThat(second.owner().user()).isEqualTo("tenancy_owner");
        assertThat(read.placement()).isEqualTo(new PlacementPolicy.Region("eu"));
    }

    @Test
    void pinsNewTenantsToTheDefaultStore() {
        Map<String, String> settings = Samples.settingsWithStores(
                "eu-1", Map.of("TENANCY_STORE_EU_1_DB_URL", "jdbc:postgresql://eu-1:5432/tenancy"));
        settings.put("defaultStore", "eu-1");

        assertThat(Settings.read(settings).placement()).isEqualTo(new PlacementPolicy.Pinned("eu-1"));
        assertThat(Settings.read(settings).platform().store()).isEqualTo("main");
    }

    @Test
    void listsEveryProblemOfFurtherStores() {
        Map<String, String> settings = Samples.settingsWithStores(
                "eu-1, twin, Main, main",
                Map.of(
                        "TENANCY_STORE_EU_1_DB_URL", "postgres://eu-1/tenancy",
                        "TENANCY_STORE_EU_1_DB_APP_PASSWORD", "changeme",
                        "TENANCY_STORE_TWIN_DB_URL", "jdbc:postgresql://DB.internal/tenancy?sslmode=require",
                        "TENANCY_STORE_TWIN_DB_COLOUR", "red",
                        "TENANCY_STORE_ASIA_DB_URL", "jdbc:postgresql://asia/tenancy"));
        settings.put("defaultStore", "asia");

        assertThatThrownBy(() -> Settings.read(settings))
                .isInstanceOf(Refusal.class)
                .message()
                .contains("TENANCY_STORES has a name that is not of a-z")
                .contains("TENANCY_STORE_EU_1_DB_URL does not start with jdbc:postgresql://")
                .contains("TENANCY_STORE_EU_1_DB_APP_PASSWORD is an example")
                .contains("TENANCY_STORE_TWIN_DB_URL is the database of another store")
                .contains("TENANCY_STORE_TWIN_DB_COLOUR is of no store")
                .contains("TENANCY_STORE_ASIA_DB_URL is of no store")
                .contains("TENANCY_DEFAULT_STORE is neither main nor one of TENANCY_STORES")
                .doesNotContain("asia/tenancy", "changeme", "red.");
    }

    @Test
    void asksForThePasswordsOfFurtherStores() {
        Map<String, String> settings = Samples.settingsWith("stores", "eu-1");

        assertThatThrownBy(() -> Settings.read(settings))
                .message()
                .contains("TENANCY_STORE_EU_1_DB_URL is missing")
                .contains("TENANCY_STORE_EU_1_DB_OWNER_PASSWORD is missing")
                .contains("TENANCY_STORE_EU_1_DB_APP_PASSWORD is missing");
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
