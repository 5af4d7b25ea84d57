package io.tenancy.server.api;

import io.tenancy.auth.Auth;
import io.tenancy.auth.HashCost;
import io.tenancy.auth.KeyRing;
import io.tenancy.auth.TokenSettings;
import io.tenancy.auth.WaitingRoom;
import io.tenancy.core.Cursors;
import io.tenancy.core.MasterKey;
import io.tenancy.core.Secret;
import io.tenancy.core.UuidV7;
import io.tenancy.core.access.Actor;
import io.tenancy.core.access.Gate;
import io.tenancy.core.account.AddressService;
import io.tenancy.core.account.Addresses;
import io.tenancy.core.account.Letterheads;
import io.tenancy.core.account.MailDelivery;
import io.tenancy.core.account.MailRequests;
import io.tenancy.core.account.MailWriter;
import io.tenancy.core.account.RecoveryService;
import io.tenancy.core.apikey.ApiKeyPolicy;
import io.tenancy.core.apikey.ApiKeyService;
import io.tenancy.core.archive.ArchiveLimits;
import io.tenancy.core.archive.Archives;
import io.tenancy.core.archive.ErasureJob;
import io.tenancy.core.archive.ErasureService;
import io.tenancy.core.archive.ExportService;
import io.tenancy.core.archive.Intake;
import io.tenancy.core.archive.TenantArchiveService;
import io.tenancy.core.audit.AuditService;
import io.tenancy.core.audit.CheckpointSigner;
import io.tenancy.core.audit.JournalSealer;
import io.tenancy.core.biller.BillerEventService;
import io.tenancy.core.billing.BilledInvoices;
import io.tenancy.core.billing.Dunning;
import io.tenancy.core.billing.DunningPolicy;
import io.tenancy.core.billing.InvoiceService;
import io.tenancy.core.brand.BrandService;
import io.tenancy.core.brand.Brands;
import io.tenancy.core.credential.OneTimeToken.Purpose;
import io.tenancy.core.credential.PasswordPolicy;
import io.tenancy.core.credential.Passwords;
import io.tenancy.core.credential.TokenLives;
import io.tenancy.core.credential.Vouchers;
import io.tenancy.core.decision.DecisionService;
import io.tenancy.core.decision.StoredAuthorities;
import io.tenancy.core.domain.DomainService;
import io.tenancy.core.domain.Hosts;
import io.tenancy.core.entitlement.Entitlements;
import io.tenancy.core.examination.ExaminationService;
import io.tenancy.core.feature.FlagEvaluation;
import io.tenancy.core.feature.OwnFlagService;
import io.tenancy.core.feature.StoredFlags;
import io.tenancy.core.feature.TenantFlagService;
import io.tenancy.core.feature.UserFeatureService;
import io.tenancy.core.flag.FlagService;
import io.tenancy.core.grant.ExplanationService;
import io.tenancy.core.grant.GrantService;
import io.tenancy.core.group.GroupService;
import io.tenancy.core.group.MemberService;
import io.tenancy.core.hold.HoldNotices;
import io.tenancy.core.hold.HoldService;
import io.tenancy.core.hold.Holds;
import io.tenancy.core.invitation.AcceptanceService;
import io.tenancy.core.invitation.Admission;
import io.tenancy.core.invitation.ImportJob;
import io.tenancy.core.invitation.ImportLines;
import io.tenancy.core.invitation.ImportService;
import io.tenancy.core.invitation.InvitationService;
import io.tenancy.core.job.JobRunner;
import io.tenancy.core.job.JobService;
import io.tenancy.core.job.Jobs;
import io.tenancy.core.key.KeyPolicy;
import io.tenancy.core.key.KeyRotation;
import io.tenancy.core.login.FactorCheck;
import io.tenancy.core.login.LoginService;
import io.tenancy.core.login.MfaService;
import io.tenancy.core.login.PasskeyLoginService;
import io.tenancy.core.login.PasswordCheck;
import io.tenancy.core.login.PasswordReplacement;
import io.tenancy.core.login.RecentProof;
import io.tenancy.core.login.RefreshService;
import io.tenancy.core.login.SecondStep;
import io.tenancy.core.login.SessionPolicy;
import io.tenancy.core.login.SessionStarter;
import io.tenancy.core.login.StepUpService;
import io.tenancy.core.login.TokenPairs;
import io.tenancy.core.login.UnlockService;
import io.tenancy.core.mail.Mail;
import io.tenancy.core.mail.Notices;
import io.tenancy.core.mail.Outbox;
import io.tenancy.core.mfa.ChallengePolicy;
import io.tenancy.core.mfa.CodeCheck;
import io.tenancy.core.mfa.FactorService;
import io.tenancy.core.mfa.Factors;
import io.tenancy.core.mfa.PasskeyService;
import io.tenancy.core.oauth.ClientTokenService;
import io.tenancy.core.oauth.Clients;
import io.tenancy.core.oauth.IntrospectionService;
import io.tenancy.core.oauth.RevocationService;
import io.tenancy.core.once.OncePolicy;
import io.tenancy.core.once.OnceService;
import io.tenancy.core.passkey.Passkeys;
import io.tenancy.core.passkey.RelyingParty;
import io.tenancy.core.plan.PlanService;
import io.tenancy.core.platform.Bootstrap;
import io.tenancy.core.platform.KeyService;
import io.tenancy.core.platform.OwnTenantService;
import io.tenancy.core.platform.PlatformAuditService;
import io.tenancy.core.platform.PlatformDefaults;
import io.tenancy.core.platform.StoreChoice;
import io.tenancy.core.platform.StoreService;
import io.tenancy.core.platform.TenantLifecycle;
import io.tenancy.core.platform.TenantOpener;
import io.tenancy.core.platform.TenantService;
import io.tenancy.core.platform.WarmPlaces;
import io.tenancy.core.policy.MfaPolicy;
import io.tenancy.core.policy.SecurityPolicies;
import io.tenancy.core.policy.SecurityPolicy;
import io.tenancy.core.policy.SecurityPolicyService;
import io.tenancy.core.program.KeyUses;
import io.tenancy.core.program.Programs;
import io.tenancy.core.ratelimit.RateBook;
import io.tenancy.core.ratelimit.RateGuard;
import io.tenancy.core.ratelimit.RatePolicy;
import io.tenancy.core.ratelimit.RateService;
import io.tenancy.core.role.RoleService;
import io.tenancy.core.serviceaccount.ServiceAccountService;
import io.tenancy.core.session.OpenSessions;
import io.tenancy.core.session.SessionService;
import io.tenancy.core.session.Tokens;
import io.tenancy.core.setting.CrossOrigin;
import io.tenancy.core.setting.Editing;
import io.tenancy.core.setting.Inheritance;
import io.tenancy.core.setting.Origin;
import io.tenancy.core.setting.OwnSettingService;
import io.tenancy.core.setting.PlanSettingService;
import io.tenancy.core.setting.PlatformSettingService;
import io.tenancy.core.setting.SettingBox;
import io.tenancy.core.setting.SettingKeys;
import io.tenancy.core.setting.SettingService;
import io.tenancy.core.setting.SettingValues;
import io.tenancy.core.store.PlacementPolicy;
import io.tenancy.core.store.StoreDirectory;
import io.tenancy.core.store.StoreInfo;
import io.tenancy.core.subscription.Enrolment;
import io.tenancy.core.subscription.ExemptionService;
import io.tenancy.core.subscription.Offers;
import io.tenancy.core.subscription.OwnSubscriptionService;
import io.tenancy.core.subscription.PlanEnd;
import io.tenancy.core.subscription.PlanQuotas;
import io.tenancy.core.subscription.PlannedRates;
import io.tenancy.core.subscription.SubscriptionService;
import io.tenancy.core.subscription.Uses;
import io.tenancy.core.support.SupportService;
import io.tenancy.core.support.Visitors;
import io.tenancy.core.task.Schedule;
import io.tenancy.core.task.Task;
import io.tenancy.core.task.Task.Reach;
import io.tenancy.core.task.TaskRounds;
import io.tenancy.core.task.TaskService;
import io.tenancy.core.tenant.Contact;
import io.tenancy.core.tenant.Isolation;
import io.tenancy.core.tenant.TenantDirectory;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.core.throttle.Throttle;
import io.tenancy.core.throttle.ThrottlePolicy;
import io.tenancy.core.usage.CensusService;
import io.tenancy.core.usage.MeterDefinition;
import io.tenancy.core.usage.Meters;
import io.tenancy.core.usage.RequestCounts;
import io.tenancy.core.usage.TenantUsageService;
import io.tenancy.core.usage.UsagePolicy;
import io.tenancy.core.usage.UsageService;
import io.tenancy.core.user.ProfileService;
import io.tenancy.core.user.User;
import io.tenancy.core.user.UserService;
import io.tenancy.core.user.UserStore;
import io.tenancy.core.webhook.Courier;
import io.tenancy.core.webhook.DeliveryService;
import io.tenancy.core.webhook.Receivers;
import io.tenancy.core.webhook.Signer;
import io.tenancy.core.webhook.WebhookBook;
import io.tenancy.core.webhook.WebhookService;
import io.tenancy.server.AccessServices;
import io.tenancy.server.BackgroundServices;
import io.tenancy.server.FlagServices;
import io.tenancy.server.JournalServices;
import io.tenancy.server.OAuthServices;
import io.tenancy.server.PlanServices;
import io.tenancy.server.RightsServices;
import io.tenancy.server.Services;
import io.tenancy.server.SettingServices;
import io.tenancy.server.UsageServices;
import io.tenancy.server.WebhookServices;
import io.tenancy.server.dns.JndiTxtRecords;
import io.tenancy.server.dns.SmallDns;
import io.tenancy.server.webhook.HttpWebhookSender;
import io.tenancy.testkit.BreakablePlaces;
import io.tenancy.testkit.InMemoryArchiveStore;
import io.tenancy.testkit.InMemoryRateLimiter;
import io.tenancy.testkit.InMemoryStores;
import io.tenancy.testkit.NoRows;
import io.tenancy.testkit.SampleSettings;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Every use case on stores in memory, with real tokens and password hashes. */
final class InMemoryServices {
    private static final int KEPT = 1_000;

    private static final PlatformDefaults DEFAULTS =
            new PlatformDefaults(Isolation.SHARED, "main", "free", "eu", Duration.ofDays(30));

    private static final SecurityPolicy STANDARD = new SecurityPolicy(
            15, 8, 5, Duration.ofDays(14), Duration.ofDays(30), MfaPolicy.OPTIONAL, Duration.ofMinutes(10), true);

    /** The tests share an address, and fail more often than people do. */
    private static final ThrottlePolicy MANY_FROM_ONE_ADDRESS =
            new ThrottlePolicy(5, 100_000, Duration.ofSeconds(30), Duration.ofHours(1), 100);

    private volatile Duration passed = Duration.ZERO;
    private final InstantSource clock = () -> InstantSource.system().instant().plus(passed);
    private volatile Duration ahead = Duration.ZERO;
    private final InstantSource later = () -> clock.instant().plus(ahead);
    private final SecureRandom random = new SecureRandom();
    private final UuidV7 ids = new UuidV7(clock);
    private final InMemoryStores stores = new InMemoryStores();
    private final MasterKey master = MasterKey.ofBase64(Base64.getEncoder().encodeToString(random.generateSeed(32)));
    private final Passwords passwords = Auth.passwords(new WaitingRoom(2, 64), HashCost.DEFAULT, random);
    private final SecurityPolicies policies = new SecurityPolicies(stores.policies(), STANDARD);
    private final PasswordPolicy passwordPolicy = new PasswordPolicy(policies, "api.test");
    private final Throttle throttle = new Throttle(stores.throttles(), MANY_FROM_ONE_ADDRESS, master, clock);
    private final Offers offers = new Offers(stores.plans());
    private final PlanQuotas quotas = new PlanQuotas(stores.subscriptions(), offers, clock);
    private final Gate gate = new Gate(
            stores.transactions(), stores.journal(), ids, clock, quotas, () -> io.tenancy.core.access.Origin.NONE);
    private final Cursors cursors = new Cursors(master, clock);
    private final TenantDirectory directory = new TenantDirectory(stores.tenants());
    private final Outbox outbox = new Outbox(stores.mails(), Auth.mailSeal(master, random), ids);
    private final Notices notices = new Notices(stores.users(), outbox);
    private final Vouchers vouchers = new Vouchers(stores.oneTimeTokens(), random, TokenLives.DEFAULT);
    private final CrossOrigin pages =
            new CrossOrigin(Set.of(new Origin("https://console.platform.test")), stores.origins());
    private final Addresses addresses = new Addresses(stores.addresses(), stores.tenants(), stores.users(), master);
    private final UserStore listed = addresses.listing(stores.users());
    private final Admission admission = new Admission(listed, stores.credentials(), vouchers, outbox);
    private final BreakablePlaces places = new BreakablePlaces(stores.provisioner());
    private final TenantOpener opener =
            new TenantOpener(places, directory, gate, stores.roles(), stores.users(), admission, passwords, random);
    private final TenantOpener byHand = new TenantOpener(
            places, directory, gate, stores.roles(), stores.users(), admission.inHand(), passwords, random);
    private final StoreDirectory storeDirectory = stores.directory(new StoreInfo("main", "eu", false));
    private final StoreChoice choice = new StoreChoice(storeDirectory, places, new PlacementPolicy.Pinned("main"));
    private final Queue<Mail> sent = new ConcurrentLinkedQueue<>();
    private final TenantLifecycle lifecycle =
            new TenantLifecycle(stores.tenants(), directory, opener, places, gate, new Holds(stores.holds()), clock);
    private final SettingBox box = Auth.settingBox(master, random);
    private final Inheritance inheritance =
            new Inheritance(stores.settings(), stores.sharedSettings(), stores.subscriptions(), clock);
    private final SmallDns dns = new SmallDns();
    private final SettingValues values = new SettingValues(inheritance, box);
    private final Brands brands = new Brands(values, stores.logos());
    private final MailDelivery delivery = new MailDelivery(
            stores.mails(),
            outbox,
            new MailWriter(
                    gate,
                    stores.tenants(),
                    stores.users(),
                    new Letterheads(values, brands, stores.domains()),
                    admission,
                    vouchers,
                    addresses),
            sent::add,
            random,
            clock);
    private final PasswordReplacement replacement =
            new PasswordReplacement(stores.credentials(), stores.sessions(), stores.oneTimeTokens(), notices);

    private final ImportLines lines = new ImportLines(listed, stores.credentials(), passwords);
    private final ImportJob importJob = new ImportJob(stores.roles(), lines);
    private final Jobs jobs = new Jobs(stores.jobs(), stores.jobQueue(), Duration.ofDays(30));
    private final JobRunner runner = new JobRunner(gate, directory, jobs, List.of(importJob), clock);
    private final TaskRounds tasks = new TaskRounds(stores.tasks(), "node", clock);

    private final RatePolicy rates;

    InMemoryServices(RatePolicy rates) {
        this.rates = rates;
        tasks.declare(List.of(new Task(
                "jobs-1",
                "Does the steps of tenants' jobs; nodes share them.",
                new Schedule.Every(Duration.ofHours(1), Duration.ofHours(1)),
                Reach.NODE,
                Duration.ofHours(1),
                stopping -> {
                    var unused = runner.run(stopping);
                })));
    }

    /** Lets time go by for requests that are done once. */
    void goAhead(Duration by) {
        ahead = ahead.plus(by);
    }

    /** Lets time go by for everything. */
    void letPass(Duration time) {
        passed = passed.plus(time);
    }

    InMemoryStores stores() {
        return stores;
    }

    /** The mails that were sent, in their order. */
    Queue<Mail> sent() {
        var unused = delivery.run();
        return sent;
    }

    /** The token of a mail to a user of a tenant, about an address. */
    Secret mailed(Purpose purpose, String tenant, String email, String address) {
        TenantScope scope = directory.enterToVerify(tenant).orElseThrow();
        return gate.act(scope, Actor.SYSTEM, work -> {
            work.changedNothing();
            User user = stores.users().findByEmail(scope, email).orElseThrow();
            return vouchers.issue(work, user.id(), purpose, Optional.of(address))
                    .token();
        });
    }

    BreakablePlaces places() {
        return places;
    }

    /** Makes the platform's tenant, and answers with the invitation of its operator. */
    Secret inviteOperator(String email) {
        return new Bootstrap(stores.tenants(), byHand, DEFAULTS, ids, clock)
                .run(new Contact("Olga Operator", email))
                .mail()
                .map(mail -> ((Mail.Invitation) mail).token())
                .orElseThrow();
    }

    private SettingServices settings() {
        SettingKeys keys = SettingKeys.of(List.of(SampleSettings.SOURCE));
        Editing editing = new Editing(keys, inheritance, box, stores.audit(), cursors);
        return new SettingServices(
                new SettingService(gate, stores.settings(), editing),
                new OwnSettingService(gate, stores.settings(), editing),
                new PlatformSettingService(gate, stores.sharedSettings(), editing),
                new PlanSettingService(gate, stores.plans(), stores.sharedSettings(), editing),
                new BrandService(gate, brands, stores.logos()),
                brands,
                new DomainService(gate, stores.domains(), new JndiTxtRecords(List.of(dns.address())), random),
                new Hosts(stores.domains(), directory, brands));
    }

    SmallDns dns() {
        return dns;
    }

    private PasswordCheck check() {
        return new PasswordCheck(directory, stores.users(), stores.credentials(), passwords, policies, throttle, clock);
    }

    CrossOrigin pages() {
        return pages;
    }

    Services services() {
        KeyRing keys = Auth.keyRing(stores.signingKeys(), master, clock);
        Tokens tokens = Auth.tokens(
                keys,
                new TokenSettings("https://api.test", "https://api.test", "tenancy", Duration.ofSeconds(30)),
                clock);
        SessionPolicy policy = new SessionPolicy(
                Duration.ofMinutes(10), Duration.ofDays(14), Duration.ofDays(30), Duration.ofSeconds(10), 20);
        TokenPairs pairs = new TokenPairs(tokens, policy, policies, master, ids);
        SessionStarter starter = new SessionStarter(stores.sessions(), stores.users(), pairs, random);
        Visitors visitors = new Visitors(stores.visits(), policies, directory, stores.standings(), clock);
        Factors factors = new Factors(
                stores.factors(),
                stores.passkeys(),
                Auth.totp(random),
                Auth.keyBox(master, random),
                master,
                random,
                notices);
        RelyingParty party = new RelyingParty("api.test", "Tenancy", Set.of("https://api.test"));
        Passkeys passkeys = new Passkeys(gate, stores.passkeys(), Auth.webAuthn(party), party, master, random, notices);
        FactorCheck checks = new FactorCheck(factors, passkeys, clock);
        SecondStep second =
                new SecondStep(factors, stores.challenges(), policies, starter, random, ChallengePolicy.DEFAULT);
        CodeCheck codes = new CodeCheck(policies, throttle);
        Programs programs = new Programs(directory, stores.keyStandings(), new KeyUses(stores.apiKeys()), clock);
        RateGuard guard =
                new RateGuard(new InMemoryRateLimiter(clock), stores.tenants(), stores.rateBook(), rates, master);
        SessionService sessions = new SessionService(
                gate,
                directory,
                stores.sessions(),
                stores.standings(),
                tokens,
                visitors,
                programs,
                policies.platform());
        RefreshService refreshes =
                new RefreshService(gate, directory, stores.sessions(), stores.standings(), pairs, master, clock);
        Clients clients = new Clients(programs, throttle);
        return new Services(
                sessions,
                new LoginService(
                        gate, check(), stores.credentials(), passwords, passwordPolicy, starter, second, replacement),
                refreshes,
                new AcceptanceService(
                        gate,
                        directory,
                        stores.users(),
                        stores.credentials(),
                        vouchers,
                        passwords,
                        passwordPolicy,
                        clock),
                new InvitationService(gate, stores.users(), stores.roles(), admission, passwords, random, guard),
                new UserService(gate, stores.users(), stores.roles(), stores.sessions(), cursors),
                new ProfileService(gate, stores.users()),
                new RoleService(gate, stores.roles()),
                settings(),
                new JournalServices(
                        new AuditService(gate, stores.audit(), stores.users(), cursors),
                        new PlatformAuditService(gate, stores.tenants(), directory, stores.audit(), cursors),
                        new HoldService(
                                gate,
                                stores.tenants(),
                                stores.holds(),
                                new HoldNotices(gate, stores.tenants(), directory, stores.holds(), stores.audit()),
                                cursors),
                        CheckpointSigner.of(master).publicKey()),
                new TenantService(
                        gate,
                        stores.tenants(),
                        lifecycle,
                        choice,
                        WarmPlaces.NONE,
                        cursors,
                        DEFAULTS,
                        new Enrolment(stores.plans(), stores.subscriptions(), DEFAULTS.plan())),
                new OwnTenantService(gate, stores.tenants()),
                new StoreService(gate, storeDirectory, stores.provisioner(), stores.tenants(), directory),
                new ExaminationService(gate, stores.tenants(), tenant -> List.of(), clock),
                new SecurityPolicyService(gate, stores.policies(), policies),
                new OpenSessions(gate, stores.users(), stores.roles(), stores.sessions(), policies, clock),
                new UnlockService(gate, stores.users(), stores.roles(), throttle),
                new ImportService(gate, stores.roles(), lines, jobs, importJob),
                new MfaService(
                        gate,
                        directory,
                        stores.challenges(),
                        stores.credentials(),
                        checks,
                        codes,
                        starter,
                        replacement,
                        ChallengePolicy.DEFAULT,
                        clock),
                new FactorService(gate, stores.users(), stores.roles(), stores.sessions(), factors, policies, throttle),
                new StepUpService(
                        gate,
                        stores.users(),
                        stores.sessions(),
                        second,
                        checks,
                        check(),
                        codes,
                        pairs,
                        new RecentProof(stores.standings(), stores.policies(), policies.platform(), clock)),
                new SupportService(gate, directory, stores.visits(), stores.users(), policies, tokens, cursors),
                new ServiceAccountService(gate, stores.serviceAccounts(), stores.roles()),
                new ApiKeyService(
                        gate,
                        stores.apiKeys(),
                        stores.users(),
                        stores.serviceAccounts(),
                        stores.roles(),
                        ApiKeyPolicy.DEFAULT,
                        random),
                new OAuthServices(
                        new ClientTokenService(clients, tokens, policy.access(), ids, clock),
                        new IntrospectionService(clients, programs, sessions, tokens),
                        new RevocationService(clients, programs, stores.apiKeys(), refreshes, tokens, gate)),
                new AccessServices(
                        new GrantService(gate, stores.users(), stores.roles(), stores.grants()),
                        new ExplanationService(gate, stores.users(), stores.roles()),
                        new GroupService(gate, stores.groups(), stores.roles(), cursors),
                        new MemberService(gate, stores.groups(), stores.users(), stores.roles(), cursors),
                        new DecisionService(
                                gate, new StoredAuthorities(stores.users(), stores.serviceAccounts(), stores.roles()))),
                keys,
                new KeyService(
                        gate,
                        new KeyRotation(
                                stores.signingKeys(),
                                keys,
                                new KeyPolicy(Duration.ZERO, Duration.ofMinutes(11), Duration.ofMinutes(5))),
                        stores.tenants(),
                        directory,
                        clock),
                new RecoveryService(
                        gate,
                        directory,
                        stores.users(),
                        vouchers,
                        passwords,
                        passwordPolicy,
                        replacement,
                        new MailRequests(throttle, outbox, clock),
                        throttle,
                        clock),
                new AddressService(gate, directory, listed, vouchers, new MailRequests(throttle, outbox, clock), clock),
                new PasskeyService(
                        gate, stores.users(), stores.passkeys(), passkeys, factors, stores.sessions(), policies, clock),
                new PasskeyLoginService(gate, directory, passkeys, policies, throttle, starter, clock),
                new OnceService(gate, stores.once(), master, random, new OncePolicy(Duration.ofDays(1), KEPT), later),
                guard,
                new RateService(gate, stores.tenants(), rateBook(), rates),
                new BackgroundServices(new TaskService(gate, tasks), new JobService(gate, jobs, cursors)),
                plans(),
                flags(),
                webhooks(),
                usage(),
                new InvoiceService(
                        gate,
                        stores.tenants(),
                        stores.subscriptions(),
                        new InvoiceService.Billing(stores.invoices(), dunning()),
                        cursors),
                new BillerEventService(
                        gate,
                        stores.tenants(),
                        directory,
                        stores.billers(),
                        new BillerEventService.Billing(
                                Optional.empty(), new BilledInvoices(stores.invoices(), dunning()), clock)),
                rights());
    }

    private Dunning dunning() {
        return new Dunning(
                gate,
                stores.tenants(),
                directory,
                stores.invoices(),
                new DunningPolicy(Duration.ofDays(7), Duration.ofDays(14)));
    }

    private RightsServices rights() {
        NoRows rows = new NoRows();
        InMemoryArchiveStore kept = new InMemoryArchiveStore();
        Archives archives = new Archives(kept, rows, jobs, new ArchiveLimits(Duration.ofDays(7), 1 << 20));
        io.tenancy.core.archive.ImportJob imports = new io.tenancy.core.archive.ImportJob(
                rows,
                kept,
                stores.users(),
                new Addresses(stores.addresses(), stores.tenants(), stores.users(), master));
        ErasureJob erasures = new ErasureJob(
                rows,
                stores.personalEntries(),
                new JournalSealer(stores.transactions(), stores.chain(), stores.checkpoints(), master, clock),
                new Holds(stores.holds()));
        return new RightsServices(
                new ExportService(gate, stores.users(), archives),
                new TenantArchiveService(
                        gate, directory, archives, new Intake(gate, archives, rows, jobs, imports), jobs),
                new ErasureService(gate, stores.users(), stores.roles(), jobs, erasures, new Holds(stores.holds())));
    }

    private WebhookServices webhooks() {
        WebhookBook book =
                new WebhookBook(stores.webhooks(), stores.deliveries(), stores.webhookQueue(), stores.chain());
        Receivers receivers = new Receivers(new HttpWebhookSender(false), false);
        Signer signer = new Signer(Auth.webhookSeal(master, random), random);
        Courier courier = new Courier(book, receivers, signer, ids, clock);
        return new WebhookServices(
                new WebhookService(gate, book, receivers, signer, cursors),
                new DeliveryService(gate, book, courier, cursors));
    }

    private RateBook rateBook() {
        return new PlannedRates(stores.rateBook(), stores.subscriptions(), clock);
    }

    private UsageServices usage() {
        Meters meters =
                new Meters(List.of(MeterDefinition.parse("messages=count"), MeterDefinition.parse("bytes=sum")));
        return new UsageServices(
                new UsageService(
                        gate, stores.usage(), meters, new UsagePolicy(Duration.ofDays(7), Duration.ofDays(90))),
                new TenantUsageService(
                        gate, stores.tenants(), directory, stores.usage(), stores.requestDays(), meters, clock),
                new CensusService(gate, stores.tenants(), directory, stores.users(), stores.census(), clock),
                new RequestCounts(stores.usage(), stores.requestDays(), directory, "node", clock));
    }

    private PlanServices plans() {
        Uses uses = Uses.of(
                        stores.users(),
                        stores.roles(),
                        stores.groups(),
                        stores.serviceAccounts(),
                        stores.apiKeys(),
                        clock)
                .with(Entitlements.WEBHOOKS, stores.webhooks()::count);
        return new PlanServices(
                new PlanService(gate, stores.plans(), cursors, name -> true),
                new SubscriptionService(
                        gate,
                        stores.tenants(),
                        directory,
                        stores.plans(),
                        stores.subscriptions(),
                        uses,
                        PlanEnd.UNHEARD),
                new ExemptionService(gate, stores.tenants(), directory, stores.subscriptions(), uses),
                new OwnSubscriptionService(gate, stores.subscriptions(), offers, uses));
    }

    private FlagServices flags() {
        FlagEvaluation evaluation = new FlagEvaluation(
                gate, new StoredFlags(stores.flags(), stores.features(), stores.roles()), stores.subscriptions());
        return new FlagServices(
                new FlagService(gate, stores.flags(), stores.plans(), cursors),
                new TenantFlagService(gate, stores.tenants(), stores.flags()),
                new OwnFlagService(gate, stores.flags(), stores.features(), evaluation, cursors),
                new UserFeatureService(gate, stores.flags(), stores.features(), stores.users()),
                evaluation);
    }
}
