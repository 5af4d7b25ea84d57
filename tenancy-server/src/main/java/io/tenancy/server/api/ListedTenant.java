package io.tenancy.server.api;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.tenancy.core.Page;
import io.tenancy.core.tenant.Tenant;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.core.usage.RecentUse;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A tenant in the list of all.
 *
 * @param usage its requests of late, where they were asked for
 */
public record ListedTenant(@JsonUnwrapped Tenant tenant, Optional<RecentUse> usage) {
    public ListedTenant {
        requireNonNull(tenant);
        requireNonNull(usage);
    }

    static List<TenantId> ids(Page<Tenant> tenants) {
        return tenants.items().stream().map(Tenant::id).toList();
    }

    static Page<ListedTenant> page(Page<Tenant> tenants, Map<TenantId, RecentUse> usage) {
        return new Page<>(
                tenants.items().stream()
                        .map(tenant -> new ListedTenant(tenant, Optional.ofNullable(usage.get(tenant.id()))))
                        .toList(),
                tenants.next());
    }
}
