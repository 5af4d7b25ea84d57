package io.tenancy.server;

import io.tenancy.core.access.Transactions;
import io.tenancy.core.audit.JournalSealer;
import io.tenancy.core.audit.Sealing;
import io.tenancy.core.platform.JournalSweep;
import io.tenancy.core.tenant.TenantDirectory;
import io.tenancy.persistence.Persistence;
import io.tenancy.server.config.Settings;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;

/** The sealing of journals, put together: soon after each change, and over all tenants for what a crash has left. */
final class Journals {
    private final JournalSealer sealer;
    private final Transactions transactions;
    private final Sealing sealing;
    private final JournalSweep sweep;

    Journals(Persistence stores, Settings settings, TenantDirectory directory, InstantSource clock) {
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
}
