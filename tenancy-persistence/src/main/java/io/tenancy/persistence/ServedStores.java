package io.tenancy.persistence;

import static java.util.Objects.requireNonNull;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Which stores this process serves now. It starts with all of them. Safe for use by many threads. */
final class ServedStores {
    private final Stores stores;
    private final Set<String> shut = ConcurrentHashMap.newKeySet();

    ServedStores(Stores stores) {
        this.stores = requireNonNull(stores);
    }

    boolean has(String store) {
        return stores.find(store).isPresent() && !shut.contains(store);
    }

    void set(String store, boolean yes) {
        if (stores.find(store).isEmpty() || store.equals(stores.catalogue().name())) {
            throw new IllegalArgumentException("Not a store that can be shut: " + store);
        }
        if (yes) {
            shut.remove(store);
        } else {
            shut.add(store);
        }
    }
}
