package io.tenancy.core.audit;

import io.tenancy.core.tenant.TenantScope;
import java.util.List;
import java.util.Optional;

/** The checkpoints of chains, in the catalogue: out of reach of who has a tenant's own database. They are only added to. */
public interface CheckpointStore {
    /** Adds one; where the chain has one of the same length already, that stays. */
    void add(TenantScope scope, Checkpoint checkpoint);

    /** The one of the longest chain. */
    Optional<Checkpoint> last(TenantScope scope);

    /** At most {@code limit} of chains longer than this, in order. */
    List<Checkpoint> list(TenantScope scope, long longerThan, int limit);
}
