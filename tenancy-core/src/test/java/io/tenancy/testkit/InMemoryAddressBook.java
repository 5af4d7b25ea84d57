package io.tenancy.testkit;

import io.tenancy.core.account.AddressBook;
import io.tenancy.core.tenant.TenantId;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** An address book in memory. */
final class InMemoryAddressBook implements AddressBook {
    private final Set<Row> rows = ConcurrentHashMap.newKeySet();

    private record Row(String digest, TenantId tenant) {}

    @Override
    public void add(String digest, TenantId tenant) {
        rows.add(new Row(digest, tenant));
    }

    @Override
    public List<TenantId> find(String digest, int limit) {
        return rows.stream()
                .filter(row -> row.digest().equals(digest))
                .map(Row::tenant)
                .sorted(Comparator.comparing(tenant -> tenant.value().toString()))
                .limit(limit)
                .toList();
    }

    @Override
    public void remove(String digest, TenantId tenant) {
        rows.remove(new Row(digest, tenant));
    }
}
