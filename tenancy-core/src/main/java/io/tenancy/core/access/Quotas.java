package io.tenancy.core.access;

import io.tenancy.core.TenancyException.Conflict;
import io.tenancy.core.tenant.TenantScope;
import java.util.function.ToLongFunction;

/** Holds a tenant to what its plan includes. Safe for use by many threads. */
public interface Quotas {
    /** Holds nobody to anything: for an application without plans. */
    Quotas NONE = (work, entitlement, more, used) -> {};

    /**
     * Lets a command make so many things more, if the tenant may have them. Until its transaction ends every other command
     * of the tenant that asks for the same waits, unless the plan sets no limit; so the limit holds whoever comes at the
     * same time, and what is counted are the rows themselves.
     *
     * @param used how many there are, counted behind the lock
     * @throws Conflict if there would be too many
     */
    void reserve(Work work, Entitlement entitlement, long more, ToLongFunction<TenantScope> used);
}
