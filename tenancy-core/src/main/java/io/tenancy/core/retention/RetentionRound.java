package io.tenancy.core.retention;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.TenancyException;
import io.tenancy.core.hold.HoldNotices;
import io.tenancy.core.tenant.AllTenants;
import io.tenancy.core.tenant.Tenant;
import io.tenancy.core.tenant.TenantDirectory;
import io.tenancy.core.tenant.TenantStore;
import java.lang.System.Logger.Level;
import java.util.function.BooleanSupplier;

/** Goes over all tenants that are open and prunes their journals. One that fails does not stop the others. */
public final class RetentionRound {
    private static final System.Logger LOG = System.getLogger(RetentionRound.class.getName());

    private final TenantStore tenants;
    private final TenantDirectory directory;
    private final HoldNotices notices;
    private final JournalPruner pruner;

    public RetentionRound(TenantStore tenants, TenantDirectory directory, HoldNotices notices, JournalPruner pruner) {
        this.tenants = requireNonNull(tenants);
        this.directory = requireNonNull(directory);
        this.notices = requireNonNull(notices);
        this.pruner = requireNonNull(pruner);
    }

    /** Says how many entries were removed; ends soon after {@code stopping} has become true. */
    public int run(BooleanSupplier stopping) {
        notices.run(stopping);
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
                    .map(scope -> pruner.prune(scope, stopping))
                    .orElse(0);
        } catch (TenancyException | IllegalStateException e) {
            LOG.log(Level.WARNING, "The journal of tenant " + tenant.id().value() + " cannot be pruned now.", e);
            return 0;
        }
    }
}
