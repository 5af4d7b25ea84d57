package io.tenancy.core.examination;

import io.tenancy.core.TenancyException.Unavailable;
import io.tenancy.core.tenant.Tenant;
import java.util.List;

/** Looks at the places of tenants. It changes nothing, and takes no longer where there are more tenants. */
@FunctionalInterface
public interface Examiner {
    /**
     * What is wrong with the place of a tenant, in whatever status, and with its store.
     *
     * @throws Unavailable if the catalogue is away
     */
    List<TenantFinding> examine(Tenant tenant);
}
