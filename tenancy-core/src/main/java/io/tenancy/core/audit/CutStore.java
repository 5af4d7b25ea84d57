package io.tenancy.core.audit;

import io.tenancy.core.tenant.TenantScope;
import java.util.List;

/** Where chains begin, in the catalogue: out of reach of who has a tenant's own database. Cuts are only added. */
public interface CutStore {
    /** Adds one; where the chain has one at the same place already, that stays. */
    void add(TenantScope scope, Cut cut);

    /** At most {@code limit} of them, the newest first. */
    List<Cut> last(TenantScope scope, int limit);
}
