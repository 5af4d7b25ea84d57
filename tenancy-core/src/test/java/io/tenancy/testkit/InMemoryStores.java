package io.tenancy.testkit;

import io.tenancy.core.access.Journal;
import io.tenancy.core.access.Transactions;
import io.tenancy.core.account.AddressBook;
import io.tenancy.core.apikey.ApiKeyStore;
import io.tenancy.core.archive.ArchiveStore;
import io.tenancy.core.archive.PersonalEntries;
import io.tenancy.core.audit.AuditStore;
import io.tenancy.core.audit.ChainStore;
import io.tenancy.core.audit.CheckpointStore;
import io.tenancy.core.audit.CutStore;
import io.tenancy.core.audit.OldEntries;
import io.tenancy.core.biller.BillerStore;
import io.tenancy.core.billing.InvoiceStore;
import io.tenancy.core.brand.LogoBook;
import io.tenancy.core.credential.CredentialStore;
import io.tenancy.core.credential.OneTimeTokenStore;
import io.tenancy.core.domain.DomainBook;
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
import io.tenancy.core.store.StoreInfo;
import io.tenancy.core.subscription.SubscriptionStore;
import io.tenancy.core.support.VisitStore;
import io.tenancy.core.task.NodeBook;
import io.tenancy.core.task.TaskBook;
import io.tenancy.core.tenant.TenantStore;
import io.tenancy.core.throttle.ThrottleStore;
import io.tenancy.core.usage.CensusBook;
import io.tenancy.core.usage.RequestDays;
import io.tenancy.core.usage.UsageStore;
import io.tenancy.core.user.UserStore;
import io.tenancy.core.webhook.DeliveryStore;
import io.tenancy.core.webhook.WebhookQueue;
import io.tenancy.core.webhook.WebhookStore;
import java.util.List;

/**
 * Every store in memory, for tests and for trying the library without a database. Safe for use by many threads;
 * transactions of one tenant run one after the other, and one that fails leaves nothing.
 */
public final class InMemoryStores implements Stores {
    private final InMemoryTables tables = new InMemoryTables();
    private final InMemoryOriginBook origins = new InMemoryOriginBook();
    private final InMemoryDomainBook domains = new InMemoryDomainBook();
    private final InMemoryRequestDays requestDays = new InMemoryRequestDays(tables);
    private final InMemoryCensusBook census = new InMemoryCensusBook();
    private final InMemoryLogoBook logos = new InMemoryLogoBook();
    private final InMemoryAddressBook addresses = new InMemoryAddressBook();
    private final InMemoryThrottleStore throttles = new InMemoryThrottleStore();
    private final InMemoryRateBook rateBook = new InMemoryRateBook();
    private final TaskBook tasks = new NodeBook();
    private final InMemoryPlanStore plans = new InMemoryPlanStore(tables);
    private final InMemorySubscriptionStore subscriptions = new InMemorySubscriptionStore(tables, plans);
    private final InMemoryArchiveStore archives = new InMemoryArchiveStore();
    private final InMemoryJournal journal = new InMemoryJournal(tables);

    @Override
    public Transactions transactions() {
        return tables.transactions;
    }

    /** Whether a transaction runs on this thread, in which nothing slow belongs. */
    public boolean isInTransaction() {
        return tables.transactions.isRunning();
    }

    @Override
    public Journal journal() {
        return journal;
    }

    @Override
    public AuditStore audit() {
        return journal;
    }

    @Override
    public TenantStore tenants() {
        return new InMemoryTenantStore(tables);
    }

    @Override
    public UserStore users() {
        return new InMemoryUserStore(tables);
    }

    @Override
    public RoleStore roles() {
        return new InMemoryRoleStore(tables);
    }

    @Override
    public CredentialStore credentials() {
        return new InMemoryCredentialStore(tables);
    }

    @Override
    public OneTimeTokenStore oneTimeTokens() {
        return new InMemoryOneTimeTokenStore(tables);
    }

    @Override
    public SessionStore sessions() {
        return new InMemorySessionStore(tables);
    }

    @Override
    public Standings standings() {
        return new InMemoryStandings(tables);
    }

    @Override
    public SettingStore settings() {
        return new OriginSettings(new InMemorySettingStore(tables), origins);
    }

    @Override
    public SharedSettings sharedSettings() {
        return new InMemorySharedSettings(tables);
    }

    @Override
    public DomainBook domains() {
        return domains;
    }

    @Override
    public LogoBook logos() {
        return logos;
    }

    @Override
    public OwnPolicyStore policies() {
        return new InMemoryOwnPolicyStore(tables);
    }

    @Override
    public FactorStore factors() {
        return new InMemoryFactorStore(tables);
    }

    @Override
    public PasskeyStore passkeys() {
        return new InMemoryPasskeyStore(tables);
    }

    @Override
    public ChallengeStore challenges() {
        return new InMemoryChallengeStore(tables);
    }

    @Override
    public ChainStore chain() {
        return new InMemoryChainStore(tables);
    }

    @Override
    public CheckpointStore checkpoints() {
        return new InMemoryCheckpointStore(tables);
    }

    @Override
    public ArchiveStore archives() {
        return archives;
    }

    @Override
    public CutStore cuts() {
        return new InMemoryCutStore(tables);
    }

    @Override
    public OldEntries oldEntries() {
        return new InMemoryOldEntries(tables);
    }

    @Override
    public PersonalEntries personalEntries() {
        return new InMemoryPersonalEntries(tables);
    }

    @Override
    public HoldBook holds() {
        return tables.holds;
    }

    @Override
    public OnceStore once() {
        return new InMemoryOnceStore(tables);
    }

    @Override
    public VisitStore visits() {
        return new InMemoryVisitStore(tables);
    }

    @Override
    public ServiceAccountStore serviceAccounts() {
        return new InMemoryServiceAccountStore(tables);
    }

    @Override
    public ApiKeyStore apiKeys() {
        return new InMemoryApiKeyStore(tables);
    }

    @Override
    public GrantStore grants() {
        return new InMemoryGrantStore(tables);
    }

    @Override
    public GroupStore groups() {
        return new InMemoryGroupStore(tables);
    }

    @Override
    public KeyStandings keyStandings() {
        return new InMemoryKeyStandings(tables);
    }

    @Override
    public SigningKeyStore signingKeys() {
        return new InMemorySigningKeyStore(tables);
    }

    @Override
    public PlanStore plans() {
        return plans;
    }

    @Override
    public SubscriptionStore subscriptions() {
        return subscriptions;
    }

    @Override
    public FlagStore flags() {
        return new InMemoryFlagStore(tables);
    }

    @Override
    public FeatureStore features() {
        return new InMemoryFeatureStore(tables);
    }

    @Override
    public KnownFlags knownFlags() {
        return new StoredFlags(flags(), features(), roles());
    }

    @Override
    public RateBook rateBook() {
        return rateBook;
    }

    @Override
    public ThrottleStore throttles() {
        return throttles;
    }

    @Override
    public MailQueue mails() {
        return new InMemoryMailQueue(tables);
    }

    @Override
    public TaskBook tasks() {
        return tasks;
    }

    @Override
    public JobStore jobs() {
        return new InMemoryJobStore(tables);
    }

    @Override
    public JobQueue jobQueue() {
        return new InMemoryJobQueue(tables);
    }

    @Override
    public WebhookStore webhooks() {
        return new InMemoryWebhookStore(tables);
    }

    @Override
    public DeliveryStore deliveries() {
        return new InMemoryDeliveryStore(tables);
    }

    @Override
    public WebhookQueue webhookQueue() {
        return new InMemoryWebhookQueue(tables);
    }

    @Override
    public UsageStore usage() {
        return new InMemoryUsageStore(tables);
    }

    @Override
    public CensusBook census() {
        return census;
    }

    @Override
    public RequestDays requestDays() {
        return requestDays;
    }

    @Override
    public BillerStore billers() {
        return new InMemoryBillerStore(tables);
    }

    @Override
    public InvoiceStore invoices() {
        return new InMemoryInvoiceStore(tables);
    }

    @Override
    public OriginBook origins() {
        return origins;
    }

    @Override
    public AddressBook addresses() {
        return addresses;
    }

    /** A directory that has these stores. */
    public InMemoryStoreDirectory directory(StoreInfo... infos) {
        return new InMemoryStoreDirectory(tables, List.of(infos));
    }

    /** Prepares and erases the places of tenants in these stores. */
    public Provisioner provisioner() {
        return new InMemoryProvisioner(tables);
    }
}
