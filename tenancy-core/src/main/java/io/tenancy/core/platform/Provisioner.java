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

    /**
     * Why a step failed, for operators to read: the same sentence for the same reason, whatever the server says, and with
     * nothing in it of its address, its roles or its data.
     */
    String reason(Throwable failure);
}
