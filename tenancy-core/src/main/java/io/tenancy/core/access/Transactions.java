package io.tenancy.core.access;

import io.tenancy.core.tenant.TenantScope;
import java.util.function.Supplier;

/**
 * Runs work in one transaction of one tenant; every store that the work calls joins it. Where the database has undone
 * all of it in favour of another transaction, the work may be run again: it changes nothing but rows.
 */
public interface Transactions {
    <T> T run(TenantScope scope, Supplier<T> work);

    /** Makes every other transaction of the tenant that locks the same wait until the one that is running ends. */
    void lock(TenantScope scope, String what);
}
