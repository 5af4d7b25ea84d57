package io.tenancy.core;

import io.tenancy.testkit.InMemoryStores;
import io.tenancy.testkit.Stores;
import io.tenancy.testkit.StoresContract;

final class InMemoryStoresTest extends StoresContract {
    private static final Stores STORES = new InMemoryStores();

    @Override
    protected Stores stores() {
        return STORES;
    }
}
