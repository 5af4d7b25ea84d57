package io.tenancy.core.mfa;

import io.tenancy.core.tenant.TenantScope;
import io.tenancy.core.user.UserId;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** The second factors of a tenant's users. */
public interface FactorStore {
    Optional<Authenticator> authenticator(TenantScope scope, UserId user);

    /** Keeps the key of an app to come, in place of every other of its kind; the app in use stays. */
    void putPending(TenantScope scope, UserId user, String pendingKey);

    /** Forgets the key of an app to come; the app in use stays. False where there is none. */
    boolean removePending(TenantScope scope, UserId user);

    /**
     * Puts the app to come in the place of the app in use.
     *
     * @param step the time step of its first code, which is used up by that
     * @return false, and nothing is changed, where the pending key is another or has been confirmed
     */
    boolean confirm(TenantScope scope, UserId user, String pendingKey, long step, Instant now);

    /**
     * Uses up a time step of the app in use, and all before it. Of many at the same time exactly one is told true, and
     * nobody for a step that is not after the last one that was used.
     */
    boolean useStep(TenantScope scope, UserId user, String key, long step);

    /** Replaces the recovery codes by those of these digests. */
    void putRecoveryCodes(TenantScope scope, UserId user, Set<String> digests);

    int recoveryCodes(TenantScope scope, UserId user);

    /** Takes a recovery code away; of many at the same time exactly one is told true. */
    boolean takeRecoveryCode(TenantScope scope, UserId user, String digest);

    /** Removes everything that the user has; false where that is nothing. */
    boolean remove(TenantScope scope, UserId user);
}
