package io.tenancy.core.once;

import io.tenancy.core.tenant.TenantScope;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** The requests of a tenant that are done once. */
public interface OnceStore {
    /**
     * Adds a request that begins. It takes the place of one that has expired, and of the same request where that has neither
     * worked nor answered within its lease. False, and nothing is changed, where there is another in its place.
     */
    boolean claim(TenantScope scope, KeptRequest request, Instant now);

    /** The request, expired or not. */
    Optional<KeptRequest> find(TenantScope scope, String digest);

    /** Notes that the work is done; false where the attempt is not the one that is at it. */
    boolean work(TenantScope scope, String digest, UUID attempt);

    /** Keeps what was answered; false where the attempt is not the one that is at it. */
    boolean answer(TenantScope scope, String digest, UUID attempt, String sealed);

    /** Forgets a request that has done nothing; false where its work is done, or it is not the one that is at it. */
    boolean release(TenantScope scope, String digest, UUID attempt);

    /** How many requests there are, expired or not, counted up to a number. */
    int count(TenantScope scope, int most);

    /** Removes some of what has expired, and says how much; nothing where nothing is left. */
    int prune(TenantScope scope, Instant now);
}
