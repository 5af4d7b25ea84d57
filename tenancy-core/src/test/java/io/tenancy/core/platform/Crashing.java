package io.tenancy.core.platform;

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
import io.tenancy.testkit.InMemoryStores;
import io.tenancy.testkit.Stores;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/** Stores in memory whose process dies once, just before or just after one of the calls that they get. */
final class Crashing implements Stores {
    /** The end of a process, which no code of ours catches. */
    static final class Crash extends Error {
        private static final long serialVersionUID = 1L;
    }

    private final InMemoryStores memory;
    private int callsLeft = Integer.MAX_VALUE;
    private boolean after;

    Crashing(InMemoryStores memory) {
        this.memory = memory;
    }

    /** Fails at the n-th call from now: before it does anything, or after it has done all. */
    void crashAt(int call, boolean after) {
        this.callsLeft = call;
        this.after = after;
    }

    boolean hasCrashed() {
        return callsLeft <= 0;
    }

    Provisioner provisioner() {
        return crashing(Provisioner.class, memory.provisioner());
    }

    private <T> T crashing(Class<T> port, T store) {
        return port.cast(Proxy.newProxyInstance(
                port.getClassLoader(), new Class<?>[] {port}, (self, method, arguments) -> {
                    callsLeft--;
                    if (callsLeft == 0 && !after) {
                        throw new Crash();
                    }
                    boolean last = callsLeft == 0;
                    try {
                        Object result = method.invoke(store, arguments);
                        if (last) {
                            throw new Crash();
                        }
                        return result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }

    @Override
    public Transactions transactions() {
        return crashing(Transactions.class, memory.transactions());
    }

    @Override
    public Journal journal() {
        return crashing(Journal.class, memory.journal());
    }

    @Override
    public AuditStore audit() {
        return memory.audit();
    }

    @Override
    public TenantStore tenants() {
        return crashing(TenantStore.class, memory.tenants());
    }

    @Override
    public UserStore users() {
        return crashing(UserStore.class, memory.users());
    }

    @Override
    public RoleStore roles() {
        return crashing(RoleStore.class, memory.roles());
    }

    @Override
    public CredentialStore credentials() {
        return crashing(CredentialStore.class, memory.credentials());
    }

    @Override
    public OneTimeTokenStore oneTimeTokens() {
        return crashing(OneTimeTokenStore.class, memory.oneTimeTokens());
    }

    @Override
    public SessionStore sessions() {
        return memory.sessions();
    }

    @Override
    public Standings standings() {
        return memory.standings();
    }

    @Override
    public SettingStore settings() {
        return memory.settings();
    }

    @Override
    public SharedSettings sharedSettings() {
        return memory.sharedSettings();
    }

    @Override
    public FlagStore flags() {
        return memory.flags();
    }

    @Override
    public FeatureStore features() {
        return memory.features();
    }

    @Override
    public KnownFlags knownFlags() {
        return memory.knownFlags();
    }

    @Override
    public PlanStore plans() {
        return memory.plans();
    }

    @Override
    public SubscriptionStore subscriptions() {
        return memory.subscriptions();
    }

    @Override
    public RateBook rateBook() {
        return memory.rateBook();
    }

    @Override
    public ThrottleStore throttles() {
        return memory.throttles();
    }

    @Override
    public TaskBook tasks() {
        return memory.tasks();
    }

    @Override
    public JobStore jobs() {
        return memory.jobs();
    }

    @Override
    public JobQueue jobQueue() {
        return memory.jobQueue();
    }

    @Override
    public WebhookStore webhooks() {
        return memory.webhooks();
    }

    @Override
    public DeliveryStore deliveries() {
        return memory.deliveries();
    }

    @Override
    public WebhookQueue webhookQueue() {
        return memory.webhookQueue();
    }

    @Override
    public UsageStore usage() {
        return memory.usage();
    }

    @Override
    public CensusBook census() {
        return memory.census();
    }

    @Override
    public RequestDays requestDays() {
        return memory.requestDays();
    }

    @Override
    public InvoiceStore invoices() {
        return memory.invoices();
    }

    @Override
    public BillerStore billers() {
        return memory.billers();
    }

    @Override
    public MailQueue mails() {
        return memory.mails();
    }

    @Override
    public DomainBook domains() {
        return memory.domains();
    }

    @Override
    public LogoBook logos() {
        return memory.logos();
    }

    @Override
    public OriginBook origins() {
        return memory.origins();
    }

    @Override
    public AddressBook addresses() {
        return memory.addresses();
    }

    @Override
    public OwnPolicyStore policies() {
        return memory.policies();
    }

    @Override
    public FactorStore factors() {
        return memory.factors();
    }

    @Override
    public PasskeyStore passkeys() {
        return memory.passkeys();
    }

    @Override
    public ChallengeStore challenges() {
        return memory.challenges();
    }

    @Override
    public ChainStore chain() {
        return memory.chain();
    }

    @Override
    public CheckpointStore checkpoints() {
        return memory.checkpoints();
    }

    @Override
    public ArchiveStore archives() {
        return memory.archives();
    }

    @Override
    public CutStore cuts() {
        return memory.cuts();
    }

    @Override
    public OldEntries oldEntries() {
        return memory.oldEntries();
    }

    @Override
    public PersonalEntries personalEntries() {
        return memory.personalEntries();
    }

    @Override
    public HoldBook holds() {
        return memory.holds();
    }

    @Override
    public OnceStore once() {
        return memory.once();
    }

    @Override
    public VisitStore visits() {
        return memory.visits();
    }

    @Override
    public ServiceAccountStore serviceAccounts() {
        return memory.serviceAccounts();
    }

    @Override
    public GrantStore grants() {
        return memory.grants();
    }

    @Override
    public GroupStore groups() {
        return memory.groups();
    }

    @Override
    public ApiKeyStore apiKeys() {
        return memory.apiKeys();
    }

    @Override
    public KeyStandings keyStandings() {
        return memory.keyStandings();
    }

    @Override
    public SigningKeyStore signingKeys() {
        return memory.signingKeys();
    }
}
