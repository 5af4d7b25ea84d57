package io.tenancy.testkit;

import static io.tenancy.testkit.InMemoryTransactions.CATALOGUE;

import io.tenancy.core.store.StoreDirectory;
import io.tenancy.core.store.StoreInfo;
import io.tenancy.core.tenant.Tenant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Stores that are names only: the rows of all of them are in the same memory. */
public final class InMemoryStoreDirectory implements StoreDirectory {
    private final InMemoryTables tables;
    private final List<StoreInfo> stores;
    private final Set<String> away = ConcurrentHashMap.newKeySet();

    InMemoryStoreDirectory(InMemoryTables tables, List<StoreInfo> stores) {
        this.tables = tables;
        this.stores = List.copyOf(stores);
    }

    @Override
    public List<StoreInfo> all() {
        return tables.transactions.step(
                CATALOGUE,
                () -> stores.stream()
                        .map(store -> new StoreInfo(store.name(), store.region(), isFull(store)))
                        .toList());
    }

    private boolean isFull(StoreInfo store) {
        return tables.fullStores.find(CATALOGUE, store.name()).orElse(store.full());
    }

    @Override
    public Map<String, Long> tenants() {
        return tables.transactions.step(
                CATALOGUE,
                () -> tables.tenants
                        .all(CATALOGUE)
                        .collect(Collectors.groupingBy(Tenant::store, Collectors.counting())));
    }

    @Override
    public boolean isServed(String store) {
        return stores.stream().anyMatch(one -> one.name().equals(store)) && !away.contains(store);
    }

    @Override
    public void mark(String store, boolean full) {
        tables.transactions.step(CATALOGUE, () -> {
            tables.fullStores.put(CATALOGUE, store, full);
            return store;
        });
    }

    /** Makes a store one that cannot be reached. */
    public void lose(String store) {
        away.add(store);
    }
}
