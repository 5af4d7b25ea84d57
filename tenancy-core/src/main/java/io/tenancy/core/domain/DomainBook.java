package io.tenancy.core.domain;

import io.tenancy.core.tenant.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The domains of all tenants, in the catalogue, because a request that names one has no other tenant yet. Several tenants
 * may want the same; one at most has it verified. They go with the tenant.
 */
public interface DomainBook {
    /** The domains of a tenant, the oldest first. */
    List<Domain> list(TenantId tenant);

    Optional<Domain> find(TenantId tenant, DomainId id);

    /** Adds a domain; false, and adds nothing, where the tenant has one of that name. */
    boolean add(TenantId tenant, Domain domain);

    /**
     * Writes down the outcome of looking for the proof of a domain that is there.
     *
     * @return false, and writes nothing, where another tenant has the name verified
     */
    boolean update(TenantId tenant, Domain domain, Instant checkedAt);

    /** Deletes a domain; false where the tenant has none of that id. */
    boolean delete(TenantId tenant, DomainId id);

    /**
     * Whose verified domain that is; the answer may be as old as a node may be behind. Anybody may ask, with any name, so
     * what is remembered is bounded.
     */
    Optional<TenantId> owner(String name);

    /** Verified domains that were looked at last before a time, those first that were not for the longest. */
    List<Owned> due(Instant before, int limit);

    /** A domain and whose it is. */
    record Owned(TenantId tenant, Domain domain) {}
}
