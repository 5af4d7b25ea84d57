package io.tenancy.core.account;

import io.tenancy.core.tenant.TenantId;
import java.util.List;

/**
 * Which tenants may have an account of an address, in the catalogue, by keyed digests of addresses: whoever reads it
 * learns none. A row may be stale, and then names a tenant that has no such account; none is missing.
 */
public interface AddressBook {
    /** Notes that a tenant has, or is about to have, an account of the address with this digest. */
    void add(String digest, TenantId tenant);

    /** The tenants that may have one, at most {@code limit}. */
    List<TenantId> find(String digest, int limit);

    /** Forgets a row that was found to be stale, or all that a tenant has. */
    void remove(String digest, TenantId tenant);
}
