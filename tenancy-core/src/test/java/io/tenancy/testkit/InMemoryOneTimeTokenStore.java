package io.tenancy.testkit;

import io.tenancy.core.credential.OneTimeToken;
import io.tenancy.core.credential.OneTimeToken.Purpose;
import io.tenancy.core.credential.OneTimeTokenStore;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.core.user.UserId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** One-time secrets in memory. */
record InMemoryOneTimeTokenStore(InMemoryTables tables) implements OneTimeTokenStore {
    @Override
    public void put(TenantScope scope, OneTimeToken token) {
        tables.change(scope, () -> {
            tables.requireUser(scope, token.user());
            tables.oneTimeTokens.removeIf(
                    scope.id(), old -> old.user().equals(token.user()) && old.purpose() == token.purpose());
            tables.oneTimeTokens.put(scope.id(), token.id(), token);
        });
    }

    @Override
    public Optional<OneTimeToken> peek(TenantScope scope, UUID id, Purpose purpose, String digest, Instant now) {
        return tables.in(
                scope,
                () -> tables.oneTimeTokens
                        .find(scope.id(), id)
                        .filter(token -> token.purpose() == purpose)
                        .filter(token -> token.digest().equals(digest))
                        .filter(token -> now.isBefore(token.expiresAt())));
    }

    @Override
    public Optional<OneTimeToken> take(TenantScope scope, UUID id, Purpose purpose, String digest, Instant now) {
        return tables.in(scope, () -> {
            Optional<OneTimeToken> token = peek(scope, id, purpose, digest, now);
            token.ifPresent(known -> tables.oneTimeTokens.remove(scope.id(), id));
            return token;
        });
    }

    @Override
    public void removeAll(TenantScope scope, UserId user) {
        tables.change(
                scope,
                () -> tables.oneTimeTokens.removeIf(
                        scope.id(), token -> token.user().equals(user)));
    }
}
