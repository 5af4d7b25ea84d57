package io.tenancy.core.retention;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.hold.HoldNotices;
import io.tenancy.core.tenant.TenantDirectory;
import io.tenancy.core.tenant.TenantRound;
import io.tenancy.core.tenant.TenantStore;
import java.util.function.BooleanSupplier;

/** Prunes the journal of every tenant that is open or suspended. */
public final class RetentionRound {
    private final TenantRound tenants;
    private final TenantDirectory directory;
    private final HoldNotices notices;
    private final JournalPruner pruner;

    public RetentionRound(TenantStore tenants, TenantDirectory directory, HoldNotices notices, JournalPruner pruner) {
        this.tenants = new TenantRound(tenants, "The journal", "pruned");
        this.directory = requireNonNull(directory);
        this.notices = requireNonNull(notices);
        this.pruner = requireNonNull(pruner);
    }

    /** Says how many entries were removed; ends soon after {@code stopping} has become true. */
    public int run(BooleanSupplier stopping) {
        notices.run(stopping);
        return tenants.run(
                stopping,
                tenant -> directory
                        .enterToKeep(tenant.id())
                        .map(scope -> pruner.prune(scope, stopping))
                        .orElse(0));
    }
}
