package io.tenancy.server.config;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Settings with which a server would start. */
final class Samples {
    static final String OWNER_PASSWORD = "Vt1nH5yZ0pQe8Rk2Wm7L";

    private Samples() {}

    static Map<String, String> settings() {
        return new HashMap<>(Map.ofEntries(
                Map.entry("dbUrl", "jdbc:postgresql://db.internal:5432/tenancy"),
                Map.entry("dbOwnerUrl", "same"),
                Map.entry("dbOwnerUser", "tenancy_owner"),
                Map.entry("dbOwnerPassword", OWNER_PASSWORD),
                Map.entry("dbAppUser", "tenancy_app"),
                Map.entry("dbAppPassword", "b4Xj9uKd6TsG3oFa1CqN"),
                Map.entry("dbPoolMax", "16"),
                Map.entry("dbTenantPoolMax", "16"),
                Map.entry("dbTenantPoolEach", "2"),
                Map.entry("dbStartWait", "PT30S"),
                Map.entry("dbStatementTimeout", "PT30S"),
                Map.entry("dbLockTimeout", "PT10S"),
                Map.entry("dbIdleTransactionTimeout", "PT30S"),
                Map.entry("stores", "none"),
                Map.entry("placementPolicy", "pinned"),
                Map.entry("defaultStore", "main"),
                Map.entry("migrateOnStart", "true"),
                Map.entry("masterKey", "q8Yd0bXl3v6mT1uS9kZr5wJc7fHn2gPaEeBtLxVoIiM="),
                Map.entry("baseUrl", "https://api.acme.test/"),
                Map.entry("defaultIsolation", "shared"),
                Map.entry("defaultPlan", "free"),
                Map.entry("region", "eu"),
                Map.entry("deletionGrace", "P30D"),
                Map.entry("warmSchemas", "3"),
                Map.entry("warmDatabases", "1"),
                Map.entry("housekeepingInterval", "PT30S"),
                Map.entry("tokenAudience", "tenancy"),
                Map.entry("accessTokenLife", "PT10M"),
                Map.entry("tokenLeeway", "PT30S"),
                Map.entry("tokenAlgorithm", "ps256"),
                Map.entry("keyRotation", "P90D"),
                Map.entry("jwksCache", "PT5M"),
                Map.entry("sessionIdle", "P14D"),
                Map.entry("sessionLife", "P30D"),
                Map.entry("refreshReuseGrace", "PT10S"),
                Map.entry("sessionsPerUser", "20"),
                Map.entry("passwordLength", "15"),
                Map.entry("passwordLengthWithFactor", "8"),
                Map.entry("loginFailures", "5"),
                Map.entry("loginAddressFailures", "50"),
                Map.entry("loginDelay", "PT30S"),
                Map.entry("loginLongestDelay", "PT1H"),
                Map.entry("loginFailureCap", "100"),
                Map.entry("mfa", "optional"),
                Map.entry("mfaTime", "PT5M"),
                Map.entry("mfaTries", "5"),
                Map.entry("stepUpAge", "PT10M"),
                Map.entry("supportAccess", "true"),
                Map.entry("passkeyName", "Acme"),
                Map.entry("passkeyDomain", "same"),
                Map.entry("passkeyOrigins", "none"),
                Map.entry("invitationLife", "P7D"),
                Map.entry("passwordResetLife", "PT30M"),
                Map.entry("verificationLife", "P1D"),
                Map.entry("apiKeyLife", "P90D"),
                Map.entry("apiKeyLongestLife", "P365D"),
                Map.entry("hashMemory", "19456"),
                Map.entry("hashPasses", "2"),
                Map.entry("hashParallel", "2"),
                Map.entry("hashQueue", "64"),
                Map.entry("rateTenant", "60000"),
                Map.entry("rateUser", "6000"),
                Map.entry("rateApiKey", "12000"),
                Map.entry("rateAddress", "60000"),
                Map.entry("rateSignIn", "1200"),
                Map.entry("rateInvitation", "500"),
                Map.entry("rateInvited", "5"),
                Map.entry("rateConcurrent", "0"),
                Map.entry("ratePlans", "none"),
                Map.entry("rateStore", "local"),
                Map.entry("mail", "log"),
                Map.entry("smtpHost", "none"),
                Map.entry("smtpPort", "587"),
                Map.entry("smtpTls", "starttls"),
                Map.entry("smtpUser", "none"),
                Map.entry("smtpPassword", "none"),
                Map.entry("smtpFrom", "none"),
                Map.entry("dnsServers", "system"),
                Map.entry("trustedProxies", "10.0.0.0/8, fd00::/8"),
                Map.entry("forwardedHeader", "x_forwarded"),
                Map.entry("idempotencyLife", "PT24H"),
                Map.entry("idempotencyKept", "100000"),
                Map.entry("drainDelay", "PT5S"),
                Map.entry("traces", "none"),
                Map.entry("taskThreads", "6"),
                Map.entry("jobThreads", "2"),
                Map.entry("taskInterval", "PT1S"),
                Map.entry("jobsKept", "P30D"),
                Map.entry("archivesKept", "P7D"),
                Map.entry("archiveMegabytes", "10000"),
                Map.entry("webhookAllowLoopback", "false"),
                Map.entry("webhookThreads", "4"),
                Map.entry("webhookLogKept", "P7D"),
                Map.entry("meters", "messages=count, storage=max:bytes"),
                Map.entry("usageLate", "P7D"),
                Map.entry("biller", "manual"),
                Map.entry("billerKey", "none"),
                Map.entry("billerEventSecrets", "none"),
                Map.entry("billerUrl", "none"),
                Map.entry("billingCurrency", "none"),
                Map.entry("billingTaxRate", "0"),
                Map.entry("billingDueDays", "14"),
                Map.entry("billingDelay", "PT24H"),
                Map.entry("dunningGrace", "P7D"),
                Map.entry("dunningReadOnly", "P14D"),
                Map.entry("usageKept", "P90D"),
                Map.entry("corsOrigins", "https://app.example.org, http://localhost:5173")));
    }

    static Map<String, String> settingsWith(String setting, String value) {
        Map<String, String> settings = settings();
        settings.put(setting, value);
        return settings;
    }

    /** With stores that have good passwords, and these variables. */
    static Map<String, String> settingsWithStores(String names, Map<String, String> variables) {
        Map<String, String> all = new HashMap<>(variables);
        for (String name : names.split("[, ]+", -1)) {
            String start = "TENANCY_STORE_" + name.toUpperCase(Locale.ROOT).replace('-', '_');
            all.putIfAbsent(start + "_DB_OWNER_PASSWORD", "Xk2mV9qLw4Zr7Tb1Hs8N");
            all.putIfAbsent(start + "_DB_APP_PASSWORD", "p6Dg3Jc5Yf0Qe8Ua2RiM");
        }
        Map<String, String> settings = settingsWith("stores", names);
        settings.put(StoreVariables.SETTING, StoreVariables.of(all));
        return settings;
    }
}
