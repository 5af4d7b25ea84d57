package io.tenancy.core.store;

import java.util.List;
import java.util.Map;

/**
 * The stores of a deployment. Which there are, and where, is configuration; whether one is full is the same on all nodes,
 * and joins a transaction in the catalogue.
 */
public interface StoreDirectory {
    /** Every store, the one of the catalogue first. */
    List<StoreInfo> all();

    /** How many tenants each store has, as of ten seconds ago at most; one without tenants may be missing. */
    Map<String, Long> tenants();

    /** Whether this node serves the store now. Known without asking the store. */
    boolean isServed(String store);

    /** Says whether a store takes no new tenant. */
    void mark(String store, boolean full);
}
