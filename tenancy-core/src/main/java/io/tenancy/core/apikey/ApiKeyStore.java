package io.tenancy.core.apikey;

import io.tenancy.core.tenant.TenantScope;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The keys of a tenant's users and service accounts. Those of a deleted owner are gone. */
public interface ApiKeyStore {
    Optional<ApiKey> find(TenantScope scope, ApiKeyId id);

    /** The keys of an owner, the youngest first; {@link ApiKeyService#MOST} at most. */
    List<ApiKey> list(TenantScope scope, KeyOwner owner);

    /** How many keys of the tenant are neither revoked nor expired at that time. */
    long count(TenantScope scope, Instant now);

    /**
     * Adds a key.
     *
     * @param digest the SHA-256 of its secret in hexadecimal
     */
    void add(TenantScope scope, ApiKey key, String digest);

    /** Lets a key that is not revoked expire then, if it does not do so before; false where there is no such key. */
    boolean expire(TenantScope scope, ApiKeyId id, Instant at);

    /** Ends a key; false where it has been revoked before or never was. */
    boolean revoke(TenantScope scope, ApiKeyId id, Instant at);

    /** Notes that a key was used then, unless a later use is noted. */
    void touch(TenantScope scope, ApiKeyId id, Instant at);

    /** Removes the keys of an owner that were revoked or have expired before that time. */
    void prune(TenantScope scope, KeyOwner owner, Instant before);
}
