package io.tenancy.testkit;

import io.tenancy.core.passkey.Passkey;
import io.tenancy.core.passkey.PasskeyId;
import io.tenancy.core.passkey.PasskeyKey;
import io.tenancy.core.passkey.PasskeyStore;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.core.user.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** Passkeys in memory. */
record InMemoryPasskeyStore(InMemoryTables tables) implements PasskeyStore {
    /** A passkey, and how it is verified. */
    record Kept(Passkey passkey, PasskeyKey key) {}

    /** A challenge that was answered. */
    record Answer(UserId user, Instant expiresAt) {}

    /** Every step in memory is alone, and every transaction on a tenant's rows is. */
    @Override
    public void lock(TenantScope scope, UserId user) {
        tables.change(scope, () -> tables.requireUser(scope, user));
    }

    @Override
    public boolean add(TenantScope scope, Passkey passkey, PasskeyKey key) {
        return tables.in(scope, () -> {
            tables.requireUser(scope, key.user());
            boolean isFree = byCredential(scope, passkey.credentialId()).isEmpty();
            if (isFree) {
                tables.passkeys.put(scope.id(), passkey.id().value(), new Kept(passkey, key));
            }
            return isFree;
        });
    }

    @Override
    public List<Passkey> list(TenantScope scope, UserId user) {
        return tables.in(scope, () -> of(scope, user).map(Kept::passkey).toList());
    }

    @Override
    public boolean any(TenantScope scope, UserId user) {
        return !list(scope, user).isEmpty();
    }

    @Override
    public Optional<PasskeyKey> key(TenantScope scope, String credentialId) {
        return tables.in(scope, () -> byCredential(scope, credentialId).map(Kept::key));
    }

    @Override
    public boolean rename(TenantScope scope, UserId user, PasskeyId id, String name) {
        return tables.in(scope, () -> {
            Optional<Kept> known = one(scope, user, id);
            known.ifPresent(kept -> put(
                    scope,
                    copy(
                            kept.passkey(),
                            name,
                            kept.passkey().backedUp(),
                            kept.passkey().lastUsedAt()),
                    kept.key()));
            return known.isPresent();
        });
    }

    @Override
    public boolean use(TenantScope scope, PasskeyId id, long signCount, boolean backedUp, Instant at) {
        return tables.in(scope, () -> {
            Optional<Kept> known = tables.passkeys
                    .find(scope.id(), id.value())
                    .filter(kept ->
                            kept.key().signCount() < signCount || (kept.key().signCount() == 0 && signCount == 0));
            known.ifPresent(kept -> put(
                    scope,
                    copy(kept.passkey(), kept.passkey().name(), backedUp, Optional.of(at)),
                    new PasskeyKey(
                            id,
                            kept.key().user(),
                            kept.key().publicKey(),
                            signCount,
                            kept.key().backupEligible())));
            return known.isPresent();
        });
    }

    @Override
    public boolean remove(TenantScope scope, UserId user, PasskeyId id) {
        return tables.in(
                scope, () -> one(scope, user, id).isPresent() && tables.passkeys.remove(scope.id(), id.value()));
    }

    @Override
    public boolean removeAll(TenantScope scope, UserId user) {
        return tables.in(scope, () -> {
            boolean hadSome = of(scope, user).findAny().isPresent();
            tables.passkeys.removeIf(scope.id(), kept -> kept.key().user().equals(user));
            tables.passkeyAnswers.removeIf(scope.id(), answer -> answer.user().equals(user));
            return hadSome;
        });
    }

    @Override
    public boolean spend(TenantScope scope, UserId user, UUID challenge, Instant expiresAt, Instant now) {
        return tables.in(scope, () -> {
            tables.requireUser(scope, user);
            tables.passkeyAnswers.removeIf(
                    scope.id(), answer -> answer.user().equals(user) && !now.isBefore(answer.expiresAt()));
            boolean isFresh = tables.passkeyAnswers.find(scope.id(), challenge).isEmpty();
            if (isFresh) {
                tables.passkeyAnswers.put(scope.id(), challenge, new Answer(user, expiresAt));
            }
            return isFresh;
        });
    }

    @Override
    public boolean isSpent(TenantScope scope, UUID challenge) {
        return tables.in(
                scope, () -> tables.passkeyAnswers.find(scope.id(), challenge).isPresent());
    }

    private void put(TenantScope scope, Passkey passkey, PasskeyKey key) {
        tables.passkeys.put(scope.id(), passkey.id().value(), new Kept(passkey, key));
    }

    private Stream<Kept> of(TenantScope scope, UserId user) {
        return tables.passkeys.all(scope.id()).filter(kept -> kept.key().user().equals(user));
    }

    private Optional<Kept> one(TenantScope scope, UserId user, PasskeyId id) {
        return of(scope, user).filter(kept -> kept.passkey().id().equals(id)).findAny();
    }

    private Optional<Kept> byCredential(TenantScope scope, String credentialId) {
        return tables.passkeys
                .all(scope.id())
                .filter(kept -> kept.passkey().credentialId().equals(credentialId))
                .findAny();
    }

    private static Passkey copy(Passkey passkey, String name, boolean backedUp, Optional<Instant> lastUsedAt) {
        return new Passkey(
                passkey.id(),
                name,
                passkey.credentialId(),
                passkey.transports(),
                passkey.aaguid(),
                passkey.backupEligible(),
                backedUp,
                passkey.createdAt(),
                lastUsedAt);
    }
}
