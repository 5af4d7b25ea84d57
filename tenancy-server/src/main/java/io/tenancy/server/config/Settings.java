package io.tenancy.server.config;

import static java.util.Objects.requireNonNull;

import io.tenancy.auth.HashCost;
import io.tenancy.auth.TokenAlgorithm;
import io.tenancy.auth.TokenSettings;
import io.tenancy.core.MasterKey;
import io.tenancy.core.Secret;
import io.tenancy.core.apikey.ApiKeyPolicy;
import io.tenancy.core.archive.ArchiveLimits;
import io.tenancy.core.credential.TokenLives;
import io.tenancy.core.key.KeyPolicy;
import io.tenancy.core.login.SessionPolicy;
import io.tenancy.core.mfa.ChallengePolicy;
import io.tenancy.core.once.OncePolicy;
import io.tenancy.core.passkey.RelyingParty;
import io.tenancy.core.platform.PlatformDefaults;
import io.tenancy.core.policy.MfaPolicy;
import io.tenancy.core.policy.SecurityPolicy;
import io.tenancy.core.setting.Origin;
import io.tenancy.core.store.PlacementPolicy;
import io.tenancy.core.tenant.Isolation;
import io.tenancy.core.throttle.ThrottlePolicy;
import io.tenancy.persistence.WarmUp;
import io.tenancy.server.Refusal;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What a deployment says about itself. An instance that exists is complete and safe to start with. */
public record Settings(
        Database database,
        MasterKey masterKey,
        URI baseUrl,
        PlatformDefaults platform,
        PlacementPolicy placement,
        TokenSettings tokens,
        Signing signing,
        SessionPolicy sessions,
        SecurityPolicy security,
        ThrottlePolicy throttling,
        ChallengePolicy secondStep,
        TokenLives tokenLives,
        ApiKeyPolicy apiKeys,
        Hashing hashing,
        Duration housekeeping,
        WarmUp warmUp,
        Mailing mail,
        Optional<Smtp> smtp,
        RelyingParty passkeys,
        TrustedProxies proxies,
        OncePolicy idempotency,
        Running running,
        RateSettings rates,
        Set<Origin> corsOrigins,
        Background background,
        List<String> dnsServers,
        Webhooks webhooks,
        UsageSettings usage) {

    private static final String CLIENT = "tenancy";
    private static final Pattern DNS_SERVER =
            Pattern.compile("[0-9.]{7,15}(?::[0-9]{1,5})?|\\[[0-9a-fA-F:]{2,39}\\](?::[0-9]{1,5})?");

    /** How mails reach people. */
    public enum Mailing {
        /** The log says that one is due, and does not show its token. */
        LOG,
        /** The standard output shows the whole message, for demonstrations. */
        CONSOLE,
        /** A mail server takes them. */
        SMTP
    }

    private enum Placing {
        PINNED,
        REGION,
        LEAST_TENANTS
    }

    /** What a hash costs, how many are computed at the same time, and how many callers may wait for that. */
    public record Hashing(HashCost cost, int parallel, int queue) {
        public Hashing {
            requireNonNull(cost);
        }
    }

    /** What access tokens are signed with, and for how long with the same key. */
    public record Signing(TokenAlgorithm algorithm, KeyPolicy policy) {}

    /**
     * How the process runs.
     *
     * @param drainDelay from the moment that it is asked to end to the moment that it takes no more requests
     * @param traces where traces of requests go
     */
    public record Running(Duration drainDelay, Tracing traces) {
        public Running {
            requireNonNull(drainDelay);
            requireNonNull(traces);
        }
    }

    /** Where traces of requests go. */
    public enum Tracing {
        /** Nowhere: none are made. */
        NONE,
        /** To a collector, by OTLP. */
        OTLP
    }

    /**
     * What the process does without a request.
     *
     * @param taskThreads how many tasks run at the same time, jobs not counted
     * @param jobThreads how many jobs; zero leaves them to other nodes
     * @param interval from one look for what is due to the next
     * @param jobsKept for how long a job is kept after its end
     * @param archives how much room archives may take
     */
    public record Background(
            int taskThreads, int jobThreads, Duration interval, Duration jobsKept, ArchiveLimits archives) {
        public Background {
            requireNonNull(interval);
            requireNonNull(jobsKept);
            requireNonNull(archives);
        }

        /** All threads. */
        public int threads() {
            return taskThreads + jobThreads;
        }
    }

    /**
     * How webhooks are sent to.
     *
     * @param loopback whether one may lead to this machine, and without encryption, for tests
     * @param threads how many are sent to at the same time; zero leaves them to other nodes
     * @param kept for how long it is kept what was sent
     */
    public record Webhooks(boolean loopback, int threads, Duration kept) {
        public Webhooks {
            requireNonNull(kept);
        }
    }

    public Settings {
        requireNonNull(database);
        requireNonNull(masterKey);
        requireNonNull(baseUrl);
        requireNonNull(platform);
        requireNonNull(placement);
        requireNonNull(tokens);
        requireNonNull(signing);
        requireNonNull(sessions);
        requireNonNull(security);
        requireNonNull(throttling);
        requireNonNull(tokenLives);
        requireNonNull(apiKeys);
        requireNonNull(hashing);
        requireNonNull(housekeeping);
        requireNonNull(warmUp);
        requireNonNull(mail);
        requireNonNull(smtp);
        requireNonNull(passkeys);
        requireNonNull(proxies);
        requireNonNull(idempotency);
        requireNonNull(running);
        requireNonNull(rates);
        corsOrigins = Set.copyOf(corsOrigins);
        requireNonNull(background);
        dnsServers = List.copyOf(dnsServers);
        requireNonNull(webhooks);
        requireNonNull(usage);
    }

    /**
     * Reads the settings of the section {@code tenancy}.
     *
     * @throws Refusal if anything is missing, malformed, or a secret that others can guess; it lists every problem
     */
    public static Settings read(Map<String, String> values) {
        Given given = new Given(values);
        Database database = Database.read(given);
        Secret masterKey = masterKey(given, database);
        Optional<URI> baseUrl = BaseUrl.read(given, "baseUrl");
        PlatformDefaults platform = platform(given, database.main());
        PlacementPolicy placement = placement(given, database);
        String audience = given.text("tokenAudience");
        Duration leeway = given.duration("tokenLeeway", Duration.ZERO, TokenSettings.MOST_LEEWAY);
        SessionPolicy sessions = sessions(given);
        Signing signing = signing(given, sessions.access().plus(leeway));
        SecurityPolicy security = security(given, sessions);
        ThrottlePolicy throttling = throttling(given, security.loginFailures());
        ChallengePolicy secondStep = new ChallengePolicy(
                given.duration("mfaTime", ChallengePolicy.SHORTEST, ChallengePolicy.LONGEST),
                given.number("mfaTries", 1, ChallengePolicy.MOST_TRIES));
        TokenLives tokenLives = tokenLives(given);
        ApiKeyPolicy apiKeys = apiKeys(given);
        Hashing hashing = hashing(given);
        Duration housekeeping = given.duration("housekeepingInterval", Duration.ofSeconds(1), Duration.ofHours(1));
        WarmUp warmUp = new WarmUp(given.number("warmSchemas", 0, 10_000), given.number("warmDatabases", 0, 1_000));
        Mailing mail = given.choice("mail", Mailing.class);
        Optional<Smtp> smtp = Smtp.read(given, mail == Mailing.SMTP);
        Optional<RelyingParty> passkeys = PasskeySettings.read(given, baseUrl);
        TrustedProxies proxies = TrustedProxies.read(given);
        OncePolicy idempotency = new OncePolicy(
                given.duration("idempotencyLife", Duration.ofMinutes(5), Duration.ofDays(30)),
                given.number("idempotencyKept", 100, 10_000_000));
        Running running = new Running(
                given.duration("drainDelay", Duration.ZERO, Duration.ofMinutes(5)),
                given.choice("traces", Tracing.class));
        RateSettings rates = RateSettings.read(given, database.main().poolMax());
        Set<Origin> corsOrigins = CorsOrigins.read(given);
        Background background = background(given);
        List<String> dnsServers = dnsServers(given);
        Webhooks webhooks = new Webhooks(
                given.flag("webhookAllowLoopback"),
                given.number("webhookThreads", 0, 256),
                given.duration("webhookLogKept", Duration.ofHours(1), Duration.ofDays(365)));
        UsageSettings usage = UsageSettings.read(given);
        given.refuseProblems();
        URI issuer = baseUrl.orElseThrow();
        return new Settings(
                database,
                MasterKey.ofBase64(masterKey.reveal()),
                issuer,
                platform,
                placement,
                new TokenSettings(issuer.toString(), audience, CLIENT, leeway),
                signing,
                sessions,
                security,
                throttling,
                secondStep,
                tokenLives,
                apiKeys,
                hashing,
                housekeeping,
                warmUp,
                mail,
                smtp,
                passkeys.orElseThrow(),
                proxies,
                idempotency,
                running,
                rates,
                corsOrigins,
                background,
                dnsServers,
                webhooks,
                usage);
    }

    private static List<String> dnsServers(Given given) {
        String text = given.text("dnsServers");
        if (text.equals("system")) {
            return List.of();
        }
        List<String> servers = List.of(text.split("[,\\s]+", -1));
        if (!servers.stream().allMatch(server -> DNS_SERVER.matcher(server).matches())) {
            given.problem("dnsServers", "is no list of addresses, as 192.0.2.53 or 192.0.2.53:5353, or system");
        }
        return servers;
    }

    private static Background background(Given given) {
        return new Background(
                given.number("taskThreads", 2, 64),
                given.number("jobThreads", 0, 64),
                given.duration("taskInterval", Duration.ofMillis(100), Duration.ofMinutes(1)),
                given.duration("jobsKept", Duration.ofHours(1), Duration.ofDays(365)),
                new ArchiveLimits(
                        given.duration("archivesKept", Duration.ofHours(1), Duration.ofDays(30)),
                        given.number("archiveMegabytes", 1, 100_000) * 1_000_000L));
    }

    private static Secret masterKey(Given given, Database database) {
        Secret key = given.secret("masterKey");
        WeakSecret.inKey(key).ifPresent(what -> given.problem("masterKey", what));
        boolean isPassword = database.stores()
                .anyMatch(store -> key.equals(store.owner().password())
                        || key.equals(store.app().password()));
        if (!key.reveal().isEmpty() && isPassword) {
            given.problem("masterKey", "is a password of the database; it serves no other end");
        }
        return key;
    }

    private static PlacementPolicy placement(Given given, Database database) {
        String store = given.text("defaultStore");
        if (!store.isEmpty() && database.stores().noneMatch(one -> one.name().equals(store))) {
            given.problem("defaultStore", "is neither main nor one of TENANCY_STORES");
        }
        return switch (given.choice("placementPolicy", Placing.class)) {
            case PINNED -> new PlacementPolicy.Pinned(store);
            case REGION -> new PlacementPolicy.Region(database.main().region());
            case LEAST_TENANTS -> new PlacementPolicy.LeastTenants();
        };
    }

    private static PlatformDefaults platform(Given given, StoreSettings main) {
        return new PlatformDefaults(
                given.choice("defaultIsolation", Isolation.class),
                main.name(),
                given.text("defaultPlan", 40),
                main.region(),
                given.duration("deletionGrace", Duration.ZERO, Duration.ofDays(365)));
    }

    private static SessionPolicy sessions(Given given) {
        Duration access = given.duration("accessTokenLife", Duration.ofMinutes(1), Duration.ofHours(1));
        Duration idle = given.duration("sessionIdle", Duration.ofMinutes(5), Duration.ofDays(90));
        Duration life = given.duration("sessionLife", idle, Duration.ofDays(365));
        Duration grace = given.duration("refreshReuseGrace", Duration.ZERO, Duration.ofSeconds(30));
        int perUser = given.number("sessionsPerUser", 1, SessionPolicy.MOST_PER_USER);
        return new SessionPolicy(access, idle, life, grace, perUser);
    }

    private static Signing signing(Given given, Duration tokenLife) {
        return new Signing(
                given.choice("tokenAlgorithm", TokenAlgorithm.class),
                new KeyPolicy(
                        given.duration("keyRotation", Duration.ZERO, Duration.ofDays(365)),
                        tokenLife,
                        given.duration("jwksCache", KeyPolicy.SHORTEST_CACHE, KeyPolicy.LONGEST_CACHE)));
    }

    private static SecurityPolicy security(Given given, SessionPolicy sessions) {
        int length = given.number("passwordLength", SecurityPolicy.LEAST_LENGTH, SecurityPolicy.MOST_LENGTH);
        return new SecurityPolicy(
                length,
                given.number("passwordLengthWithFactor", SecurityPolicy.LEAST_LENGTH_WITH_FACTOR, length),
                given.number("loginFailures", 1, SecurityPolicy.MOST_FAILURES),
                sessions.idle(),
                sessions.absolute(),
                given.choice("mfa", MfaPolicy.class),
                given.duration("stepUpAge", SecurityPolicy.LEAST_STEP_UP, SecurityPolicy.MOST_STEP_UP),
                given.flag("supportAccess"));
    }

    private static ThrottlePolicy throttling(Given given, int failures) {
        int addressFailures = given.number("loginAddressFailures", failures, 1_000_000);
        Duration first = given.duration("loginDelay", Duration.ofSeconds(1), Duration.ofHours(1));
        Duration longest = given.duration("loginLongestDelay", first, Duration.ofDays(1));
        int cap = given.number("loginFailureCap", failures, ThrottlePolicy.MOST_FAILURES);
        return new ThrottlePolicy(failures, addressFailures, first, longest, cap);
    }

    private static TokenLives tokenLives(Given given) {
        return new TokenLives(
                given.duration("invitationLife", Duration.ofHours(1), Duration.ofDays(30)),
                given.duration("passwordResetLife", Duration.ofMinutes(5), Duration.ofDays(1)),
                given.duration("verificationLife", Duration.ofMinutes(15), Duration.ofDays(7)));
    }

    private static ApiKeyPolicy apiKeys(Given given) {
        Duration life = given.duration("apiKeyLife", ApiKeyPolicy.LEAST, ApiKeyPolicy.MOST);
        return new ApiKeyPolicy(life, given.duration("apiKeyLongestLife", life, ApiKeyPolicy.MOST));
    }

    /** Zero stands for as many as there are processors. */
    private static Hashing hashing(Given given) {
        int parallel = given.number("hashParallel", 0, 256);
        int queue = given.number("hashQueue", 0, 10_000);
        HashCost cost = new HashCost(
                given.number("hashMemory", HashCost.LEAST_MEMORY, HashCost.MOST_MEMORY),
                given.number("hashPasses", HashCost.LEAST_PASSES, HashCost.MOST_PASSES));
        return new Hashing(cost, parallel == 0 ? Runtime.getRuntime().availableProcessors() : parallel, queue);
    }
}
