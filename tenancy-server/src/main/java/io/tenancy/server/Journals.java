package io.tenancy.server;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.Cursors;
import io.tenancy.core.access.Gate;
import io.tenancy.core.access.Transactions;
import io.tenancy.core.audit.AuditService;
import io.tenancy.core.audit.CheckpointSigner;
import io.tenancy.core.audit.JournalCutter;
import io.tenancy.core.audit.JournalSealer;
import io.tenancy.core.audit.Sealing;
import io.tenancy.core.hold.HoldNotices;
import io.tenancy.core.hold.HoldService;
import io.tenancy.core.hold.Holds;
import io.tenancy.core.platform.JournalSweep;
import io.tenancy.core.platform.PlatformAuditService;
import io.tenancy.core.retention.JournalPruner;
import io.tenancy.core.retention.Needs;
import io.tenancy.core.retention.RetentionRound;
import io.tenancy.core.tenant.TenantDirectory;
import io.tenancy.persistence.Persistence;
import io.tenancy.server.config.Settings;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;

/**
 * What is done with journals, put together. They are sealed soon after each change, and over all tenants for what a crash has
 * left; what is old is removed.
 */
final class Journals {
    private final JournalSealer sealer;
    private final Transactions transactions;
    private final Sealing sealing;
    private final JournalSweep sweep;
    private final Persistence stores;
    private final Settings settings;
    private final TenantDirectory directory;

    Journals(Persistence stores, Settings settings, TenantDirectory directory, InstantSource clock) {
        this.stores = requireNonNull(stores);
        this.settings = requireNonNull(settings);
        this.directory = requireNonNull(directory);
        this.sealer = new JournalSealer(
                stores.transactions(), stores.chain(), stores.checkpoints(), settings.masterKey(), clock);
        this.sealing = new Sealing(sealer, clock, scope -> stores.webhookQueue().wake(scope.id(), clock.instant()));
        this.transactions = sealing.hearing(stores.transactions());
        this.sweep = new JournalSweep(stores.tenants(), directory, sealer);
    }

    /** The transactions of commands, after each of which its tenant's journal is sealed. */
    Transactions transactions() {
        return transactions;
    }

    JournalSealer sealer() {
        return sealer;
    }

    void seal() {
        sealing.run();
    }

    void sweep(BooleanSupplier stopping) {
        sweep.run(stopping);
    }

    /** What keeps tenants from being erased. */
    Holds holds() {
        return new Holds(stores.holds());
    }

    JournalServices services(Gate gate, Cursors cursors) {
        return new JournalServices(
                new AuditService(gate, stores.audit(), stores.users(), cursors),
                new PlatformAuditService(gate, stores.tenants(), directory, stores.audit(), cursors),
                new HoldService(gate, stores.tenants(), stores.holds(), notices(gate), cursors),
                CheckpointSigner.of(settings.masterKey()).publicKey());
    }

    /** Removes what is older than tenants keep it. */
    void prune(Gate gate, BooleanSupplier stopping) {
        JournalCutter cutter = new JournalCutter(
                stores.chain(), stores.checkpoints(), stores.cuts(), stores.oldEntries(), settings.masterKey());
        JournalPruner pruner = new JournalPruner(
                gate, stores.subscriptions(), holds(), new Needs(stores.webhooks(), stores.jobs()), cutter, sealer);
        new RetentionRound(stores.tenants(), directory, notices(gate), pruner).run(stopping);
    }

    private HoldNotices notices(Gate gate) {
        return new HoldNotices(gate, stores.tenants(), directory, stores.holds(), stores.audit());
    }
}
