package io.tenancy.core.mfa;

import io.tenancy.core.mfa.Challenge.Purpose;
import io.tenancy.core.tenant.TenantScope;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** The sign-ins of a tenant's users that wait for a second factor. */
public interface ChallengeStore {
    /** Keeps a challenge, and forgets those of the user that have expired. */
    void add(TenantScope scope, Challenge challenge, Instant now);

    /**
     * The challenge with this id, purpose and digest that is neither expired nor used up; it costs no try.
     *
     * @param tries after so many it is used up
     */
    Optional<Challenge> find(TenantScope scope, UUID id, Purpose purpose, String digest, Instant now, int tries);

    /**
     * As {@link #find}, and costs one of its tries. Exact however many try at the same time; it is to be
     * called outside of the transaction that looks at the code, because a wrong code counts.
     */
    Optional<Challenge> attempt(TenantScope scope, UUID id, Purpose purpose, String digest, Instant now, int tries);

    /** Takes a challenge away; of many at the same time exactly one is told true. */
    boolean take(TenantScope scope, UUID id);
}
