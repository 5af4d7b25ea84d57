package io.tenancy.testkit;

import io.tenancy.core.Cursors;
import io.tenancy.core.MasterKey;
import io.tenancy.core.Secret;
import io.tenancy.core.access.Caller;
import io.tenancy.core.access.Gate;
import io.tenancy.core.access.JournalEntry;
import io.tenancy.core.access.Origin;
import io.tenancy.core.account.AddressService;
import io.tenancy.core.account.Addresses;
import io.tenancy.core.account.Letterheads;
import io.tenancy.core.account.MailDelivery;
import io.tenancy.core.account.MailRequests;
import io.tenancy.core.account.MailWriter;
import io.tenancy.core.account.RecoveryService;
import io.tenancy.core.apikey.ApiKeyPolicy;
import io.tenancy.core.apikey.ApiKeyService;
import io.tenancy.core.audit.AuditQuery;
import io.tenancy.core.audit.AuditService;
import io.tenancy.core.brand.BrandService;
import io.tenancy.core.brand.Brands;
import io.tenancy.core.counting.RateLimit;
import io.tenancy.core.credential.PasswordPolicy;
import io.tenancy.core.credential.TokenLives;
import io.tenancy.core.credential.Vouchers;
import io.tenancy.core.domain.DomainService;
import io.tenancy.core.domain.DomainWatch;
import io.tenancy.core.domain.Hosts;
import io.tenancy.core.entitlement.Entitlements;
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
import io.tenancy.core.hold.Holds;
import io.tenancy.core.invitation.Acceptance;
import io.tenancy.core.invitation.AcceptanceService;
import io.tenancy.core.invitation.Admission;
import io.tenancy.core.invitation.ImportJob;
import io.tenancy.core.invitation.ImportLines;
import io.tenancy.core.invitation.ImportService;
import io.tenancy.core.invitation.InvitationService;
import io.tenancy.core.job.JobRunner;
import io.tenancy.core.job.JobService;
import io.tenancy.core.job.Jobs;
import io.tenancy.core.login.FactorCheck;
import io.tenancy.core.login.Login;
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
import io.tenancy.core.login.SignIn;
import io.tenancy.core.login.StepUpService;
import io.tenancy.core.login.TokenPair;
import io.tenancy.core.login.TokenPairs;
import io.tenancy.core.login.UnlockService;
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
import io.tenancy.core.passkey.Passkeys;
import io.tenancy.core.passkey.RelyingParty;
import io.tenancy.core.plan.PlanService;
import io.tenancy.core.platform.Bootstrap;
import io.tenancy.core.platform.NewTenant;
import io.tenancy.core.platform.OwnTenantService;
import io.tenancy.core.platform.PlatformDefaults;
import io.tenancy.core.platform.Provisioner;
import io.tenancy.core.platform.StoreChoice;
import io.tenancy.core.platform.StoreService;
import io.tenancy.core.platform.TenantHousekeeping;
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
import io.tenancy.core.ratelimit.RateGuard;
import io.tenancy.core.ratelimit.RatePolicy;
import io.tenancy.core.role.RoleService;
import io.tenancy.core.serviceaccount.ServiceAccountService;
import io.tenancy.core.session.Client;
import io.tenancy.core.session.OpenSessions;
import io.tenancy.core.session.SessionService;
import io.tenancy.core.setting.Editing;
import io.tenancy.core.setting.Inheritance;
import io.tenancy.core.setting.OwnSettingService;
import io.tenancy.core.setting.PlanSettingService;
import io.tenancy.core.setting.PlatformSettingService;
import io.tenancy.core.setting.SettingKeys;
import io.tenancy.core.setting.SettingService;
import io.tenancy.core.setting.SettingValues;
import io.tenancy.core.store.PlacementPolicy;
import io.tenancy.core.store.StoreInfo;
import io.tenancy.core.subscription.Enrolment;
import io.tenancy.core.subscription.ExemptionService;
import io.tenancy.core.subscription.Offers;
import io.tenancy.core.subscription.OwnSubscriptionService;
import io.tenancy.core.subscription.PlanEnd;
import io.tenancy.core.subscription.PlanQuotas;
import io.tenancy.core.subscription.SubscriptionService;
import io.tenancy.core.subscription.Uses;
import io.tenancy.core.support.SupportService;
import io.tenancy.core.support.Visitors;
import io.tenancy.core.tenant.Contact;
import io.tenancy.core.tenant.Isolation;
import io.tenancy.core.tenant.Tenant;
import io.tenancy.core.tenant.TenantDirectory;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.core.throttle.Throttle;
import io.tenancy.core.throttle.ThrottlePolicy;
import io.tenancy.core.user.NewUser;
import io.tenancy.core.user.ProfileService;
import io.tenancy.core.user.User;
import io.tenancy.core.user.UserService;
import io.tenancy.core.user.UserStore;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Every use case on stores in memory: for tests, and for trying the library without a database. */
public final class InMemoryPlatform {
    /** The password that everybody chooses here. */
    public static final Secret PASSWORD = new Secret("a password of some length");

    /** From where everybody signs in here. */
    public static final Client CLIENT = new Client(Optional.of("192.0.2.7"), Optional.of("test"));

    /** Access 10 min, idle 14 d, absolute 30 d, a grace of 10 s. */
    public static final SessionPolicy POLICY = new SessionPolicy(
            Duration.ofMinutes(10), Duration.ofDays(14), Duration.ofDays(30), Duration.ofSeconds(10), 20);

    public final TestClock clock = new TestClock();
    public final TestIds ids = new TestIds();
    public final CapturedMail mail = new CapturedMail();
    public final MasterKey key = MasterKey.ofBase64(Base64.getEncoder().encodeToString(new byte[32]));
    public final Stores stores;
    public final PlainPasswords passwords;
    public final InMemoryTokens tokens = new InMemoryTokens(clock);
    public final Gate gate;
    public final PlanQuotas quotas;
    public final PlanService plans;
    public final SubscriptionService subscriptions;
    public final ExemptionService exemptions;
    private final Uses uses;
    public final OwnSubscriptionService ownSubscription;
    public final TenantDirectory directory;
    public final SessionService sessions;
    public final Throttle throttle;
    public final LoginService logins;
    public final RefreshService refreshes;
    public final AcceptanceService acceptances;
    public final InvitationService invitations;
    public final UserService users;
    public final OpenSessions openSessions;
    public final UnlockService unlocks;
    public final SecondStep second;
    public final FactorService factors;

    public final Notices notices;
    public final MfaService mfa;
    public final PasskeyService passkeys;
    public final PasskeyLoginService passkeyLogins;
    public final StepUpService stepUps;
    public final ImportService imports;
    public final ProfileService profiles;
    public final RoleService roles;
    public final SettingService settings;
    public final OwnSettingService ownSettings;
    public final PlatformSettingService platformSettings;
    public final PlanSettingService planSettings;
    public final SettingValues values;
    public final Brands brands;
    public final BrandService brand;
    public final DomainService domains;
    public final DomainWatch domainWatch;
    public final Hosts hosts;

    /** What DNS says. */
    public final InMemoryTxtRecords dns = new InMemoryTxtRecords();

    public final AuditService audit;
    public final SecurityPolicies policies;
    public final SecurityPolicyService securityPolicy;
    public final SupportService support;
    public final InMemoryStoreDirectory storeDirectory;
    public final StoreService storeService;
    public final TenantLifecycle lifecycle;
    public final TenantService tenants;
    public final OwnTenantService ownTenant;
    public final TenantHousekeeping housekeeping;
    public final JobService jobs;
    public final JobRunner jobRunner;
    public final Bootstrap bootstrap;
    public final KeyUses keyUses;
    public final MailDelivery delivery;
    public final RecoveryService recoveries;
    public final AddressService addressService;
    public final Addresses addresses;
    public final Programs programs;
    public final GrantService grants;
    public final ExplanationService explanations;
    public final GroupService groups;
    public final MemberService members;
    public final ServiceAccountService serviceAccounts;
    public final ApiKeyService apiKeys;
    public final ClientTokenService clientTokens;
    public final IntrospectionService introspections;
    public final RevocationService revocations;
    public final FlagService flags;
    public final TenantFlagService tenantFlags;
    public final FlagEvaluation flagEvaluation;
    public final OwnFlagService ownFlags;
    public final UserFeatureService userFeatures;

    /** A platform without a tenant. */
    public InMemoryPlatform() {
        this(new InMemoryStores(), POLICY);
    }

    public InMemoryPlatform(InMemoryStores memory, SessionPolicy policy) {
        this(memory, memory, memory.provisioner(), policy);
    }

    /**
     * A platform whose stores are not, or not all, those in memory.
     *
     * @param memory knows which thread is in a transaction
     */
    public InMemoryPlatform(InMemoryStores memory, Stores stores, Provisioner provisioner, SessionPolicy policy) {
        SecureRandom random = new SecureRandom();
        this.stores = stores;
        passwords = new PlainPasswords(memory::isInTransaction);
        Offers offers = new Offers(stores.plans());
        quotas = new PlanQuotas(stores.subscriptions(), offers, clock);
        gate = new Gate(stores.transactions(), stores.journal(), ids, clock, quotas, () -> Origin.NONE);
        directory = new TenantDirectory(stores.tenants());
        policies = new SecurityPolicies(stores.policies(), standard(policy));
        Cursors cursors = new Cursors(key, clock);
        TokenPairs pairs = new TokenPairs(tokens, policy, policies, key, ids);
        PlatformDefaults defaults = new PlatformDefaults(Isolation.SHARED, "main", "free", "eu", Duration.ofDays(30));
        Outbox outbox = new Outbox(stores.mails(), new PlainSeal(), ids);
        notices = new Notices(stores.users(), outbox);
        Vouchers vouchers = new Vouchers(stores.oneTimeTokens(), random, TokenLives.DEFAULT);
        Addresses addressBook = new Addresses(stores.addresses(), stores.tenants(), stores.users(), key);
        UserStore listed = addressBook.listing(stores.users());
        addresses = addressBook;
        Admission admission = new Admission(listed, stores.credentials(), vouchers, outbox);
        Inheritance inheritance =
                new Inheritance(stores.settings(), stores.sharedSettings(), stores.subscriptions(), clock);
        values = new SettingValues(inheritance, new PlainBox());
        brands = new Brands(values, stores.logos());
        brand = new BrandService(gate, brands, stores.logos());
        domains = new DomainService(gate, stores.domains(), dns, random);
        domainWatch = new DomainWatch(gate, directory, stores.domains(), dns);
        hosts = new Hosts(stores.domains(), directory, brands);
        Letterheads letterheads = new Letterheads(values, brands, stores.domains());
        MailWriter writer =
                new MailWriter(gate, stores.tenants(), stores.users(), letterheads, admission, vouchers, addressBook);
        delivery = new MailDelivery(stores.mails(), outbox, writer, mail, random, clock);
        mail.deliverBy(delivery::run);
        TenantOpener opener = new TenantOpener(
                provisioner, directory, gate, stores.roles(), stores.users(), admission, passwords, random);
        keyUses = new KeyUses(stores.apiKeys());
        programs = new Programs(directory, stores.keyStandings(), keyUses, clock);
        throttle = new Throttle(stores.throttles(), ThrottlePolicy.DEFAULT, key, clock);
        PasswordPolicy policyOfPasswords = new PasswordPolicy(policies, "id.example.com");
        Visitors visitors = new Visitors(stores.visits(), policies, directory, stores.standings(), clock);
        sessions = new SessionService(
                gate,
                directory,
                stores.sessions(),
                stores.standings(),
                tokens,
                visitors,
                programs,
                policies.platform());
        support = new SupportService(gate, directory, stores.visits(), stores.users(), policies, tokens, cursors);
        securityPolicy = new SecurityPolicyService(gate, stores.policies(), policies);
        SessionStarter starter = new SessionStarter(stores.sessions(), stores.users(), pairs, random);
        PasswordCheck check = new PasswordCheck(
                directory, stores.users(), stores.credentials(), passwords, policies, throttle, clock);
        PlainTotp totp = new PlainTotp();
        Factors secondFactors = new Factors(stores.factors(), stores.passkeys(), totp, totp, key, random, notices);
        RelyingParty party = new RelyingParty("id.example.com", "Tenancy", Set.of("https://id.example.com"));
        Passkeys keysOfPeople = new Passkeys(gate, stores.passkeys(), new PlainWebAuthn(), party, key, random, notices);
        FactorCheck factorCheck = new FactorCheck(secondFactors, keysOfPeople, clock);
        second = new SecondStep(secondFactors, stores.challenges(), policies, starter, random, ChallengePolicy.DEFAULT);
        CodeCheck codes = new CodeCheck(policies, throttle);
        PasswordReplacement replacement =
                new PasswordReplacement(stores.credentials(), stores.sessions(), stores.oneTimeTokens(), notices);
        logins = new LoginService(
                gate, check, stores.credentials(), passwords, policyOfPasswords, starter, second, replacement);
        mfa = new MfaService(
                gate,
                directory,
                stores.challenges(),
                stores.credentials(),
                factorCheck,
                codes,
                starter,
                replacement,
                ChallengePolicy.DEFAULT,
                clock);
        stepUps = new StepUpService(
                gate,
                stores.users(),
                stores.sessions(),
                second,
                factorCheck,
                check,
                codes,
                pairs,
                new RecentProof(stores.standings(), stores.policies(), policies.platform(), clock));
        factors = new FactorService(
                gate, stores.users(), stores.roles(), stores.sessions(), secondFactors, policies, throttle);
        passkeys = new PasskeyService(
                gate,
                stores.users(),
                stores.passkeys(),
                keysOfPeople,
                secondFactors,
                stores.sessions(),
                policies,
                clock);
        passkeyLogins = new PasskeyLoginService(gate, directory, keysOfPeople, policies, throttle, starter, clock);
        refreshes = new RefreshService(gate, directory, stores.sessions(), stores.standings(), pairs, key, clock);
        acceptances = new AcceptanceService(
                gate, directory, stores.users(), stores.credentials(), vouchers, passwords, policyOfPasswords, clock);
        invitations = new InvitationService(
                gate, stores.users(), stores.roles(), admission, passwords, random, rates(stores, clock, key));
        users = new UserService(gate, stores.users(), stores.roles(), stores.sessions(), cursors);
        openSessions = new OpenSessions(gate, stores.users(), stores.roles(), stores.sessions(), policies, clock);
        unlocks = new UnlockService(gate, stores.users(), stores.roles(), throttle);
        ImportLines lines = new ImportLines(listed, stores.credentials(), passwords);
        ImportJob importJob = new ImportJob(stores.roles(), lines);
        Jobs jobsOfTenants = new Jobs(stores.jobs(), stores.jobQueue(), Duration.ofDays(30));
        imports = new ImportService(gate, stores.roles(), lines, jobsOfTenants, importJob);
        jobs = new JobService(gate, jobsOfTenants, cursors);
        jobRunner = new JobRunner(gate, directory, jobsOfTenants, List.of(importJob), clock);
        profiles = new ProfileService(gate, stores.users());
        roles = new RoleService(gate, stores.roles());
        Editing editing = new Editing(
                SettingKeys.of(List.of(SampleSettings.SOURCE)), inheritance, new PlainBox(), stores.audit(), cursors);
        settings = new SettingService(gate, stores.settings(), editing);
        ownSettings = new OwnSettingService(gate, stores.settings(), editing);
        planSettings = new PlanSettingService(gate, stores.plans(), stores.sharedSettings(), editing);
        platformSettings = new PlatformSettingService(gate, stores.sharedSettings(), editing);
        audit = new AuditService(gate, stores.audit(), stores.users(), cursors);
        storeDirectory = memory.directory(new StoreInfo("main", "eu", false), new StoreInfo("second", "us", false));
        storeService = new StoreService(gate, storeDirectory, provisioner, stores.tenants(), directory);
        StoreChoice choice = new StoreChoice(storeDirectory, provisioner, new PlacementPolicy.Pinned("main"));
        lifecycle = new TenantLifecycle(
                stores.tenants(), directory, opener, provisioner, gate, new Holds(stores.holds()), clock);
        Enrolment enrolment = new Enrolment(stores.plans(), stores.subscriptions(), defaults.plan());
        tenants = new TenantService(
                gate, stores.tenants(), lifecycle, choice, WarmPlaces.NONE, cursors, defaults, enrolment);
        uses = Uses.of(
                        stores.users(),
                        stores.roles(),
                        stores.groups(),
                        stores.serviceAccounts(),
                        stores.apiKeys(),
                        clock)
                .with(Entitlements.WEBHOOKS, stores.webhooks()::count);
        plans = new PlanService(gate, stores.plans(), cursors, name -> true);
        flags = new FlagService(gate, stores.flags(), stores.plans(), cursors);
        tenantFlags = new TenantFlagService(gate, stores.tenants(), stores.flags());
        flagEvaluation = new FlagEvaluation(
                gate, new StoredFlags(stores.flags(), stores.features(), stores.roles()), stores.subscriptions());
        ownFlags = new OwnFlagService(gate, stores.flags(), stores.features(), flagEvaluation, cursors);
        userFeatures = new UserFeatureService(gate, stores.flags(), stores.features(), stores.users());
        subscriptions = subscriptions(PlanEnd.UNHEARD);
        exemptions = new ExemptionService(gate, stores.tenants(), directory, stores.subscriptions(), uses);
        ownSubscription = new OwnSubscriptionService(gate, stores.subscriptions(), offers, uses);
        ownTenant = new OwnTenantService(gate, stores.tenants());
        grants = new GrantService(gate, stores.users(), stores.roles(), stores.grants());
        explanations = new ExplanationService(gate, stores.users(), stores.roles());
        groups = new GroupService(gate, stores.groups(), stores.roles(), cursors);
        members = new MemberService(gate, stores.groups(), stores.users(), stores.roles(), cursors);
        serviceAccounts = new ServiceAccountService(gate, stores.serviceAccounts(), stores.roles());
        apiKeys = new ApiKeyService(
                gate,
                stores.apiKeys(),
                stores.users(),
                stores.serviceAccounts(),
                stores.roles(),
                ApiKeyPolicy.DEFAULT,
                random);
        Clients clients = new Clients(programs, throttle);
        clientTokens = new ClientTokenService(clients, tokens, policy.access(), ids, clock);
        introspections = new IntrospectionService(clients, programs, sessions, tokens);
        revocations = new RevocationService(clients, programs, stores.apiKeys(), refreshes, tokens, gate);
        housekeeping = new TenantHousekeeping(stores.tenants(), lifecycle, WarmPlaces.NONE, clock);
        TenantOpener byHand = new TenantOpener(
                provisioner, directory, gate, stores.roles(), stores.users(), admission.inHand(), passwords, random);
        bootstrap = new Bootstrap(stores.tenants(), byHand, defaults, ids, clock);
        MailRequests requests = new MailRequests(throttle, outbox, clock);
        addressService = new AddressService(gate, directory, listed, vouchers, requests, clock);
        recoveries = new RecoveryService(
                gate,
                directory,
                stores.users(),
                vouchers,
                passwords,
                policyOfPasswords,
                replacement,
                requests,
                throttle,
                clock);
    }

    private static RateGuard rates(Stores stores, TestClock clock, MasterKey key) {
        Map<RateLimit, Integer> numbers = new EnumMap<>(RatePolicy.unlimited().standard());
        numbers.put(RateLimit.INVITATION, 100);
        numbers.put(RateLimit.INVITED, 5);
        RatePolicy policy = new RatePolicy(numbers, Map.of());
        return new RateGuard(new InMemoryRateLimiter(clock), stores.tenants(), stores.rateBook(), policy, key);
    }

    private static SecurityPolicy standard(SessionPolicy policy) {
        return new SecurityPolicy(
                15, 8, 5, policy.idle(), policy.absolute(), MfaPolicy.OPTIONAL, Duration.ofMinutes(10), true);
    }

    /** The first operator, signed in; the platform's tenant is made if it is not there. */
    /** What operators do with subscriptions, where somebody hears of the end of a plan. */
    public SubscriptionService subscriptions(PlanEnd end) {
        return new SubscriptionService(
                gate, stores.tenants(), directory, stores.plans(), stores.subscriptions(), uses, end);
    }

    public Caller operator() {
        if (stores.tenants().findBySlug(Tenant.PLATFORM).isEmpty()) {
            bootstrap
                    .run(new Contact("Olga Operator", "olga@example.org"))
                    .mail()
                    .ifPresent(mail::send);
            accept("olga@example.org");
        }
        return signIn(Tenant.PLATFORM, "olga@example.org");
    }

    /** The owner of a new tenant, signed in; the address is {@code owner@} the slug {@code .example.org}. */
    public Caller owner(String slug) {
        String email = "owner@" + slug + ".example.org";
        Contact contact = new Contact("Owner of " + slug, email);
        NewTenant wanted = new NewTenant(
                slug,
                "Name of " + slug,
                contact,
                null,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        tenants.create(operator(), wanted);
        accept(email);
        return signIn(slug, email);
    }

    /** A new active user whom the caller has invited, signed in. */
    public Caller user(Caller by, String email, String... roles) {
        invitations.invite(by, new NewUser(email, "Name of " + email, Set.of(roles)));
        accept(email);
        return signIn(scope(by).slug(), email);
    }

    /** The user who has accepted the last invitation to an address, with {@link #PASSWORD}. */
    public User accept(String email) {
        return acceptances.accept(new Acceptance(mail.invitation(email), PASSWORD));
    }

    public TokenPair login(String slug, String email) {
        return (TokenPair) begin(slug, email);
    }

    /** The first half of a sign-in, which is the whole where nobody asks for a second factor. */
    public SignIn begin(String slug, String email) {
        return logins.login(new Login(slug, email, PASSWORD), CLIENT);
    }

    public Caller signIn(String slug, String email) {
        return sessions.authenticate(login(slug, email).accessToken()).orElseThrow();
    }

    /** The scope of the caller's tenant, which a test needs to look into the stores. */
    public TenantScope scope(Caller caller) {
        return TestTenants.enter(stores.tenants().find(caller.tenant()).orElseThrow());
    }

    /** The journal of the caller's tenant, the oldest entry first. */
    public List<JournalEntry> journal(Caller caller) {
        List<JournalEntry> entries =
                new ArrayList<>(stores.audit().list(scope(caller), AuditQuery.ALL, Optional.empty(), 100_000));
        Collections.reverse(entries);
        return entries;
    }

    /** The actions in the journal of the caller's tenant, the oldest first. */
    public List<String> actions(Caller caller) {
        return journal(caller).stream().map(JournalEntry::action).toList();
    }
}
