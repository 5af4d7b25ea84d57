package io.tenancy.core.tenant;

import io.tenancy.core.Position;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The catalogue of tenants: the one store that is not inside a tenant. Called within a transaction it joins it, where
 * the tenant of the transaction lives in the catalogue's database.
 */
public interface TenantStore {
    Optional<Tenant> find(TenantId id);

    Optional<Tenant> findBySlug(String slug);

    /** At most {@code limit} tenants after a place, in the order of the filter. */
    List<Tenant> list(TenantFilter filter, Optional<Position> after, int limit);

    /** How many tenants that are made, and not being erased, have tables of their own, and how many of these are behind. */
    Fleet fleet();

    /**
     * Tenants still being provisioned, oldest first: those without a failure that nobody has touched since
     * {@code before}, and those with one that are to be tried again at {@code now} or before.
     */
    List<Tenant> abandoned(Instant before, Instant now, int limit);

    /**
     * Tenants in deletion whose grace ended at {@code now} or before, and those half purged, oldest first; of those that
     * failed, the ones that are to be tried again by then.
     */
    List<Tenant> purgeable(Instant now, int limit);

    /** Adds a tenant. Returns false, and adds nothing, where its slug or id is taken. */
    boolean add(Tenant tenant);

    /**
     * Replaces the tenant of the version before; false where somebody else has changed or purged it. One that is no longer
     * being provisioned has the tables of this release from then on.
     */
    boolean update(Tenant tenant);

    /** Removes a tenant that is being purged; false where it is gone or in another status. */
    boolean remove(TenantId id);
}
