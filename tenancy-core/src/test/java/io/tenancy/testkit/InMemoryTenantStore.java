package io.tenancy.testkit;

import static io.tenancy.testkit.InMemoryTransactions.CATALOGUE;

import io.tenancy.core.Position;
import io.tenancy.core.SearchKey;
import io.tenancy.core.tenant.Fleet;
import io.tenancy.core.tenant.Isolation;
import io.tenancy.core.tenant.Tenant;
import io.tenancy.core.tenant.Tenant.Status;
import io.tenancy.core.tenant.Tenant.Tables;
import io.tenancy.core.tenant.TenantFilter;
import io.tenancy.core.tenant.TenantFilter.Sort;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.core.tenant.TenantStore;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The catalogue of tenants in memory. */
record InMemoryTenantStore(InMemoryTables tables) implements TenantStore {
    @Override
    public Optional<Tenant> find(TenantId id) {
        return step(() -> tables.tenants.find(CATALOGUE, id.value()));
    }

    @Override
    public Optional<Tenant> findBySlug(String slug) {
        return step(() -> tables.tenants
                .all(CATALOGUE)
                .filter(tenant -> tenant.slug().equals(slug))
                .findAny());
    }

    @Override
    public List<Tenant> list(TenantFilter filter, Optional<Position> after, int limit) {
        return step(() -> {
            Stream<Tenant> wanted = tables.tenants.all(CATALOGUE).filter(tenant -> matches(filter, tenant));
            return filter.sort() == Sort.NEWEST
                    ? InMemoryTable.before(after, limit, filter::position, wanted)
                    : InMemoryTable.after(after, limit, filter::position, wanted);
        });
    }

    /** Nobody is behind in memory: there are no tables. */
    @Override
    public Fleet fleet() {
        return step(() -> new Fleet(
                tables.tenants
                        .all(CATALOGUE)
                        .filter(tenant -> tenant.isolation() != Isolation.SHARED)
                        .filter(tenant -> tenant.status() != Status.PROVISIONING && tenant.status() != Status.PURGING)
                        .count(),
                0));
    }

    @Override
    public List<Tenant> abandoned(Instant before, Instant now, int limit) {
        return oldest(
                limit,
                tenant -> tenant.status() == Status.PROVISIONING
                        && (tenant.failure().isPresent()
                                ? isDue(tenant, now)
                                : tenant.updatedAt().isBefore(before)));
    }

    @Override
    public List<Tenant> purgeable(Instant now, int limit) {
        return oldest(limit, tenant -> isOver(tenant, now) && isDue(tenant, now) && !tables.holds.isHeld(tenant.id()));
    }

    private static boolean isOver(Tenant tenant, Instant now) {
        return tenant.status() == Status.PURGING
                || (tenant.status() == Status.DELETING
                        && tenant.purgeAt().map(at -> !at.isAfter(now)).orElse(false));
    }

    private static boolean isDue(Tenant tenant, Instant now) {
        return tenant.failure().map(last -> !last.retryAt().isAfter(now)).orElse(true);
    }

    @Override
    public boolean add(Tenant tenant) {
        return step(() -> {
            boolean taken =
                    find(tenant.id()).isPresent() || findBySlug(tenant.slug()).isPresent();
            if (!taken) {
                tables.tenants.put(CATALOGUE, tenant.id().value(), tenant);
            }
            return !taken;
        });
    }

    @Override
    public boolean update(Tenant tenant) {
        return step(() -> {
            boolean unchanged = find(tenant.id())
                    .filter(known -> known.version() == tenant.version() - 1)
                    .isPresent();
            if (unchanged) {
                tables.tenants.put(CATALOGUE, tenant.id().value(), tenant);
            }
            return unchanged;
        });
    }

    @Override
    public boolean remove(TenantId id) {
        return step(() ->
                find(id).filter(tenant -> tenant.status() == Status.PURGING).isPresent()
                        && tables.tenants.remove(CATALOGUE, id.value()));
    }

    private List<Tenant> oldest(int limit, Predicate<Tenant> wanted) {
        return step(() -> tables.tenants
                .all(CATALOGUE)
                .filter(wanted)
                .sorted(Comparator.comparing(Tenant::updatedAt))
                .limit(limit)
                .toList());
    }

    private static boolean matches(TenantFilter filter, Tenant tenant) {
        boolean found = filter.search()
                .map(text -> tenant.slug().startsWith(text)
                        || SearchKey.of(tenant.name()).startsWith(text))
                .orElse(true);
        return found
                && (tenant.failure().isPresent() || !filter.failed())
                && (tenant.tables() == Tables.BEHIND || !filter.behind())
                && filter.status().map(tenant.status()::equals).orElse(true);
    }

    private <T> T step(Supplier<T> step) {
        return tables.transactions.step(CATALOGUE, step);
    }
}
