package io.tenancy.core.archive;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.TenancyException;
import io.tenancy.core.tenant.AllTenants;
import io.tenancy.core.tenant.Tenant;
import io.tenancy.core.tenant.TenantDirectory;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.core.tenant.TenantStore;
import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;

/** Goes over all tenants and removes archives that have expired. One that fails does not stop the others. */
public final class ArchivePruning {
    private static final int BATCH = 50;
    private static final System.Logger LOG = System.getLogger(ArchivePruning.class.getName());

    private final TenantStore tenants;
    private final TenantDirectory directory;
    private final ArchiveStore archives;
    private final InstantSource clock;

    public ArchivePruning(TenantStore tenants, TenantDirectory directory, ArchiveStore archives, InstantSource clock) {
        this.tenants = requireNonNull(tenants);
        this.directory = requireNonNull(directory);
        this.archives = requireNonNull(archives);
        this.clock = requireNonNull(clock);
    }

    /** Says how many rows were removed. */
    public int run(BooleanSupplier stopping) {
        int removed = 0;
        for (Tenant tenant : new AllTenants(tenants)) {
            if (stopping.getAsBoolean()) {
                break;
            }
            removed += prune(tenant, stopping);
        }
        return removed;
    }

    private int prune(Tenant tenant, BooleanSupplier stopping) {
        try {
            return directory
                    .enterToVerify(tenant.id())
                    .map(scope -> prune(scope, stopping))
                    .orElse(0);
        } catch (TenancyException | IllegalStateException e) {
            LOG.log(Level.WARNING, "Archives of tenant " + tenant.id().value() + " cannot be pruned now.", e);
            return 0;
        }
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
