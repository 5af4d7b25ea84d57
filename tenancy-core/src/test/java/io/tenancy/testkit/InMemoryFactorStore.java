package io.tenancy.testkit;

import io.tenancy.core.mfa.Authenticator;
import io.tenancy.core.mfa.FactorStore;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.core.user.UserId;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Second factors in memory. */
record InMemoryFactorStore(InMemoryTables tables) implements FactorStore {
    /** An authenticator app, and the last time step that was used of it. */
    record Row(Authenticator app, long lastStep) {}

    @Override
    public Optional<Authenticator> authenticator(TenantScope scope, UserId user) {
        return tables.in(
                scope,
                () -> tables.authenticators.find(scope.id(), user.value()).map(Row::app));
    }

    @Override
    public void putPending(TenantScope scope, UserId user, String pendingKey) {
        tables.change(scope, () -> {
            tables.requireUser(scope, user);
            Row row = row(scope, user).orElse(new Row(none(), Long.MIN_VALUE));
            Authenticator app = new Authenticator(row.app().key(), row.app().since(), Optional.of(pendingKey));
            tables.authenticators.put(scope.id(), user.value(), new Row(app, row.lastStep()));
        });
    }

    @Override
    public boolean removePending(TenantScope scope, UserId user) {
        return tables.in(scope, () -> {
            Optional<Row> pending =
                    row(scope, user).filter(row -> row.app().pendingKey().isPresent());
            pending.ifPresent(row -> {
                Authenticator app = new Authenticator(row.app().key(), row.app().since(), Optional.empty());
                if (app.key().isPresent()) {
                    tables.authenticators.put(scope.id(), user.value(), new Row(app, row.lastStep()));
                } else {
                    tables.authenticators.remove(scope.id(), user.value());
                }
            });
            return pending.isPresent();
        });
    }

    @Override
    public boolean confirm(TenantScope scope, UserId user, String pendingKey, long step, Instant now) {
        return tables.in(scope, () -> {
            boolean pending = row(scope, user)
                    .flatMap(row -> row.app().pendingKey())
                    .filter(pendingKey::equals)
                    .isPresent();
            if (pending) {
                Authenticator app = new Authenticator(Optional.of(pendingKey), Optional.of(now), Optional.empty());
                tables.authenticators.put(scope.id(), user.value(), new Row(app, step));
            }
            return pending;
        });
    }

    @Override
    public boolean useStep(TenantScope scope, UserId user, String key, long step) {
        return tables.in(scope, () -> {
            Optional<Row> usable = row(scope, user)
                    .filter(row -> row.app().key().filter(key::equals).isPresent())
                    .filter(row -> row.lastStep() < step);
            usable.ifPresent(row -> tables.authenticators.put(scope.id(), user.value(), new Row(row.app(), step)));
            return usable.isPresent();
        });
    }

    @Override
    public void putRecoveryCodes(TenantScope scope, UserId user, Set<String> digests) {
        tables.change(scope, () -> {
            tables.requireUser(scope, user);
            tables.recoveryCodes.put(scope.id(), user.value(), Set.copyOf(digests));
        });
    }

    @Override
    public int recoveryCodes(TenantScope scope, UserId user) {
        return tables.in(scope, () -> codes(scope, user).size());
    }

    @Override
    public boolean takeRecoveryCode(TenantScope scope, UserId user, String digest) {
        return tables.in(scope, () -> {
            Set<String> left = new HashSet<>(codes(scope, user));
            boolean taken = left.remove(digest);
            if (taken) {
                tables.recoveryCodes.put(scope.id(), user.value(), Set.copyOf(left));
            }
            return taken;
        });
    }

    @Override
    public boolean remove(TenantScope scope, UserId user) {
        return tables.in(scope, () -> {
            boolean known = row(scope, user).isPresent() || !codes(scope, user).isEmpty();
            tables.authenticators.remove(scope.id(), user.value());
            tables.recoveryCodes.remove(scope.id(), user.value());
            return known;
        });
    }

    private Optional<Row> row(TenantScope scope, UserId user) {
        return tables.authenticators.find(scope.id(), user.value());
    }

    private Set<String> codes(TenantScope scope, UserId user) {
        return tables.recoveryCodes.find(scope.id(), user.value()).orElse(Set.of());
    }

    private static Authenticator none() {
        return new Authenticator(Optional.empty(), Optional.empty(), Optional.empty());
    }
}
