package io.tenancy.core.archive;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.tenant.TenantDirectory;
import io.tenancy.core.tenant.TenantRound;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.core.tenant.TenantStore;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;

/** Removes archives that have expired, of every tenant. */
public final class ArchivePruning {
    private static final int BATCH = 50;

    private final TenantRound tenants;
    private final TenantDirectory directory;
    private final ArchiveStore archives;
    private final InstantSource clock;

    public ArchivePruning(TenantStore tenants, TenantDirectory directory, ArchiveStore archives, InstantSource clock) {
        this.tenants = new TenantRound(tenants, "Archives", "pruned");
        this.directory = requireNonNull(directory);
        this.archives = requireNonNull(archives);
        this.clock = requireNonNull(clock);
    }

    /** Says how many rows were removed. */
    public int run(BooleanSupplier stopping) {
        return tenants.run(
                stopping,
                tenant -> directory
                        .enterToKeep(tenant.id())
                        .map(scope -> prune(scope, stopping))
                        .orElse(0));
    }

    private int prune(TenantScope scope, BooleanSupplier stopping) {
        int removed = 0;
        int some;
        do {
            some = archives.prune(scope, clock.instant(), BATCH);
            removed += some;
        } while (some > 0 && !stopping.getAsBoolean());
        return removed;
    }
}
