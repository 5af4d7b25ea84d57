package io.tenancy.testkit;

import io.tenancy.core.access.JournalEntry;
import io.tenancy.core.apikey.KeyOwner;
import io.tenancy.core.audit.ChainLink;
import io.tenancy.core.audit.Checkpoint;
import io.tenancy.core.audit.Cut;
import io.tenancy.core.biller.BillerAccount;
import io.tenancy.core.billing.Invoice;
import io.tenancy.core.billing.InvoiceStore;
import io.tenancy.core.credential.Credential;
import io.tenancy.core.credential.OneTimeToken;
import io.tenancy.core.flag.Assignment;
import io.tenancy.core.flag.Flag;
import io.tenancy.core.flag.FlagVersion;
import io.tenancy.core.grant.Grant;
import io.tenancy.core.group.Group;
import io.tenancy.core.job.QueuedJob;
import io.tenancy.core.key.SigningKey;
import io.tenancy.core.mail.QueuedMail;
import io.tenancy.core.once.KeptRequest;
import io.tenancy.core.plan.Plan;
import io.tenancy.core.policy.OwnPolicy;
import io.tenancy.core.role.Role;
import io.tenancy.core.serviceaccount.ServiceAccount;
import io.tenancy.core.session.Session;
import io.tenancy.core.setting.SetValue;
import io.tenancy.core.subscription.Exemption;
import io.tenancy.core.subscription.Subscription;
import io.tenancy.core.tenant.Tenant;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.core.user.User;
import io.tenancy.core.user.UserId;
import io.tenancy.core.webhook.Replay;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** All rows in memory, with the references between them that a database would hold. */
final class InMemoryTables {
    final InMemoryTransactions transactions = new InMemoryTransactions();
    final InMemoryTable<UUID, Tenant> tenants = byId();
    final InMemoryTable<UUID, Plan> plans = byId();
    final InMemoryTable<UUID, Subscription> subscriptions = byId();
    final InMemoryTable<String, Exemption> exemptions = new InMemoryTable<>(transactions, InMemoryTable.BY_CODE_POINTS);
    final InMemoryTable<UUID, Flag> flags = byId();
    final InMemoryTable<String, FlagVersion> flagVersions =
            new InMemoryTable<>(transactions, InMemoryTable.BY_CODE_POINTS);
    final InMemoryTable<UUID, Assignment> agreedFlags = byId();
    final InMemoryTable<UUID, Assignment> flagOverrides = byId();
    final InMemoryTable<String, InMemoryFeatureStore.Row> userFeatures =
            new InMemoryTable<>(transactions, InMemoryTable.BY_CODE_POINTS);
    final InMemoryTable<UUID, Invoice> invoices = byId();
    final InMemoryTable<String, InvoiceStore.Hold> dunning =
            new InMemoryTable<>(transactions, InMemoryTable.BY_CODE_POINTS);
    final InMemoryTable<String, InvoiceStore.Progress> invoicing =
            new InMemoryTable<>(transactions, InMemoryTable.BY_CODE_POINTS);
    final InMemoryTable<String, BillerAccount> billerAccounts =
            new InMemoryTable<>(transactions, InMemoryTable.BY_CODE_POINTS);
    final InMemoryTable<String, InMemoryBillerStore.Hour> billerUsage =
            new InMemoryTable<>(transactions, InMemoryTable.BY_CODE_POINTS);
    final InMemoryTable<String, Instant> billerEvents = new InMemoryTable<>(transactions, InMemoryTable.BY_CODE_POINTS);
    final InMemoryTable<UUID, SigningKey> signingKeys = byId();
    final InMemoryTable<UUID, QueuedMail> mails = byId();
    final InMemoryTable<UUID, User> users = byId();
    final InMemoryTable<UUID, Role> roles = byId();
    final InMemoryTable<UUID, Credential> credentials = byId();
    final InMemoryTable<UUID, OneTimeToken> oneTimeTokens = byId();
    final InMemoryTable<UUID, Session> sessions = byId();
    final InMemoryTable<UUID, UserId> deletedUsers = byId();
    final InMemoryTable<UUID, JournalEntry> journal = byId();
    final InMemoryTable<UUID, Queued> journalQueue = byId();
    final InMemoryTable<UUID, ChainLink> journalLinks = byId();
    /** Entries that have lost their details, and the salt of these. */
    final InMemoryTable<UUID, UUID> bareEntries = byId();

    final InMemoryTable<Long, Checkpoint> checkpoints =
            new InMemoryTable<>(transactions, Comparator.<Long>naturalOrder());
    final InMemoryTable<Long, Cut> cuts = new InMemoryTable<>(transactions, Comparator.<Long>naturalOrder());
    final InMemoryHoldBook holds = new InMemoryHoldBook();
    private final AtomicLong places = new AtomicLong();

    /** An entry of the journal that is not sealed. */
    record Queued(UUID entry, long place) {}

    final InMemoryTable<UUID, OwnPolicy> policies = byId();
    final InMemoryTable<UUID, InMemoryFactorStore.Row> authenticators = byId();
    final InMemoryTable<UUID, Set<String>> recoveryCodes = byId();
    final InMemoryTable<UUID, InMemoryChallengeStore.Row> challenges = byId();
    final InMemoryTable<UUID, InMemoryPasskeyStore.Kept> passkeys = byId();
    final InMemoryTable<UUID, InMemoryPasskeyStore.Answer> passkeyAnswers = byId();
    final InMemoryTable<UUID, InMemoryVisitStore.Kept> visits = byId();
    final InMemoryTable<UUID, ServiceAccount> serviceAccounts = byId();
    final InMemoryTable<UUID, InMemoryApiKeyStore.Kept> apiKeys = byId();
    final InMemoryTable<UUID, Grant> grants = byId();
    final InMemoryTable<UUID, InMemoryJobStore.Kept> jobs = byId();
    final InMemoryTable<UUID, QueuedJob> jobQueue = byId();
    final InMemoryTable<UUID, Instant> sealed = byId();
    final InMemoryTable<UUID, InMemoryWebhookStore.Kept> webhooks = byId();
    final InMemoryTable<UUID, InMemoryDeliveryStore.Kept> deliveries = byId();
    final InMemoryTable<UUID, Replay> replays = byId();
    final InMemoryTable<UUID, InMemoryWebhookQueue.Kept> webhookQueue = byId();
    final InMemoryTable<UUID, Group> groups = byId();
    final InMemoryTable<UUID, InMemoryGroupStore.Row> members = byId();
    final InMemoryTable<String, KeptRequest> keptRequests =
            new InMemoryTable<>(transactions, InMemoryTable.BY_CODE_POINTS);
    final InMemoryTable<String, SetValue> settings = new InMemoryTable<>(transactions, InMemoryTable.BY_CODE_POINTS);
    final InMemoryTable<String, InMemorySettingStore.Own> ownSettings =
            new InMemoryTable<>(transactions, InMemoryTable.BY_CODE_POINTS);
    final InMemoryTable<String, SetValue> platformSettings =
            new InMemoryTable<>(transactions, InMemoryTable.BY_CODE_POINTS);
    final InMemoryTable<String, InMemorySharedSettings.Planned> planSettings =
            new InMemoryTable<>(transactions, InMemoryTable.BY_CODE_POINTS);
    final InMemoryTable<String, InMemoryUsageStore.Row> usage =
            new InMemoryTable<>(transactions, InMemoryTable.BY_CODE_POINTS);
    final InMemoryTable<String, Boolean> fullStores = new InMemoryTable<>(transactions, InMemoryTable.BY_CODE_POINTS);

    /** Does one step on the rows of a tenant, alone. */
    <T> T in(TenantScope scope, Supplier<T> step) {
        return transactions.step(scope.id(), step);
    }

    /** Does one step on the rows of a tenant, alone. */
    void change(TenantScope scope, Runnable step) {
        in(scope, () -> {
            step.run();
            return true;
        });
    }

    /** Writes down an entry, for the chain too. */
    void journal(TenantId tenant, JournalEntry entry) {
        journal.put(tenant, entry.id(), entry);
        journalQueue.put(tenant, entry.id(), new Queued(entry.id(), places.incrementAndGet()));
    }

    void requireUser(TenantScope scope, UserId user) {
        if (users.find(scope.id(), user.value()).isEmpty()) {
            throw new IllegalStateException("The tenant has no user " + user.value() + ".");
        }
    }

    /** Removes everything that a user has. */
    void forget(TenantId tenant, UserId user) {
        credentials.remove(tenant, user.value());
        sessions.removeIf(tenant, session -> session.user().equals(user));
        oneTimeTokens.removeIf(tenant, token -> token.user().equals(user));
        authenticators.remove(tenant, user.value());
        recoveryCodes.remove(tenant, user.value());
        challenges.removeIf(tenant, row -> row.challenge().user().equals(user));
        passkeys.removeIf(tenant, kept -> kept.key().user().equals(user));
        passkeyAnswers.removeIf(tenant, answer -> answer.user().equals(user));
        apiKeys.removeIf(tenant, kept -> kept.key().owner().equals(KeyOwner.of(user)));
        grants.removeIf(tenant, grant -> grant.user().equals(user));
        members.removeIf(tenant, row -> row.user().equals(user));
        ownSettings.removeIf(tenant, own -> own.user().equals(user));
        userFeatures.removeIf(tenant, row -> row.user().equals(user));
        users.remove(tenant, user.value());
    }

    /** Removes everything that a tenant has. */
    void erase(TenantId tenant) {
        for (InMemoryTable<?, ?> table : List.of(
                users,
                roles,
                credentials,
                oneTimeTokens,
                sessions,
                deletedUsers,
                journal,
                journalQueue,
                journalLinks,
                bareEntries,
                settings,
                ownSettings,
                policies,
                authenticators,
                recoveryCodes,
                challenges,
                passkeys,
                passkeyAnswers,
                keptRequests,
                visits,
                usage,
                jobs,
                sealed,
                webhooks,
                deliveries,
                replays,
                serviceAccounts,
                apiKeys,
                grants,
                groups,
                members,
                flagOverrides,
                userFeatures)) {
            table.removeIf(tenant, row -> true);
        }
    }

    private <V> InMemoryTable<UUID, V> byId() {
        return new InMemoryTable<>(transactions, InMemoryTable.BY_ID);
    }
}
