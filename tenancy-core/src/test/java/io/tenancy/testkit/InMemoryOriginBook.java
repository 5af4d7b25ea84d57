package io.tenancy.testkit;

import io.tenancy.core.setting.Origin;
import io.tenancy.core.setting.OriginBook;
import io.tenancy.core.tenant.TenantId;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What tenants have listed, in memory. */
final class InMemoryOriginBook implements OriginBook {
    private final Map<TenantId, Listed> rows = new ConcurrentHashMap<>();

    @Override
    public Optional<Listed> find(TenantId tenant) {
        return Optional.ofNullable(rows.get(tenant));
    }

    @Override
    public void put(TenantId tenant, Listed listed) {
        rows.put(tenant, listed);
    }

    @Override
    public boolean remove(TenantId tenant) {
        return rows.remove(tenant) != null;
    }

    @Override
    public boolean isListed(Origin origin) {
        return rows.values().stream().anyMatch(listed -> listed.origins().contains(origin));
    }

    @Override
    public boolean isListed(Origin origin, TenantId tenant) {
        return find(tenant).filter(listed -> listed.origins().contains(origin)).isPresent();
    }
}
