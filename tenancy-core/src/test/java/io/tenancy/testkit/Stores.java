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

/**
 * Every store of one deployment, as its adapter made them. Each method answers with the same store each time; a store
 * joins the transaction that runs on its thread, and outside of one commits each call by itself.
 */
public interface Stores {
    Transactions transactions();

    Journal journal();

    AuditStore audit();

    ChainStore chain();

    CheckpointStore checkpoints();

    ArchiveStore archives();

    CutStore cuts();

    OldEntries oldEntries();

    PersonalEntries personalEntries();

    HoldBook holds();

    /** The catalogue itself, without a cache before it. */
    TenantStore tenants();

    UserStore users();

    RoleStore roles();

    CredentialStore credentials();

    OneTimeTokenStore oneTimeTokens();

    SessionStore sessions();

    /** May remember answers for as long as {@link Standings} allows. */
    Standings standings();

    SettingStore settings();

    SharedSettings sharedSettings();

    OwnPolicyStore policies();

    FactorStore factors();

    PasskeyStore passkeys();

    ChallengeStore challenges();

    OnceStore once();

    VisitStore visits();

    ServiceAccountStore serviceAccounts();

    ApiKeyStore apiKeys();

    GrantStore grants();

    GroupStore groups();

    /** May remember answers for as long as {@link KeyStandings} allows. */
    KeyStandings keyStandings();

    SigningKeyStore signingKeys();

    ThrottleStore throttles();

    MailQueue mails();

    TaskBook tasks();

    JobStore jobs();

    JobQueue jobQueue();

    WebhookStore webhooks();

    DeliveryStore deliveries();

    WebhookQueue webhookQueue();

    UsageStore usage();

    RequestDays requestDays();

    CensusBook census();

    InvoiceStore invoices();

    BillerStore billers();

    AddressBook addresses();

    RateBook rateBook();

    PlanStore plans();

    SubscriptionStore subscriptions();

    FlagStore flags();

    FeatureStore features();

    /** May remember answers for as long as {@link KnownFlags} allows. */
    KnownFlags knownFlags();

    OriginBook origins();

    LogoBook logos();

    DomainBook domains();
}
