package io.tenancy.testkit;

import io.tenancy.core.domain.Domain;
import io.tenancy.core.domain.DomainBook;
import io.tenancy.core.domain.DomainId;
import io.tenancy.core.tenant.TenantId;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Domains in memory. */
final class InMemoryDomainBook implements DomainBook {
    private final Map<DomainId, Row> rows = new LinkedHashMap<>();

    private record Row(TenantId tenant, Domain domain, Instant checkedAt) {}

    @Override
    public synchronized List<Domain> list(TenantId tenant) {
        return of(tenant).map(Row::domain).toList();
    }

    @Override
    public synchronized Optional<Domain> find(TenantId tenant, DomainId id) {
        return of(tenant)
                .map(Row::domain)
                .filter(domain -> domain.id().equals(id))
                .findAny();
    }

    @Override
    public synchronized boolean add(TenantId tenant, Domain domain) {
        boolean isNew = of(tenant).noneMatch(row -> row.domain().name().equals(domain.name()));
        if (isNew) {
            rows.put(domain.id(), new Row(tenant, domain, domain.createdAt()));
        }
        return isNew;
    }

    @Override
    public synchronized boolean update(TenantId tenant, Domain domain, Instant checkedAt) {
        boolean isTaken = domain.isVerified()
                && owner(domain.name()).filter(owner -> !owner.equals(tenant)).isPresent();
        if (isTaken || find(tenant, domain.id()).isEmpty()) {
            return false;
        }
        rows.put(domain.id(), new Row(tenant, domain, checkedAt));
        return true;
    }

    @Override
    public synchronized boolean delete(TenantId tenant, DomainId id) {
        return find(tenant, id).isPresent() && rows.remove(id) != null;
    }

    @Override
    public synchronized Optional<TenantId> owner(String name) {
        return verified()
                .filter(row -> row.domain().name().equals(name))
                .map(Row::tenant)
                .findAny();
    }

    @Override
    public synchronized List<Owned> due(Instant before, int limit) {
        return verified()
                .filter(row -> row.checkedAt().isBefore(before))
                .sorted(Comparator.comparing(Row::checkedAt))
                .limit(limit)
                .map(row -> new Owned(row.tenant(), row.domain()))
                .toList();
    }

    private Stream<Row> of(TenantId tenant) {
        return rows.values().stream().filter(row -> row.tenant().equals(tenant));
    }

    private Stream<Row> verified() {
        return rows.values().stream().filter(row -> row.domain().isVerified());
    }
}
