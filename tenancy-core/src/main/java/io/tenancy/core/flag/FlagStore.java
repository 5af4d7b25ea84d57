package io.tenancy.core.flag;

import io.tenancy.core.tenant.TenantId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The flags of the platform, and what was agreed about them with tenants, in the catalogue. Called within a transaction it
 * joins it, as {@link io.tenancy.core.tenant.TenantStore} does. Every node hears of a change.
 */
public interface FlagStore {
    /** All flags in the order of their keys: {@link FlagService#MOST} at most. */
    List<Flag> all();

    Optional<Flag> find(String key);

    /** Adds a flag, with its history. Returns false, and adds nothing, where the key is taken. */
    boolean add(Flag flag, UUID by);

    /** Replaces the flag of the version before, which stays in the history; false where somebody else was faster. */
    boolean update(Flag flag, UUID by);

    /** Deletes a flag with its history and all that was agreed about it; false where it is gone. */
    boolean delete(FlagId id);

    /** At most {@code limit} of the versions of a flag before one of them, the newest first. */
    List<FlagVersion> history(FlagId id, long before, int limit);

    /** What was agreed with a tenant about flags that are there. */
    List<Assignment> agreed(TenantId tenant);

    /** Agrees, or replaces what was agreed, with a tenant that is there. */
    void agree(TenantId tenant, Assignment assignment);

    /** Takes that back; false where there is nothing. */
    boolean withdraw(TenantId tenant, FlagId flag);
}
