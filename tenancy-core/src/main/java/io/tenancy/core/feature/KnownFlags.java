package io.tenancy.core.feature;

import io.tenancy.core.flag.FlagContext.Given;
import io.tenancy.core.flag.FlagEvaluator;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.core.user.UserId;
import java.util.Optional;

/** All that evaluating needs, as it was at most 2 s ago, and mostly from memory. Safe for use by many threads. */
public interface KnownFlags {
    FlagEvaluator flags();

    /** What was agreed with a tenant. */
    Given agreed(TenantId tenant);

    /** What the tenant's own rows say, for a user if for one. */
    Assigned assigned(TenantScope scope, Optional<UserId> user);
}
