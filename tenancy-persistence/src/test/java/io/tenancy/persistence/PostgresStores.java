package io.tenancy.persistence;

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
import io.tenancy.core.policy.OwnPolicyStore;
import io.tenancy.core.program.KeyStandings;
import io.tenancy.core.ratelimit.RateBook;
import io.tenancy.core.role.RoleStore;
import io.tenancy.core.serviceaccount.ServiceAccountStore;
import io.tenancy.core.session.SessionStore;
import io.tenancy.core.session.Standings;
import io.tenancy.core.setting.OriginBook;
import io.tenancy.core.setting.SettingStore;
import io.tenancy.core.setting.SharedSettings;
import io.tenancy.core.subscription.SubscriptionStore;
import io.tenancy.core.support.VisitStore;
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
import io.tenancy.testkit.Stores;

/** The stores of this module, for the contracts of the test kit. */
record PostgresStores(Persistence persistence) implements Stores {
    @Override
    public Transactions transactions() {
        return persistence.transactions();
    }

    @Override
    public Journal journal() {
        return persistence.journal();
    }

    @Override
    public AuditStore audit() {
        return persistence.audit();
    }

    @Override
    public TenantStore tenants() {
        return persistence.tenants();
    }

    @Override
    public UserStore users() {
        return persistence.users();
    }

    @Override
    public RoleStore roles() {
        return persistence.roles();
    }

    @Override
    public CredentialStore credentials() {
        return persistence.credentials();
    }

    @Override
    public OneTimeTokenStore oneTimeTokens() {
        return persistence.oneTimeTokens();
    }

    @Override
    public SessionStore sessions() {
        return persistence.sessions();
    }

    @Override
    public Standings standings() {
        return persistence.standings();
    }

    @Override
    public SettingStore settings() {
        return persistence.settings();
    }

    @Override
    public SharedSettings sharedSettings() {
        return persistence.sharedSettings();
    }

    @Override
    public OwnPolicyStore policies() {
        return persistence.policies();
    }

    @Override
    public FactorStore factors() {
        return persistence.factors();
    }

    @Override
    public PasskeyStore passkeys() {
        return persistence.passkeys();
    }

    @Override
    public ChallengeStore challenges() {
        return persistence.challenges();
    }

    @Override
    public ChainStore chain() {
        return persistence.chain();
    }

    @Override
    public CheckpointStore checkpoints() {
        return persistence.checkpoints();
    }

    @Override
    public ArchiveStore archives() {
        return persistence.archives();
    }

    @Override
    public CutStore cuts() {
        return persistence.cuts();
    }

    @Override
    public OldEntries oldEntries() {
        return persistence.oldEntries();
    }

    @Override
    public PersonalEntries personalEntries() {
        return persistence.personalEntries();
    }

    @Override
    public HoldBook holds() {
        return persistence.holds();
    }

    @Override
    public OnceStore once() {
        return persistence.once();
    }

    @Override
    public VisitStore visits() {
        return persistence.visits();
    }

    @Override
    public ServiceAccountStore serviceAccounts() {
        return persistence.serviceAccounts();
    }

    @Override
    public GrantStore grants() {
        return persistence.grants();
    }

    @Override
    public GroupStore groups() {
        return persistence.groups();
    }

    @Override
    public ApiKeyStore apiKeys() {
        return persistence.apiKeys();
    }

    @Override
    public KeyStandings keyStandings() {
        return persistence.keyStandings();
    }

    @Override
    public SigningKeyStore signingKeys() {
        return persistence.signingKeys();
    }

    @Override
    public FlagStore flags() {
        return persistence.flags();
    }

    @Override
    public FeatureStore features() {
        return persistence.features();
    }

    @Override
    public KnownFlags knownFlags() {
        return persistence.knownFlags();
    }

    @Override
    public PlanStore plans() {
        return persistence.plans();
    }

    @Override
    public SubscriptionStore subscriptions() {
        return persistence.subscriptions();
    }

    @Override
    public RateBook rateBook() {
        return persistence.rateBook();
    }

    @Override
    public ThrottleStore throttles() {
        return persistence.throttles();
    }

    @Override
    public MailQueue mails() {
        return persistence.mails();
    }

    @Override
    public TaskBook tasks() {
        return persistence.tasks();
    }

    @Override
    public JobStore jobs() {
        return persistence.jobs();
    }

    @Override
    public JobQueue jobQueue() {
        return persistence.jobQueue();
    }

    @Override
    public WebhookStore webhooks() {
        return persistence.webhooks();
    }

    @Override
    public DeliveryStore deliveries() {
        return persistence.deliveries();
    }

    @Override
    public WebhookQueue webhookQueue() {
        return persistence.webhookQueue();
    }

    @Override
    public UsageStore usage() {
        return persistence.usage();
    }

    @Override
    public CensusBook census() {
        return persistence.census();
    }

    @Override
    public RequestDays requestDays() {
        return persistence.requestDays();
    }

    @Override
    public InvoiceStore invoices() {
        return persistence.invoices();
    }

    @Override
    public BillerStore billers() {
        return persistence.billers();
    }

    @Override
    public OriginBook origins() {
        return persistence.origins();
    }

    @Override
    public DomainBook domains() {
        return persistence.domains();
    }

    @Override
    public LogoBook logos() {
        return persistence.logos();
    }

    @Override
    public AddressBook addresses() {
        return persistence.addresses();
    }
}
