package io.tenancy.testkit;

import io.tenancy.core.brand.Logo;
import io.tenancy.core.brand.LogoBook;
import io.tenancy.core.tenant.TenantId;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Logos in memory. */
final class InMemoryLogoBook implements LogoBook {
    private final Map<TenantId, Logo> rows = new ConcurrentHashMap<>();

    @Override
    public Optional<Logo> find(String digest) {
        return rows.values().stream()
                .filter(logo -> logo.digest().equals(digest))
                .findAny();
    }

    @Override
    public Optional<String> digest(TenantId tenant) {
        return Optional.ofNullable(rows.get(tenant)).map(Logo::digest);
    }

    @Override
    public void put(TenantId tenant, Logo logo) {
        rows.put(tenant, logo);
    }

    @Override
    public boolean remove(TenantId tenant) {
        return rows.remove(tenant) != null;
    }
}
