package io.tenancy.core.session;

import io.tenancy.core.access.Caller;
import io.tenancy.core.tenant.TenantScope;
import java.util.Optional;

/** Knows the operators who are in a tenant to help, which is a feature above sessions. */
public interface SupportCallers {
    /** The operator behind a token, with what they may do now; empty where the visit does not count any more. */
    Optional<Caller> find(TenantScope scope, Bearer.Support bearer);
}
