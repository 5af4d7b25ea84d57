package io.tenancy.core.subscription;

import io.tenancy.core.access.Entitlement;
import io.tenancy.core.tenant.TenantScope;
import java.time.Instant;

/** Says how much of what is metered a tenant has used. */
public interface Meter {
    /** How much was used from a time up to another, the latter not included. */
    long used(TenantScope scope, Entitlement entitlement, Instant from, Instant to);
}
