package io.tenancy.core.platform;

import io.tenancy.core.tenant.Isolation;
import io.tenancy.core.tenant.TenantId;
import java.util.Optional;

/**
 * Places that are made before a tenant needs them. A place has the name of a tenant's id, so the id is drawn with it, and
 * is that of the tenant which takes it.
 */
public interface WarmPlaces {
    /** No place is made beforehand. */
    WarmPlaces NONE = new WarmPlaces() {
        @Override
        public Optional<TenantId> take(Isolation isolation, String store) {
            return Optional.empty();
        }

        @Override
        public int refill() {
            return 0;
        }
    };

    /**
     * Takes a place with the tables of this release, within the running transaction: where that fails, the place is there
     * for the next. Empty where none is ready.
     */
    Optional<TenantId> take(Isolation isolation, String store);

    /**
     * Makes places until as many are ready as are wanted, and erases those that are half made or have older tables. Any
     * number of nodes may do it at the same time. Says how many it has made and erased.
     */
    int refill();
}
