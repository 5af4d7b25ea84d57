package io.tenancy.persistence;

import static java.util.Objects.requireNonNull;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every store of a deployment. The catalogue of tenants is in one of them. */
public final class Stores {
    private final Store catalogue;
    private final Map<String, Store> byName;

    private Stores(Store catalogue, List<Store> others) {
        this.catalogue = requireNonNull(catalogue);
        Map<String, Store> all = new LinkedHashMap<>();
        all.put(catalogue.name(), catalogue);
        for (Store other : others) {
            if (all.put(other.name(), other) != null) {
                throw new IllegalArgumentException("Two stores have the name " + other.name());
            }
        }
        this.byName = all;
    }

    /** A store that has the catalogue, and others of which each has another name. */
    public static Stores of(Store catalogue, Store... others) {
        return new Stores(catalogue, List.of(others));
    }

    public static Stores of(Store catalogue, List<Store> others) {
        return new Stores(catalogue, others);
    }

    /** The store that has the catalogue. */
    public Store catalogue() {
        return catalogue;
    }

    /** All of them, the catalogue's first. */
    public List<Store> all() {
        return List.copyOf(byName.values());
    }

    public List<Store> others() {
        return all().subList(1, byName.size());
    }

    public Optional<Store> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }
}
