package io.tenancy.core.passkey;

import io.tenancy.core.tenant.TenantScope;
import io.tenancy.core.user.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The passkeys of a tenant's users, and which challenges they have answered. */
public interface PasskeyStore {
    /** Makes everybody else who wants to change the user's factors wait until the transaction ends. */
    void lock(TenantScope scope, UserId user);

    /** Keeps a passkey; false, and nothing is changed, where one of the tenant has its credential id. */
    boolean add(TenantScope scope, Passkey passkey, PasskeyKey key);

    /** Those of a user, the oldest first. */
    List<Passkey> list(TenantScope scope, UserId user);

    /** Whether the user has one. */
    boolean any(TenantScope scope, UserId user);

    /** How to verify the one with this credential id. */
    Optional<PasskeyKey> key(TenantScope scope, String credentialId);

    /** Gives one of the user another name; false where the user has no such. */
    boolean rename(TenantScope scope, UserId user, PasskeyId id, String name);

    /**
     * Notes a use. Of many at the same time with the same count exactly one is told true, unless that is 0 as it always was;
     * nobody for a count that is not after the last one.
     */
    boolean use(TenantScope scope, PasskeyId id, long signCount, boolean backedUp, Instant at);

    /** Removes one of the user; false where the user has no such. */
    boolean remove(TenantScope scope, UserId user, PasskeyId id);

    /** Removes all of a user; false where there is none. */
    boolean removeAll(TenantScope scope, UserId user);

    /**
     * Uses up a challenge that the user has answered, and forgets those of the user that have expired. Of many at the same
     * time exactly one is told true.
     */
    boolean spend(TenantScope scope, UserId user, UUID challenge, Instant expiresAt, Instant now);

    /** Whether the challenge was used up. */
    boolean isSpent(TenantScope scope, UUID challenge);
}
