package io.tenancy.core.plan;

import io.tenancy.core.Position;
import java.util.List;
import java.util.Optional;

/**
 * The plans, in the catalogue and no tenant's. Called within a transaction it joins it, as {@link
 * io.tenancy.core.tenant.TenantStore} does.
 */
public interface PlanStore {
    Optional<Plan> find(PlanId id);

    /** The version of a plan that tenants can be moved to. */
    Optional<Plan> published(String key);

    /** At most {@code limit} versions in a status after a place (its key is empty), in the order of their ids. */
    List<Plan> list(Optional<Plan.Status> status, Optional<Position> after, int limit);

    /** The number of the newest version of a plan, whatever its status; 0 where there is none. */
    int newest(String key);

    /**
     * Adds a version. Returns false, and adds nothing, where the plan has that number, or another draft, or another published
     * version if this is one.
     */
    boolean add(Plan plan);

    /**
     * Replaces the version of the version before; false where somebody else has changed or deleted it, or the plan has
     * another published version if this is one.
     */
    boolean update(Plan plan);

    /** Deletes a draft; false where it is gone or no draft. */
    boolean delete(PlanId id);
}
