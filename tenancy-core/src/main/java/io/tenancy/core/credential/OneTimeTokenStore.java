package io.tenancy.core.credential;

import io.tenancy.core.credential.OneTimeToken.Purpose;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.core.user.UserId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** The one-time secrets of a tenant's users. */
public interface OneTimeTokenStore {
    /** Keeps a token in place of every other that the user has for this purpose. */
    void put(TenantScope scope, OneTimeToken token);

    /** The token with this id, purpose and digest that has not expired at {@code now}, without taking it. */
    Optional<OneTimeToken> peek(TenantScope scope, UUID id, Purpose purpose, String digest, Instant now);

    /**
     * Takes the token with this id, purpose and digest that has not expired at {@code now}. It can be taken once, also
     * where many try at the same time.
     */
    Optional<OneTimeToken> take(TenantScope scope, UUID id, Purpose purpose, String digest, Instant now);

    /** Voids every token of a user. */
    void removeAll(TenantScope scope, UserId user);
}
