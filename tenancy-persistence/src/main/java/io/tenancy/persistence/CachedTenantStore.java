package io.tenancy.persistence;

import static java.util.Objects.requireNonNull;

import com.github.benmanes.caffeine.cache.Ticker;
import io.tenancy.core.Position;
import io.tenancy.core.tenant.Fleet;
import io.tenancy.core.tenant.Tenant;
import io.tenancy.core.tenant.TenantFilter;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.core.tenant.TenantStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Remembers which tenants there are, and which there are not, for as long as a node may be behind. */
final class CachedTenantStore implements TenantStore {
    private static final int MOST = 100_000;

    private final TenantStore source;
    private final TenantDb db;
    private final KnownTenants known;
    private final Recent<String, Optional<Tenant>> bySlug;

    CachedTenantStore(TenantStore source, KnownTenants known, TenantDb db, Duration staleness, Ticker clock) {
        this.source = requireNonNull(source);
        this.db = requireNonNull(db);
        this.known = requireNonNull(known);
        this.bySlug = new Recent<>(MOST, staleness, clock, slug -> slug);
    }

    /** Forgets at once what changes make another. Which slug a tenant has, or had, is not known to whoever hears of its change. */
    CachedTenantStore hearing(Changes changes) {
        changes.tell(
                change -> {
                    if (change.kind() == Change.Kind.TENANT) {
                        bySlug.allChanged();
                    }
                },
                bySlug::allChanged);
        return this;
    }

    @Override
    public Optional<Tenant> find(TenantId id) {
        return db.isInTransaction() ? source.find(id) : known.tenant(id);
    }

    @Override
    public Optional<Tenant> findBySlug(String slug) {
        return db.isInTransaction() ? source.findBySlug(slug) : bySlug.get(slug, source::findBySlug);
    }

    @Override
    public List<Tenant> list(TenantFilter filter, Optional<Position> after, int limit) {
        return source.list(filter, after, limit);
    }

    @Override
    public Fleet fleet() {
        return source.fleet();
    }

    @Override
    public List<Tenant> abandoned(Instant before, Instant now, int limit) {
        return source.abandoned(before, now, limit);
    }

    @Override
    public List<Tenant> purgeable(Instant now, int limit) {
        return source.purgeable(now, limit);
    }

    @Override
    public boolean add(Tenant tenant) {
        return source.add(tenant);
    }

    @Override
    public boolean update(Tenant tenant) {
        return source.update(tenant);
    }

    @Override
    public boolean remove(TenantId id) {
        return source.remove(id);
    }
}
