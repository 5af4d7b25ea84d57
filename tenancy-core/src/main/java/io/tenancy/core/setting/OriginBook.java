package io.tenancy.core.setting;

import io.tenancy.core.tenant.TenantId;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The origins whose pages may read what the API answers, in the catalogue, because a browser asks about an origin before it
 * shows whose token it has.
 */
public interface OriginBook {
    /** What a tenant has listed, and when; empty where it has nothing. */
    Optional<Listed> find(TenantId tenant);

    /** Replaces what a tenant has listed. */
    void put(TenantId tenant, Listed listed);

    /** Removes what a tenant has listed; false where there is nothing. */
    boolean remove(TenantId tenant);

    /**
     * Whether any tenant has listed the origin; the answer may be as old as a node may be behind. Anybody may ask, with any
     * origin, so an answer costs and keeps nothing for each that is asked about.
     */
    boolean isListed(Origin origin);

    /** Whether this tenant has listed the origin; the answer may be as old as a node may be behind. */
    boolean isListed(Origin origin, TenantId tenant);

    /** The origins of one tenant, at least one. */
    record Listed(SortedSet<Origin> origins, Instant at) {
        public Listed {
            origins = Collections.unmodifiableSortedSet(new TreeSet<>(origins));
            if (origins.isEmpty()) {
                throw new IllegalArgumentException("Nothing is listed.");
            }
        }
    }
}
