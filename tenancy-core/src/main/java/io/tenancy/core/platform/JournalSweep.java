package io.tenancy.core.platform;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.audit.JournalSealer;
import io.tenancy.core.tenant.Tenant;
import io.tenancy.core.tenant.Tenant.Tables;
import io.tenancy.core.tenant.TenantDirectory;
import io.tenancy.core.tenant.TenantRound;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.core.tenant.TenantStore;
import java.util.function.BooleanSupplier;

/** Goes over all tenants and seals what servers that crashed have left unsealed. One that fails does not stop the others. */
public final class JournalSweep {
    private final TenantRound tenants;
    private final TenantDirectory directory;
    private final JournalSealer sealer;

    public JournalSweep(TenantStore tenants, TenantDirectory directory, JournalSealer sealer) {
        this.tenants = new TenantRound(tenants, "The journal", "sealed");
        this.directory = requireNonNull(directory);
        this.sealer = requireNonNull(sealer);
    }

    /**
     * Says how many entries were sealed.
     *
     * @param stopping whether to stop before all are done
     */
    public int run(BooleanSupplier stopping) {
        return tenants.run(stopping, this::seal);
    }

    private int seal(Tenant tenant) {
        if (!tenant.isOpen() || tenant.tables() == Tables.BEHIND) {
            return 0;
        }
        TenantScope scope = directory.enterToProvision(tenant);
        int sealed = sealer.seal(scope);
        sealer.sign(scope);
        return sealed;
    }
}
