package io.tenancy.server;

import static java.util.Objects.requireNonNull;

import io.tenancy.auth.Auth;
import io.tenancy.auth.KeyRing;
import io.tenancy.auth.WaitingRoom;
import io.tenancy.core.Cursors;
import io.tenancy.core.UuidV7;
import io.tenancy.core.access.Gate;
import io.tenancy.core.account.Addresses;
import io.tenancy.core.account.MailDelivery;
import io.tenancy.core.apikey.ApiKeyService;
import io.tenancy.core.biller.BillerRounds.Done;
import io.tenancy.core.credential.PasswordPolicy;
import io.tenancy.core.credential.Passwords;
import io.tenancy.core.decision.DecisionService;
import io.tenancy.core.examination.ExaminationService;
import io.tenancy.core.feature.FlagEvaluation;
import io.tenancy.core.grant.ExplanationService;
import io.tenancy.core.grant.GrantService;
import io.tenancy.core.group.GroupService;
import io.tenancy.core.group.MemberService;
import io.tenancy.core.invitation.AcceptanceService;
import io.tenancy.core.invitation.Admission;
import io.tenancy.core.invitation.ImportLines;
import io.tenancy.core.invitation.InvitationService;
import io.tenancy.core.key.KeyRotation;
import io.tenancy.core.login.PasswordReplacement;
import io.tenancy.core.login.RefreshService;
import io.tenancy.core.login.TokenPairs;
import io.tenancy.core.login.UnlockService;
import io.tenancy.core.mail.Sender;
import io.tenancy.core.mfa.FactorService;
import io.tenancy.core.mfa.Factors;
import io.tenancy.core.mfa.PasskeyService;
import io.tenancy.core.oauth.ClientTokenService;
import io.tenancy.core.oauth.Clients;
import io.tenancy.core.oauth.IntrospectionService;
import io.tenancy.core.oauth.RevocationService;
import io.tenancy.core.once.OnceService;
import io.tenancy.core.passkey.Passkeys;
import io.tenancy.core.platform.Bootstrap;
import io.tenancy.core.platform.KeyService;
import io.tenancy.core.platform.OncePruning;
import io.tenancy.core.platform.OwnTenantService;
import io.tenancy.core.platform.StoreChoice;
import io.tenancy.core.platform.StoreService;
import io.tenancy.core.platform.TenantHousekeeping;
import io.tenancy.core.platform.TenantLifecycle;
import io.tenancy.core.platform.TenantOpener;
import io.tenancy.core.platform.TenantService;
import io.tenancy.core.platform.WarmPlaces;
import io.tenancy.core.policy.SecurityPolicies;
import io.tenancy.core.policy.SecurityPolicyService;
import io.tenancy.core.program.KeyUses;
import io.tenancy.core.program.Programs;
import io.tenancy.core.role.RoleService;
import io.tenancy.core.serviceaccount.ServiceAccountService;
import io.tenancy.core.session.OpenSessions;
import io.tenancy.core.session.SessionService;
import io.tenancy.core.session.Tokens;
import io.tenancy.core.setting.CrossOrigin;
import io.tenancy.core.setting.SettingValues;
import io.tenancy.core.subscription.PlanQuotas;
import io.tenancy.core.support.SupportService;
import io.tenancy.core.support.Visitors;
import io.tenancy.core.tenant.TenantDirectory;
import io.tenancy.core.throttle.Throttle;
import io.tenancy.core.usage.MeteredUse;
import io.tenancy.core.user.ProfileService;
import io.tenancy.core.user.UserService;
import io.tenancy.core.webhook.WebhookDelivery;
import io.tenancy.persistence.Persistence;
import io.tenancy.server.api.RequestOrigin;
import io.tenancy.server.config.Settings;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Puts the use cases together with the adapters behind their ports. It knows nothing of HTTP. */
public final class Assembly {
    private static final String PRODUCT = "tenancy";

    private final Persistence stores;
    private final Settings settings;
    private final Sender sender;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();
    private final Supplier<UUID> ids;
    private final Planning planning;
    private final PlanServices plans;
    private final FlagServices flags;
    private final Metering metering;
    private final Invoicing invoicing;
    private final Journals journals;
    private final Gate gate;
    private final Cursors cursors;
    private final Passwords passwords;
    /** For requests: knows a tenant from memory for a moment. */
    private final TenantDirectory directory;
    /** For provisioning: sees a tenant that was added just now. */
    private final TenantDirectory freshDirectory;

    private final SecurityPolicies policies;
    private final PasswordPolicy passwordPolicy;
    private final WaitingRoom hashing;
    private final Throttle throttle;
    private final Factors factors;
    private final Passkeys passkeys;
    private final TenantOpener opener;
    private final WarmPlaces warmPlaces;
    private final KeyUses keyUses;
    private final Programs programs;
    private final Customizing customizing;
    private final Mails mails;
    private final Rating rating;
    private final PasswordReplacement replacement;
    private final OncePruning oncePruning;
    private final BackgroundWork background;
    private final Webhooks webhooks;

    public Assembly(Persistence stores, Settings settings, Sender sender, InstantSource clock) {
        this.stores = requireNonNull(stores);
        this.settings = requireNonNull(settings);
        this.sender = requireNonNull(sender);
        this.clock = inMicroseconds(clock);
        this.ids = new UuidV7(clock);
        this.directory = new TenantDirectory(stores.cachedTenants());
        this.freshDirectory = new TenantDirectory(stores.tenants());
        this.planning = new Planning(stores, this.clock);
        this.journals = new Journals(stores, settings, freshDirectory, this.clock);
        this.gate = new Gate(
                journals.transactions(), stores.journal(), ids, this.clock, planning.quotas(), RequestOrigin::current);
        this.cursors = new Cursors(settings.masterKey(), clock);
        this.hashing = new WaitingRoom(
                settings.hashing().parallel(), settings.hashing().queue());
        this.passwords = Auth.passwords(hashing, settings.hashing().cost(), random);
        this.throttle = new Throttle(stores.throttles(), settings.throttling(), settings.masterKey(), this.clock);
        this.customizing = new Customizing(stores, settings, random, this.clock);
        this.mails = new Mails(stores, settings, throttle, ids, random, this.clock);
        this.factors = new Factors(
                stores.factors(),
                stores.passkeys(),
                Auth.totp(random),
                Auth.keyBox(settings.masterKey(), random),
                settings.masterKey(),
                random,
                mails.notices());
        this.replacement = new PasswordReplacement(
                stores.credentials(), stores.sessions(), stores.oneTimeTokens(), mails.notices());
        this.passkeys = new Passkeys(
                gate,
                stores.passkeys(),
                Auth.webAuthn(settings.passkeys()),
                settings.passkeys(),
                settings.masterKey(),
                random,
                mails.notices());
        this.policies = new SecurityPolicies(stores.policies(), settings.security());
        this.passwordPolicy = new PasswordPolicy(
                policies, PRODUCT, String.valueOf(settings.baseUrl().getHost()));
        this.warmPlaces = stores.warmPlaces(settings.warmUp(), ids, this.clock);
        this.keyUses = new KeyUses(stores.apiKeys());
        this.programs = new Programs(directory, stores.keyStandings(), keyUses, this.clock);
        this.rating = new Rating(stores, settings, this.clock);
        this.oncePruning = new OncePruning(stores.tenants(), directory, stores.once(), this.clock);
        this.opener = opener(mails.admission());
        this.flags = FlagServices.of(stores, gate, cursors);
        this.webhooks = new Webhooks(stores, settings, ids, this.clock);
        this.metering = new Metering(stores, settings.usage(), directory, ids.get(), this.clock);
        this.invoicing = new Invoicing(stores, gate, freshDirectory, settings.usage(), metering, this.clock);
        this.plans = planning.services(gate, freshDirectory, cursors, metering, invoicing.planEnd());
        this.background = new BackgroundWork(
                stores,
                gate,
                freshDirectory,
                new ImportLines(mails.listedUsers(), stores.credentials(), passwords),
                mails.addresses(),
                journals.sealer(),
                cursors,
                settings.background(),
                this.clock);
    }

    private TenantOpener opener(Admission way) {
        return new TenantOpener(
                stores.provisioner(), freshDirectory, gate, stores.roles(), stores.users(), way, passwords, random);
    }

    /** What PostgreSQL can keep of a time, so that what is read is what was written. */
    private static InstantSource inMicroseconds(InstantSource clock) {
        requireNonNull(clock);
        return () -> clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /**
     * Every use case of the HTTP API. The first call for a database makes its first signing keys.
     *
     * @throws Refusal if the master key does not open the signing keys of the database
     */
    public Services services() {
        KeyRing keys = keys();
        KeyService signingKeys = signingKeys(keys);
        signingKeys.run();
        Tokens tokens = Auth.tokens(keys, settings.tokens(), clock);
        TokenPairs pairs = new TokenPairs(tokens, settings.sessions(), policies, settings.masterKey(), ids);
        SessionService sessions = new SessionService(
                gate,
                directory,
                stores.sessions(),
                stores.standings(),
                tokens,
                visitors(),
                programs,
                policies.platform());
        RefreshService refreshes = new RefreshService(
                gate, directory, stores.sessions(), stores.standings(), pairs, settings.masterKey(), clock);
        SignIns signIns = new SignIns(
                gate,
                directory,
                stores,
                passwords,
                passwordPolicy,
                policies,
                throttle,
                factors,
                passkeys,
                replacement,
                settings.secondStep());
        SignIns.Made made = signIns.on(pairs, random, clock);
        return new Services(
                sessions,
                made.logins(),
                refreshes,
                acceptances(),
                invitations(),
                new UserService(gate, stores.users(), stores.roles(), stores.sessions(), cursors),
                new ProfileService(gate, stores.users()),
                new RoleService(gate, stores.roles()),
                customizing.services(gate, cursors),
                journals.services(gate, cursors),
                tenants(),
                new OwnTenantService(gate, stores.tenants()),
                stores(),
                new ExaminationService(gate, stores.tenants(), stores.examiner(clock), clock),
                new SecurityPolicyService(gate, stores.policies(), policies),
                new OpenSessions(gate, stores.users(), stores.roles(), stores.sessions(), policies, clock),
                new UnlockService(gate, stores.users(), stores.roles(), throttle),
                background.imports(),
                made.mfa(),
                new FactorService(gate, stores.users(), stores.roles(), stores.sessions(), factors, policies, throttle),
                made.stepUps(),
                new SupportService(gate, directory, stores.visits(), stores.users(), policies, tokens, cursors),
                new ServiceAccountService(gate, stores.serviceAccounts(), stores.roles()),
                apiKeys(),
                oauth(tokens, sessions, refreshes),
                access(),
                keys,
                signingKeys,
                mails.recoveries(gate, directory, passwords, passwordPolicy, replacement),
                mails.addressService(gate, directory),
                new PasskeyService(
                        gate,
                        stores.users(),
                        stores.passkeys(),
                        passkeys,
                        factors,
                        stores.sessions(),
                        policies,
                        this.clock),
                made.passkeyLogins(),
                new OnceService(gate, stores.once(), settings.masterKey(), random, settings.idempotency(), clock),
                rating.guard(),
                rating.service(gate),
                background.services(),
                plans,
                flags,
                webhooks.services(gate, cursors),
                metering.services(gate),
                invoicing.service(cursors),
                invoicing.events(),
                background.rights());
    }

    /** Sends what people are to be told. */
    public MailDelivery mails() {
        return mails.delivery(gate, sender, customizing.letterheads());
    }

    /** The accounts of an address over all tenants. */
    public Addresses addresses() {
        return mails.addresses();
    }

    /** Which pages of other origins may use the API. */
    public CrossOrigin crossOrigin() {
        return new CrossOrigin(settings.corsOrigins(), stores.origins());
    }

    /** The one way from a caller to a scope; an application's own use cases go it too. */
    public Gate gate() {
        return gate;
    }

    /** What tenants may have; an application's own features and meters are asked for here. */
    public PlanQuotas quotas() {
        return planning.quotas();
    }

    /** What is set, for an application's own code. */
    public SettingValues values() {
        return customizing.values();
    }

    /** What feature flags are for callers; code in this process asks here. */
    public FlagEvaluation flags() {
        return flags.evaluation();
    }

    /** How much of a metered entitlement a tenant has used, as {@link PlanQuotas#spend} asks. */
    public MeteredUse use() {
        return metering.use();
    }

    /** Writes down the requests that were counted; to be done once more when no further ones come. */
    public void flushUsage() {
        metering.flush();
    }

    void dun() {
        invoicing.dun();
    }

    /** Tells the outside biller, if there is one, who subscribes to what and what was used. */
    public Done tellBiller(BooleanSupplier stopping) {
        return invoicing.tell(stopping);
    }

    /** Issues the invoices of periods that are over, where Tenancy itself bills. */
    public int invoice(BooleanSupplier stopping) {
        return invoicing.invoice(stopping);
    }

    void pruneUsage() {
        metering.prune();
    }

    /** Cursors for lists of whatever kind. */
    public Cursors cursors() {
        return cursors;
    }

    /** What goes on without a request: jobs, and the rounds of tasks. */
    BackgroundWork background() {
        return background;
    }

    /** Tells webhooks of what has changed. */
    WebhookDelivery webhooks() {
        return webhooks.delivery(gate, directory, journals.sealer(), mails.notices());
    }

    void pruneArchives(BooleanSupplier stopping) {
        background.pruneArchives(stopping);
    }

    void pruneDeliveries(BooleanSupplier stopping) {
        webhooks.pruning(directory).run(stopping);
    }

    /** The housekeeping, done once; answers with the number of tenants it has dealt with. */
    public int keepHouse() {
        int tenants = keepTenants();
        changePlans();
        pruneThrottles();
        writeKeyUses();
        pruneOnce();
        pruneRates();
        return tenants;
    }

    int keepTenants() {
        return new TenantHousekeeping(stores.tenants(), lifecycle(), warmPlaces, clock).run();
    }

    void countUsers(BooleanSupplier stopping) {
        metering.census(gate).count(stopping);
    }

    void changePlans() {
        var unused = plans.subscriptions().applyDue();
    }

    void sealJournals() {
        journals.seal();
    }

    void sweepJournals(BooleanSupplier stopping) {
        journals.sweep(stopping);
    }

    void pruneJournals(BooleanSupplier stopping) {
        journals.prune(gate, stopping);
    }

    void watchDomains(BooleanSupplier stopping) {
        customizing.watch(gate, freshDirectory).run(stopping);
    }

    void pruneThrottles() {
        throttle.prune();
    }

    void writeKeyUses() {
        keyUses.write(clock.instant());
    }

    void pruneOnce() {
        oncePruning.run();
    }

    void pruneRates() {
        rating.prune();
    }

    /** Where the hashes of passwords are computed. */
    public WaitingRoom hashing() {
        return hashing;
    }

    /** The steps of tenants that somebody asks for who is no caller, as a command. */
    public TenantLifecycle lifecycle() {
        return new TenantLifecycle(
                stores.tenants(), freshDirectory, opener, stores.provisioner(), gate, journals.holds(), clock);
    }

    /** What operators do with stores. */
    public StoreService stores() {
        return new StoreService(gate, stores.stores(), stores.provisioner(), stores.tenants(), freshDirectory);
    }

    /**
     * What operators do with signing keys.
     *
     * @throws Refusal if the master key does not open the signing keys of the database
     */
    public KeyService signingKeys() {
        return signingKeys(keys());
    }

    private KeyService signingKeys(KeyRing keys) {
        KeyRotation rotation =
                new KeyRotation(stores.signingKeys(), keys, settings.signing().policy());
        return new KeyService(gate, rotation, stores.tenants(), freshDirectory, clock);
    }

    /** The way to the first operator. */
    public Bootstrap bootstrap() {
        return new Bootstrap(stores.tenants(), opener(mails.admission().inHand()), settings.platform(), ids, clock);
    }

    /** Reads the keys now, so that a server with another master key does not start. */
    private KeyRing keys() {
        try {
            KeyRing keys = Auth.keyRing(
                    stores.signingKeys(),
                    settings.masterKey(),
                    settings.signing().algorithm(),
                    clock);
            var unused = keys.jwks();
            stores.whenKeysChange(keys::changed);
            return keys;
        } catch (IllegalStateException e) {
            throw new Refusal(String.valueOf(e.getMessage()), e);
        }
    }

    private Visitors visitors() {
        return new Visitors(stores.visits(), policies, directory, stores.standings(), clock);
    }

    private AcceptanceService acceptances() {
        return new AcceptanceService(
                gate,
                directory,
                stores.users(),
                stores.credentials(),
                mails.vouchers(),
                passwords,
                passwordPolicy,
                clock);
    }

    private ApiKeyService apiKeys() {
        return new ApiKeyService(
                gate,
                stores.apiKeys(),
                stores.users(),
                stores.serviceAccounts(),
                stores.roles(),
                settings.apiKeys(),
                random);
    }

    private AccessServices access() {
        return new AccessServices(
                new GrantService(gate, stores.users(), stores.roles(), stores.grants()),
                new ExplanationService(gate, stores.users(), stores.roles()),
                new GroupService(gate, stores.groups(), stores.roles(), cursors),
                new MemberService(gate, stores.groups(), stores.users(), stores.roles(), cursors),
                new DecisionService(gate, stores.authorities()));
    }

    private OAuthServices oauth(Tokens tokens, SessionService sessions, RefreshService refreshes) {
        Clients clients = new Clients(programs, throttle);
        return new OAuthServices(
                new ClientTokenService(clients, tokens, settings.sessions().access(), ids, clock),
                new IntrospectionService(clients, programs, sessions, tokens),
                new RevocationService(clients, programs, stores.apiKeys(), refreshes, tokens, gate));
    }

    private InvitationService invitations() {
        return new InvitationService(
                gate, stores.users(), stores.roles(), mails.admission(), passwords, random, rating.guard());
    }

    private TenantService tenants() {
        StoreChoice choice = new StoreChoice(stores.stores(), stores.provisioner(), settings.placement());
        return new TenantService(
                gate,
                stores.tenants(),
                lifecycle(),
                choice,
                warmPlaces,
                cursors,
                settings.platform(),
                planning.enrolment(settings.platform().plan()));
    }
}
