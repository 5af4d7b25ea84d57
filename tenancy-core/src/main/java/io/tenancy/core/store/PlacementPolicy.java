package io.tenancy.core.store;

import static java.util.Objects.requireNonNull;

/** Which store a new tenant gets where nobody asks for one. */
public sealed interface PlacementPolicy {
    /** Always the same. */
    record Pinned(String store) implements PlacementPolicy {
        public Pinned {
            requireNonNull(store);
        }
    }

    /**
     * The one with the fewest tenants of those in the tenant's region.
     *
     * @param standard the region of a tenant for which none is asked
     */
    record Region(String standard) implements PlacementPolicy {
        public Region {
            requireNonNull(standard);
        }
    }

    /** The one with the fewest tenants. */
    record LeastTenants() implements PlacementPolicy {}
}
