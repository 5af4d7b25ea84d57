package io.tenancy.core.serviceaccount;

import io.tenancy.core.tenant.TenantScope;
import java.util.List;
import java.util.Optional;

/** A tenant's service accounts. */
public interface ServiceAccountStore {
    Optional<ServiceAccount> find(TenantScope scope, ServiceAccountId id);

    /** Every service account of the tenant, in the order of their names; {@link ServiceAccountService#MOST} at most. */
    List<ServiceAccount> list(TenantScope scope);

    /**
     * Adds a service account with roles of the tenant. Returns false, and adds nothing, where the tenant has that name
     * already.
     */
    boolean add(TenantScope scope, ServiceAccount account);

    /**
     * Replaces the service account of the version before; false, and nothing is changed, where somebody else has changed
     * or deleted it.
     */
    boolean update(TenantScope scope, ServiceAccount account);

    /** Whether a service account other than this one has the name. */
    boolean isNameTaken(TenantScope scope, String name, ServiceAccountId except);

    /** Deletes a service account with its roles and keys; false where it is gone. */
    boolean delete(TenantScope scope, ServiceAccountId id);
}
