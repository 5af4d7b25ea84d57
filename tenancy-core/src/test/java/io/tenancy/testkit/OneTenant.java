package io.tenancy.testkit;

import io.tenancy.core.Position;
import io.tenancy.core.tenant.Fleet;
import io.tenancy.core.tenant.Tenant;
import io.tenancy.core.tenant.TenantFilter;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.core.tenant.TenantStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A catalogue of one tenant that never changes. */
record OneTenant(Tenant tenant) implements TenantStore {
    @Override
    public Optional<Tenant> find(TenantId id) {
        return Optional.of(tenant).filter(known -> known.id().equals(id));
    }

    @Override
    public Optional<Tenant> findBySlug(String slug) {
        return Optional.of(tenant).filter(known -> known.slug().equals(slug));
    }

    @Override
    public List<Tenant> list(TenantFilter filter, Optional<Position> after, int limit) {
        return List.of(tenant);
    }

    @Override
    public Fleet fleet() {
        return new Fleet(0, 0);
    }

    @Override
    public List<Tenant> abandoned(Instant before, Instant now, int limit) {
        return List.of();
    }

    @Override
    public List<Tenant> purgeable(Instant now, int limit) {
        return List.of();
    }

    @Override
    public boolean add(Tenant tenant) {
        return false;
    }

    @Override
    public boolean update(Tenant tenant) {
        return false;
    }

    @Override
    public boolean remove(TenantId id) {
        return false;
    }
}
