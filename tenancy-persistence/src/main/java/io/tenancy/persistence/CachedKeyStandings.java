package io.tenancy.persistence;

import static java.util.Objects.requireNonNull;

import com.github.benmanes.caffeine.cache.Ticker;
import io.tenancy.core.apikey.ApiKeyId;
import io.tenancy.core.program.KeyStanding;
import io.tenancy.core.program.KeyStandings;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.core.tenant.TenantScope;
import java.time.Duration;
import java.util.Optional;

/** Remembers the standings of keys for as long as a node may be behind; a transaction always sees the database's own. */
final class CachedKeyStandings implements KeyStandings {
    private static final int MOST = 100_000;

    private final KeyStandings source;
    private final TenantDb db;
    private final Recent<Key, Optional<KeyStanding>> recent;

    CachedKeyStandings(KeyStandings source, TenantDb db, Duration staleness, Ticker clock) {
        this.source = requireNonNull(source);
        this.db = requireNonNull(db);
        this.recent = new Recent<>(MOST, staleness, clock, Key::tenant);
    }

    @Override
    public Optional<KeyStanding> find(TenantScope scope, ApiKeyId key) {
        return db.isInTransaction()
                ? source.find(scope, key)
                : recent.get(new Key(scope.id(), key), asked -> source.find(scope, asked.id()));
    }

    void happened(Change change) {
        if (change.kind() == Change.Kind.PEOPLE) {
            recent.changed(change.tenantId());
        }
    }

    void anyMayHaveHappened() {
        recent.allChanged();
    }

    private record Key(TenantId tenant, ApiKeyId id) {}
}
