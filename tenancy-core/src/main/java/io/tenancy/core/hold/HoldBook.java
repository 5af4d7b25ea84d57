package io.tenancy.core.hold;

import io.tenancy.core.Position;
import io.tenancy.core.tenant.TenantId;
import java.util.List;
import java.util.Optional;

/** The legal holds of all tenants, in the catalogue: out of reach of who has a tenant's own database. */
public interface HoldBook {
    void add(TenantId tenant, LegalHold hold);

    Optional<LegalHold> find(TenantId tenant, LegalHoldId id);

    /** At most {@code limit} holds before a place (its key is empty), the youngest first. */
    List<LegalHold> list(TenantId tenant, Optional<Position> before, int limit);

    /** Whether the tenant has a hold that has not ended. */
    boolean isHeld(TenantId tenant);

    /** Ends a hold that has not ended; false where there is none. */
    boolean end(TenantId tenant, LegalHold ended);

    /** At most {@code limit} holds whose tenants' journals do not say yet that they were set, or ended. */
    List<Untold> untold(int limit);

    /**
     * Writes down what a tenant's journal says of a hold.
     *
     * @param entries 1 for that it was set, 2 for that it was ended too
     */
    void told(TenantId tenant, LegalHoldId id, int entries);

    /** A hold, and on whom. */
    record Untold(TenantId tenant, LegalHold hold) {}
}
