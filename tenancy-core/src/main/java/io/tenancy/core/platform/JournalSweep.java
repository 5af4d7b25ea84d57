package io.tenancy.core.platform;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.TenancyException;
import io.tenancy.core.audit.JournalSealer;
import io.tenancy.core.tenant.AllTenants;
import io.tenancy.core.tenant.Tenant;
import io.tenancy.core.tenant.Tenant.Tables;
import io.tenancy.core.tenant.TenantDirectory;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.core.tenant.TenantStore;
import java.lang.System.Logger.Level;
import java.util.function.BooleanSupplier;

/** Goes over all tenants and seals what servers that crashed have left unsealed. One that fails does not stop the others. */
public final class JournalSweep {
    private static final System.Logger LOG = System.getLogger(JournalSweep.class.getName());

    private final TenantStore tenants;
    private final TenantDirectory directory;
    private final JournalSealer sealer;

    public JournalSweep(TenantStore tenants, TenantDirectory directory, JournalSealer sealer) {
        this.tenants = requireNonNull(tenants);
        this.directory = requireNonNull(directory);
        this.sealer = requireNonNull(sealer);
    }

    /**
     * Says how many entries were sealed.
     *
     * @param stopping whether to stop before all are done
     */
    public int run(BooleanSupplier stopping) {
        int sealed = 0;
        for (Tenant tenant : new AllTenants(tenants)) {
            if (stopping.getAsBoolean()) {
                break;
            }
            sealed += seal(tenant);
        }
        return sealed;
    }

    private int seal(Tenant tenant) {
        if (!tenant.isOpen() || tenant.tables() == Tables.BEHIND) {
            return 0;
        }
        try {
            TenantScope scope = directory.enterToProvision(tenant);
            int sealed = sealer.seal(scope);
            sealer.sign(scope);
            return sealed;
        } catch (TenancyException | IllegalStateException e) {
            LOG.log(Level.WARNING, "The journal of tenant " + tenant.id().value() + " cannot be sealed now.", e);
            return 0;
        }
    }
}
