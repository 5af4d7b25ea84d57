package io.tenancy.core.brand;

import io.tenancy.core.tenant.TenantId;
import java.util.Optional;

/**
 * The logos of all tenants, in the catalogue, because mails and the sign-in page show them to whoever looks. A tenant has one
 * at most, and it goes with the tenant.
 */
public interface LogoBook {
    /** The logo with a digest, whosever it is. */
    Optional<Logo> find(String digest);

    /** The digest of a tenant's logo. */
    Optional<String> digest(TenantId tenant);

    /** Adds the logo of a tenant, or replaces it. */
    void put(TenantId tenant, Logo logo);

    /** Removes the logo of a tenant; false where it has none. */
    boolean remove(TenantId tenant);
}
