package io.tenancy.core.tenant;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.TenancyException;
import java.lang.System.Logger.Level;
import java.util.function.BooleanSupplier;
import java.util.function.ToIntFunction;

/** Goes over all tenants, one after the other. One that fails does not stop the others. */
public final class TenantRound {
    private static final System.Logger LOG = System.getLogger(TenantRound.class.getName());

    private final TenantStore tenants;
    private final String work;
    private final String done;

    /**
     * A round for a work that the log names where it fails, as "The journal" that cannot be "sealed".
     *
     * @param work what is worked on in each tenant
     * @param done what is done with it
     */
    public TenantRound(TenantStore tenants, String work, String done) {
        this.tenants = requireNonNull(tenants);
        this.work = requireNonNull(work);
        this.done = requireNonNull(done);
    }

    /** The sum of what is done in each; ends soon after {@code stopping} has become true. */
    public int run(BooleanSupplier stopping, ToIntFunction<Tenant> each) {
        int sum = 0;
        for (Tenant tenant : new AllTenants(tenants)) {
            if (stopping.getAsBoolean()) {
                break;
            }
            sum += of(tenant, each);
        }
        return sum;
    }

    private int of(Tenant tenant, ToIntFunction<Tenant> each) {
        try {
            return each.applyAsInt(tenant);
        } catch (TenancyException | IllegalStateException e) {
            LOG.log(Level.WARNING, work + " of tenant " + tenant.id().value() + " cannot be " + done + " now.", e);
            return 0;
        }
    }
}
