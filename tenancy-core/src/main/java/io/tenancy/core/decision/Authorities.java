package io.tenancy.core.decision;

import io.tenancy.core.access.Held;
import io.tenancy.core.access.Permission;
import io.tenancy.core.tenant.TenantScope;
import java.util.Optional;

/** Knows what subjects of a tenant may do. An implementation may remember an answer, for 2 s at most. */
public interface Authorities {
    /** What an active user or service account of the tenant may do, and up to when; empty for everybody else. */
    Optional<Held<Permission>> find(TenantScope scope, Subject subject);
}
