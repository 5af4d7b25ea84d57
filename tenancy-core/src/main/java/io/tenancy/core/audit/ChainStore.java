package io.tenancy.core.audit;

import io.tenancy.core.tenant.TenantScope;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The chain of a tenant's journal: links are added at its end, and none is ever changed. */
public interface ChainStore {
    /** The end of the chain, {@link ChainHead#START} where there is no link. */
    ChainHead head(TenantScope scope);

    /** At most {@code limit} entries that have no link yet, in the order in which they were written. */
    List<Sealable> unsealed(TenantScope scope, int limit);

    /** Adds links at the end; their entries wait no longer. */
    void seal(TenantScope scope, List<ChainLink> links, Instant at);

    /** At most {@code limit} links after one, in order, each with its entry where there still is one. */
    List<Linked> links(TenantScope scope, long after, int limit);

    /** Whether the journal says of one of these that they are erased. */
    boolean isErased(TenantScope scope, Set<UUID> persons);

    /**
     * Whether an entry behind a place has lost its details, and only entries up to that place say of somebody whom it names that
     * they are erased.
     */
    boolean isExplainedBefore(TenantScope scope, long place);

    /** An entry that has no link and does not wait for one, if there is one. */
    Optional<UUID> loose(TenantScope scope);

    /** A link and its entry. */
    record Linked(ChainLink link, Optional<Sealable> sealed) {}
}
