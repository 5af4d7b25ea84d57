package io.tenancy.core.audit;

import io.tenancy.core.tenant.TenantScope;

/**
 * The beginnings of chains, and what was signed of them. The role that serves requests cannot remove them; this is another
 * way, for this alone.
 */
public interface OldEntries {
    /** Removes the links up to a place, it included, and their entries: all of them or none. Says how many entries. */
    int remove(TenantScope scope, long upTo);

    /** Removes from the catalogue the checkpoints up to a place, it included, and the cuts before it. */
    void forget(TenantScope scope, long upTo);
}
