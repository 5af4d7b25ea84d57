package io.tenancy.testkit;

import io.tenancy.core.apikey.ApiKey;
import io.tenancy.core.apikey.ApiKeyId;
import io.tenancy.core.apikey.ApiKeyStore;
import io.tenancy.core.apikey.KeyOwner;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.core.user.UserId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** API keys in memory. */
record InMemoryApiKeyStore(InMemoryTables tables) implements ApiKeyStore {
    /** A key and how its secret is known. */
    record Kept(ApiKey key, String digest) {}

    @Override
    public Optional<ApiKey> find(TenantScope scope, ApiKeyId id) {
        return kept(scope, id).map(Kept::key);
    }

    @Override
    public List<ApiKey> list(TenantScope scope, KeyOwner owner) {
        List<ApiKey> keys = new ArrayList<>(tables.in(
                scope,
                () -> tables.apiKeys
                        .all(scope.id())
                        .map(Kept::key)
                        .filter(key -> key.owner().equals(owner))
                        .toList()));
        Collections.reverse(keys);
        return keys;
    }

    @Override
    public long count(TenantScope scope, Instant now) {
        return tables.in(
                scope,
                () -> tables.apiKeys
                        .all(scope.id())
                        .filter(kept -> kept.key().isLive(now))
                        .count());
    }

    @Override
    public void add(TenantScope scope, ApiKey key, String digest) {
        tables.change(scope, () -> {
            requireOwner(scope, key.owner());
            tables.apiKeys.put(scope.id(), key.id().value(), new Kept(key, digest));
        });
    }

    @Override
    public boolean expire(TenantScope scope, ApiKeyId id, Instant at) {
        return change(scope, id, key -> copy(key, earlier(key.expiresAt(), at), key.lastUsedAt(), key.revokedAt()));
    }

    @Override
    public boolean revoke(TenantScope scope, ApiKeyId id, Instant at) {
        return change(scope, id, key -> copy(key, key.expiresAt(), key.lastUsedAt(), Optional.of(at)));
    }

    @Override
    public void touch(TenantScope scope, ApiKeyId id, Instant at) {
        tables.change(
                scope,
                () -> kept(scope, id)
                        .filter(kept ->
                                kept.key().lastUsedAt().filter(at::isBefore).isEmpty())
                        .ifPresent(kept -> put(
                                scope,
                                kept,
                                copy(
                                        kept.key(),
                                        kept.key().expiresAt(),
                                        Optional.of(at),
                                        kept.key().revokedAt()))));
    }

    @Override
    public void prune(TenantScope scope, KeyOwner owner, Instant before) {
        tables.change(
                scope,
                () -> tables.apiKeys.removeIf(
                        scope.id(),
                        kept -> kept.key().owner().equals(owner)
                                && kept.key()
                                        .revokedAt()
                                        .map(at -> earlier(at, kept.key().expiresAt()))
                                        .orElse(kept.key().expiresAt())
                                        .isBefore(before)));
    }

    private boolean change(TenantScope scope, ApiKeyId id, UnaryOperator<ApiKey> change) {
        return tables.in(scope, () -> {
            Optional<Kept> known =
                    kept(scope, id).filter(kept -> kept.key().revokedAt().isEmpty());
            known.ifPresent(kept -> put(scope, kept, change.apply(kept.key())));
            return known.isPresent();
        });
    }

    private void put(TenantScope scope, Kept kept, ApiKey changed) {
        tables.apiKeys.put(scope.id(), changed.id().value(), new Kept(changed, kept.digest()));
    }

    private Optional<Kept> kept(TenantScope scope, ApiKeyId id) {
        return tables.in(scope, () -> tables.apiKeys.find(scope.id(), id.value()));
    }

    private void requireOwner(TenantScope scope, KeyOwner owner) {
        owner.user().ifPresent(user -> tables.requireUser(scope, new UserId(user)));
        owner.account().ifPresent(account -> {
            if (tables.serviceAccounts.find(scope.id(), account).isEmpty()) {
                throw new IllegalStateException("The tenant has no service account " + account + ".");
            }
        });
    }

    private static ApiKey copy(
            ApiKey key, Instant expiresAt, Optional<Instant> lastUsedAt, Optional<Instant> revokedAt) {
        return new ApiKey(
                key.id(), key.owner(), key.name(), key.scopes(), key.createdAt(), expiresAt, lastUsedAt, revokedAt);
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
