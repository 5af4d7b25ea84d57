package io.tenancy.persistence;

import static java.util.Objects.requireNonNull;

import com.github.benmanes.caffeine.cache.Ticker;
import io.tenancy.core.session.SessionId;
import io.tenancy.core.session.Standing;
import io.tenancy.core.session.Standings;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.core.tenant.TenantScope;
import java.time.Duration;
import java.util.Optional;

/** Remembers standings for as long as a node may be behind; a transaction always sees the database's own. */
final class CachedStandings implements Standings {
    private static final int MOST = 100_000;

    private final Standings source;
    private final TenantDb db;
    private final Recent<Key, Optional<Standing>> recent;

    CachedStandings(Standings source, TenantDb db, Duration staleness, Ticker clock) {
        this.source = requireNonNull(source);
        this.db = requireNonNull(db);
        this.recent = new Recent<>(MOST, staleness, clock, Key::tenant);
    }

    @Override
    public Optional<Standing> find(TenantScope scope, SessionId session) {
        return db.isInTransaction()
                ? source.find(scope, session)
                : recent.get(new Key(scope.id(), session), key -> source.find(scope, key.session()));
    }

    void happened(Change change) {
        if (change.kind() == Change.Kind.PEOPLE) {
            recent.changed(change.tenantId());
        }
    }

    void anyMayHaveHappened() {
        recent.allChanged();
    }

    private record Key(TenantId tenant, SessionId session) {}
}
