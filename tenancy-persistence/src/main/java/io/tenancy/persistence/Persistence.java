package io.tenancy.persistence;

import com.github.benmanes.caffeine.cache.Ticker;
import io.tenancy.core.access.Journal;
import io.tenancy.core.access.Transactions;
import io.tenancy.core.account.AddressBook;
import io.tenancy.core.apikey.ApiKeyStore;
import io.tenancy.core.archive.ArchiveStore;
import io.tenancy.core.archive.PersonalEntries;
import io.tenancy.core.archive.TenantRows;
import io.tenancy.core.audit.AuditStore;
import io.tenancy.core.audit.ChainStore;
import io.tenancy.core.audit.CheckpointStore;
import io.tenancy.core.audit.CutStore;
import io.tenancy.core.audit.OldEntries;
import io.tenancy.core.biller.BillerStore;
import io.tenancy.core.billing.InvoiceStore;
import io.tenancy.core.brand.LogoBook;
import io.tenancy.core.counting.RateLimiter;
import io.tenancy.core.credential.CredentialStore;
import io.tenancy.core.credential.OneTimeTokenStore;
import io.tenancy.core.decision.Authorities;
import io.tenancy.core.decision.StoredAuthorities;
import io.tenancy.core.domain.DomainBook;
import io.tenancy.core.examination.Examiner;
import io.tenancy.core.feature.FeatureStore;
import io.tenancy.core.feature.KnownFlags;
import io.tenancy.core.feature.StoredFlags;
import io.tenancy.core.flag.FlagStore;
import io.tenancy.core.grant.GrantStore;
import io.tenancy.core.group.GroupStore;
import io.tenancy.core.hold.HoldBook;
import io.tenancy.core.job.JobQueue;
import io.tenancy.core.job.JobStore;
import io.tenancy.core.key.SigningKeyStore;
import io.tenancy.core.mail.MailQueue;
import io.tenancy.core.mfa.ChallengeStore;
import io.tenancy.core.mfa.FactorStore;
import io.tenancy.core.once.OnceStore;
import io.tenancy.core.passkey.PasskeyStore;
import io.tenancy.core.plan.PlanStore;
import io.tenancy.core.platform.Provisioner;
import io.tenancy.core.platform.WarmPlaces;
import io.tenancy.core.policy.OwnPolicyStore;
import io.tenancy.core.program.KeyStandings;
import io.tenancy.core.ratelimit.RateBook;
import io.tenancy.core.role.RoleStore;
import io.tenancy.core.serviceaccount.ServiceAccountStore;
import io.tenancy.core.session.SessionStore;
import io.tenancy.core.session.Standings;
import io.tenancy.core.setting.OriginBook;
import io.tenancy.core.setting.OriginSettings;
import io.tenancy.core.setting.SettingStore;
import io.tenancy.core.setting.SharedSettings;
import io.tenancy.core.store.StoreDirectory;
import io.tenancy.core.subscription.SubscriptionStore;
import io.tenancy.core.support.VisitStore;
import io.tenancy.core.task.TaskBook;
import io.tenancy.core.tenant.Placement;
import io.tenancy.core.tenant.TenantStore;
import io.tenancy.core.throttle.ThrottleStore;
import io.tenancy.core.usage.CensusBook;
import io.tenancy.core.usage.RequestDays;
import io.tenancy.core.usage.UsageStore;
import io.tenancy.core.user.UserStore;
import io.tenancy.core.webhook.DeliveryStore;
import io.tenancy.core.webhook.WebhookQueue;
import io.tenancy.core.webhook.WebhookStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.sql.DataSource;

/** Every port of {@code io.tenancy.core} that PostgreSQL answers. Safe for use by many threads. */
public final class Persistence implements AutoCloseable {
    private final Changes changes = new Changes();
    private final Hearings hearings;
    private final Ticker clock;
    private final ServedStores served;
    private final TenantConnections connections;
    private final TenantDb db;
    private final JdbiJournal journal;
    private final TenantStore tenants;
    private final TenantStore cachedTenants;
    private final UserStore users;
    private final RoleStore roles;
    private final CredentialStore credentials;
    private final OneTimeTokenStore oneTimeTokens;
    private final SessionStore sessions;
    private final Standings standings;
    private final OriginBook origins;
    private final SettingStore settings;
    private final SettingStore knownSettings;
    private final SharedSettings sharedSettings;
    private final SharedSettings knownSharedSettings;
    private final OwnPolicyStore policies;
    private final FactorStore factors;
    private final PasskeyStore passkeys;
    private final ChallengeStore challenges;
    private final ChainStore chain;
    private final CheckpointStore checkpoints;
    private final CutStore cuts;
    private final HoldBook holds;
    private final OnceStore once;
    private final VisitStore visits;
    private final ServiceAccountStore serviceAccounts;
    private final ApiKeyStore apiKeys;
    private final Authorities authorities;
    private final GrantStore grants;
    private final GroupStore groups;
    private final KeyStandings keyStandings;
    private final SigningKeyStore signingKeys;
    private final ThrottleStore throttles;
    private final MailQueue mails;
    private final TaskBook tasks;
    private final JobStore jobs;
    private final JobQueue jobQueue;
    private final ArchiveStore archives;
    private final LogoBook logos;
    private final DomainBook domains;
    private final WebhookStore webhooks;
    private final DeliveryStore deliveries;
    private final WebhookQueue webhookQueue;
    private final UsageStore usage;
    private final RequestDays requestDays;
    private final CensusBook census;
    private final InvoiceStore invoices;
    private final BillerStore billers;
    private final AddressBook addresses;
    private final RateBook rateBook;
    private final RateBook knownRateBook;
    private final RateWindows rateWindows;
    private final PlanStore plans;
    private final SubscriptionStore subscriptions;
    private final SubscriptionStore knownSubscriptions;
    private final FlagStore flags;
    private final FeatureStore features;
    private final KnownFlags knownFlags;
    private final Stores stores;
    private final StoreDirectory directory;
    private final TenantSchema schema;
    private final StoreProvisioner provisioner;

    private Persistence(Stores stores, TenantSchema schema, ConnectionBudget budget, Duration staleness, Ticker clock) {
        this.stores = stores;
        this.schema = schema;
        this.hearings = new Hearings(stores);
        this.clock = clock;
        this.served = new ServedStores(stores);
        this.connections = new TenantConnections(budget, stores.all().size(), place -> source(stores, place));
        this.db = new TenantDb(new Ways(stores, connections, served), changes);
        this.journal = new JdbiJournal(db);
        this.tenants = new JdbiTenantStore(db, schema.version());
        this.plans = new JdbiPlanStore(db);
        KnownTenants known = new KnownTenants(db, schema.version(), plans, hearings.ofCatalogue(), staleness, clock)
                .hearing(changes);
        this.cachedTenants = new CachedTenantStore(tenants, known, db, staleness, clock).hearing(changes);
        this.roles = new JdbiRoleStore(db);
        this.credentials = new JdbiCredentialStore(db);
        this.oneTimeTokens = new JdbiOneTimeTokenStore(db);
        this.sessions = new JdbiSessionStore(db);
        this.standings = new KnownStandings<>(new JdbiStandings(db)::find, db, hearings::of, staleness, clock)
                .hearing(changes)::find;
        this.origins = new JdbiOriginBook(db, staleness, clock);
        this.settings = new OriginSettings(new JdbiSettingStore(db), origins);
        this.knownSettings = new CachedSettingStore(settings, staleness, clock).hearing(changes);
        this.sharedSettings = new JdbiSharedSettings(db);
        this.knownSharedSettings = new CachedSharedSettings(sharedSettings, staleness, clock).hearing(changes);
        this.policies = new JdbiOwnPolicyStore(db);
        this.factors = new JdbiFactorStore(db);
        this.passkeys = new JdbiPasskeyStore(db);
        this.users = new JdbiUserStore(db, factors, passkeys);
        this.challenges = new JdbiChallengeStore(db);
        this.chain = new JdbiChainStore(db);
        this.checkpoints = new JdbiCheckpointStore(db);
        this.cuts = new JdbiCutStore(db);
        this.holds = new JdbiHoldBook(db);
        this.once = new JdbiOnceStore(db);
        this.visits = new JdbiVisitStore(db);
        this.serviceAccounts = new JdbiServiceAccountStore(db);
        this.apiKeys = new JdbiApiKeyStore(db);
        this.grants = new JdbiGrantStore(db);
        this.groups = new JdbiGroupStore(db);
        this.keyStandings = new KnownStandings<>(new JdbiKeyStandings(db)::find, db, hearings::of, staleness, clock)
                .hearing(changes)::find;
        this.authorities =
                new KnownStandings<>(new StoredAuthorities(users, serviceAccounts, roles)::find, db, staleness, clock)
                        .hearing(changes)::find;
        this.signingKeys = new JdbiSigningKeyStore(db);
        this.throttles = new JdbiThrottleStore(db);
        this.mails = new JdbiMailQueue(db);
        this.tasks = new JdbiTaskBook(db);
        this.jobs = new JdbiJobStore(db);
        this.jobQueue = new JdbiJobQueue(db);
        this.archives = new JdbiArchiveStore(db);
        this.logos = new JdbiLogoBook(db);
        this.domains = new JdbiDomainBook(db, staleness, clock).hearing(changes);
        this.webhooks = new JdbiWebhookStore(db);
        this.deliveries = new JdbiDeliveryStore(db);
        this.webhookQueue = new JdbiWebhookQueue(db);
        this.usage = new JdbiUsageStore(db);
        this.requestDays = new JdbiRequestDays(db);
        this.census = new JdbiCensusBook(db);
        this.invoices = new JdbiInvoiceStore(db);
        this.billers = new JdbiBillerStore(db);
        this.addresses = new JdbiAddressBook(db);
        this.rateBook = new JdbiRateBook(db);
        this.knownRateBook = new CachedRateBook(rateBook, clock).hearing(changes);
        this.rateWindows = new RateWindows(db);
        this.subscriptions = new JdbiSubscriptionStore(db, plans);
        this.knownSubscriptions = new CachedSubscriptionStore(subscriptions, known);
        this.flags = new JdbiFlagStore(db);
        this.features = new JdbiFeatureStore(db);
        this.knownFlags =
                new CachedFlags(new StoredFlags(flags, features, roles), db, staleness, clock).hearing(changes);
        this.provisioner =
                new StoreProvisioner(stores, schema, served, place -> source(stores, place), connections::forget);
        this.directory = new JdbiStoreDirectory(db, stores, served, Ticker.systemTicker());
    }

    private static DataSource source(Stores stores, Placement.Database place) {
        return stores.find(place.store())
                .flatMap(Store::databases)
                .orElseThrow(Ways::unreachable)
                .app()
                .apply(place.name());
    }

    /** Opens the ports with Tenancy's own tables and the default budget. Nothing is connected before the first call. */
    public static Persistence on(Stores stores, Duration staleness) {
        return on(stores, TenantSchema.standard(), ConnectionBudget.DEFAULT, staleness);
    }

    /**
     * Opens the ports. Nothing is connected before the first call.
     *
     * @param schema the tables that new tenants get
     * @param budget what may be open to databases of tenants; {@link #close} closes it
     * @param staleness how old a remembered answer may be at most; it bounds how late a node sees a suspension
     */
    public static Persistence on(Stores stores, TenantSchema schema, ConnectionBudget budget, Duration staleness) {
        if (staleness.isNegative() || staleness.isZero()) {
            throw new IllegalArgumentException("The staleness is a positive time: " + staleness);
        }
        return on(stores, schema, budget, staleness, Ticker.systemTicker());
    }

    static Persistence on(
            Stores stores, TenantSchema schema, ConnectionBudget budget, Duration staleness, Ticker clock) {
        return new Persistence(stores, schema, budget, staleness, clock);
    }

    /** Closes the connections to databases of tenants that are not in use. The data sources of the stores are not its own. */
    @Override
    public void close() {
        connections.close();
    }

    /** Tells this one, in the place of the one before, of all work with databases. */
    public void watch(DatabaseWatch watch) {
        db.watch(watch);
    }

    public Transactions transactions() {
        return db;
    }

    /**
     * The statements of an application on tenant tables of its own, made once for each store. An {@link io.tenancy.core.Id}
     * is written and read as its UUID, and a record is made by its canonical constructor, of columns in snake case.
     *
     * @param statements an interface of JDBI's SQL objects
     * @throws IllegalArgumentException if an annotation of it configures JDBI, as {@code @RegisterRowMapper} does
     */
    public <S> TenantSql<S> tenantSql(Class<S> statements) {
        Annotations.requirePlain(statements);
        return db.tenant(statements);
    }

    public Journal journal() {
        return journal;
    }

    /** The catalogue as it is now. */
    public TenantStore tenants() {
        return tenants;
    }

    /** The catalogue as it was at most {@code staleness} ago; for the directory that every request asks. */
    public TenantStore cachedTenants() {
        return cachedTenants;
    }

    public UserStore users() {
        return users;
    }

    public RoleStore roles() {
        return roles;
    }

    public CredentialStore credentials() {
        return credentials;
    }

    public OneTimeTokenStore oneTimeTokens() {
        return oneTimeTokens;
    }

    public SessionStore sessions() {
        return sessions;
    }

    /** Standings as they were at most {@code staleness} ago. */
    public Standings standings() {
        return standings;
    }

    public SettingStore settings() {
        return settings;
    }

    /** The same from memory: as it was at most {@code staleness} ago. */
    public SettingStore knownSettings() {
        return knownSettings;
    }

    /** What operators have set, as it is now. */
    public SharedSettings sharedSettings() {
        return sharedSettings;
    }

    /** The same from memory: as it was at most {@code staleness} ago. */
    public SharedSettings knownSharedSettings() {
        return knownSharedSettings;
    }

    public OwnPolicyStore policies() {
        return policies;
    }

    public FactorStore factors() {
        return factors;
    }

    public PasskeyStore passkeys() {
        return passkeys;
    }

    public ChallengeStore challenges() {
        return challenges;
    }

    /** The order in which entries of journals were sealed. */
    public ChainStore chain() {
        return chain;
    }

    /** How long chains were, in the catalogue. */
    public CheckpointStore checkpoints() {
        return checkpoints;
    }

    /** Where chains begin, in the catalogue. */
    public CutStore cuts() {
        return cuts;
    }

    /** The beginnings of chains, to be removed as the owner of their tables. */
    public OldEntries oldEntries() {
        return new OwnerEntries(new OwnerConnections(stores));
    }

    public HoldBook holds() {
        return holds;
    }

    public OnceStore once() {
        return once;
    }

    public VisitStore visits() {
        return visits;
    }

    public ServiceAccountStore serviceAccounts() {
        return serviceAccounts;
    }

    public ApiKeyStore apiKeys() {
        return apiKeys;
    }

    public GrantStore grants() {
        return grants;
    }

    public GroupStore groups() {
        return groups;
    }

    /** Standings of keys as they were at most {@code staleness} ago. */
    public KeyStandings keyStandings() {
        return keyStandings;
    }

    /** What subjects may do as it was at most {@code staleness} ago. */
    public Authorities authorities() {
        return authorities;
    }

    public AuditStore audit() {
        return journal;
    }

    public SigningKeyStore signingKeys() {
        return signingKeys;
    }

    /** Runs something whenever the signing keys have changed, or may have. */
    public void whenKeysChange(Runnable action) {
        changes.tell(
                change -> {
                    if (change.kind() == Change.Kind.KEYS) {
                        action.run();
                    }
                },
                action);
    }

    /**
     * What hears of changes by other nodes in the database of a store, once it is started.
     *
     * @param direct connections past any pooler that changes the server's connection between transactions
     */
    public ChangeListener listener(String store, DataSource direct) {
        return new ChangeListener(store, direct, changes, hearings.of(store), clock);
    }

    public ThrottleStore throttles() {
        return throttles;
    }

    public MailQueue mails() {
        return mails;
    }

    public TaskBook tasks() {
        return tasks;
    }

    public ArchiveStore archives() {
        return archives;
    }

    /**
     * All rows of tenants, in whatever tables.
     *
     * @param plainSettings the names of all settings that are no secrets; no other setting is ever in an archive
     */
    public TenantRows tenantRows(Set<String> plainSettings) {
        return new JdbiTenantRows(db, schema.version(), plainSettings);
    }

    /** What of journals is about persons, to be erased as the owner of their tables. */
    public PersonalEntries personalEntries() {
        return new OwnerEntries(new OwnerConnections(stores));
    }

    public JobStore jobs() {
        return jobs;
    }

    public JobQueue jobQueue() {
        return jobQueue;
    }

    public WebhookStore webhooks() {
        return webhooks;
    }

    /** What was sent to webhooks. */
    public DeliveryStore deliveries() {
        return deliveries;
    }

    public WebhookQueue webhookQueue() {
        return webhookQueue;
    }

    public UsageStore usage() {
        return usage;
    }

    /** The requests of all tenants by the day. */
    public RequestDays requestDays() {
        return requestDays;
    }

    /** How many users all tenants had. */
    public CensusBook census() {
        return census;
    }

    public InvoiceStore invoices() {
        return invoices;
    }

    /** What outside billers know, and are still to hear. */
    public BillerStore billers() {
        return billers;
    }

    /** The origins of all tenants; whether one is listed is answered as it was at most {@code staleness} ago. */
    public OriginBook origins() {
        return origins;
    }

    /** The domains of all tenants; whose a name is, is answered as it was at most {@code staleness} ago. */
    public DomainBook domains() {
        return domains;
    }

    /** The logos of all tenants. */
    public LogoBook logos() {
        return logos;
    }

    public AddressBook addresses() {
        return addresses;
    }

    /** What was agreed with tenants about their limits, as it is now. */
    public RateBook rateBook() {
        return rateBook;
    }

    /** The same from memory: as it was at most half a minute ago, and mostly now, because nodes hear of changes. */
    public RateBook knownRateBook() {
        return knownRateBook;
    }

    public PlanStore plans() {
        return plans;
    }

    /** What tenants have subscribed to, as it is now. */
    public SubscriptionStore subscriptions() {
        return subscriptions;
    }

    /** The same from memory: as it was at most {@code staleness} ago. */
    public SubscriptionStore knownSubscriptions() {
        return knownSubscriptions;
    }

    /** The flags of the platform as they are now. */
    public FlagStore flags() {
        return flags;
    }

    public FeatureStore features() {
        return features;
    }

    /** What evaluating flags needs, from memory: as it was at most {@code staleness} ago. */
    public KnownFlags knownFlags() {
        return knownFlags;
    }

    /** Counters of this node alone. */
    public static RateLimiter localRates(InstantSource clock) {
        return new BucketRateLimiter(clock);
    }

    /** Counters that all nodes share, in the catalogue; while that is out of reach some limits are counted by the node alone. */
    public RateLimiter sharedRates(InstantSource clock) {
        return new SharedRateLimiter(rateWindows, localRates(clock), clock);
    }

    /** Forgets shared counters whose window has ended before. */
    public void pruneRates(Instant before) {
        rateWindows.prune(before);
    }

    public Provisioner provisioner() {
        return provisioner;
    }

    /** The stores of the deployment. */
    public StoreDirectory stores() {
        return directory;
    }

    /**
     * Refuses the tenants of a store as unavailable from now on, or no longer. That of the catalogue is always served.
     *
     * @throws IllegalArgumentException if there is no such store, or it has the catalogue
     */
    public void serve(String store, boolean yes) {
        served.set(store, yes);
    }

    /** Who looks at the places of tenants, for operators. */
    public Examiner examiner(InstantSource clock) {
        Doctor doctor = new Doctor(stores, schema, clock);
        return tenant -> doctor.examine(tenant).stream().map(Finding::told).toList();
    }

    /** What is open to the databases of tenants, and has been. */
    public ConnectionsSnapshot connections() {
        return connections.snapshot();
    }

    /** Places kept ready for tenants to come, with ids from the same source as those of all tenants. */
    public WarmPlaces warmPlaces(WarmUp wanted, Supplier<UUID> ids, InstantSource clock) {
        return new JdbiWarmPlaces(
                db, provisioner, stores, schema.version(), new JdbiWarmPlaces.Wishes(wanted, ids, clock));
    }

    /**
     * Sentences that say what would let the serving role bypass the isolation of tenants in the store of the catalogue: its
     * own powers, a table that is not fenced, a journal that can be rewritten, a missing migration. Empty when it is safe
     * to serve. {@link Doctor} says more.
     */
    public List<String> dangers() {
        return Stream.concat(
                        Doctor.dangers(stores.catalogue(), schema, true).stream(),
                        otherDatabase(stores.catalogue()).stream())
                .toList();
    }

    /** Says where a store leads to another database than the catalogue remembers; empty where it is the same, or not known. */
    public Optional<String> otherDatabase(Store store) {
        return new StoreIdentity(stores.catalogue(), store).examine().map(Finding::sentences);
    }

    /** The same for a store that does not have the catalogue. */
    public static List<String> dangers(Store other, TenantSchema schema) {
        return Doctor.dangers(other, schema, false);
    }
}
