package io.tenancy.core.platform;

import io.tenancy.core.tenant.Isolation;
import io.tenancy.core.tenant.Tenant;

/** Makes and erases the place where a tenant's rows live. Every method may be repeated after a crash. */
public interface Provisioner {
    /** Whether this deployment can place a tenant so in that store. */
    boolean supports(Isolation isolation, String store);

    /** Makes the place, where it is not there yet. */
    void prepare(Tenant tenant);

    /** Erases every row of the tenant, and its place. The catalogue's own row stays. */
    void erase(Tenant tenant);
}
