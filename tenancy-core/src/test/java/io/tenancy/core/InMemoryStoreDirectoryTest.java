package io.tenancy.core;

import io.tenancy.core.store.StoreDirectory;
import io.tenancy.core.store.StoreInfo;
import io.tenancy.testkit.InMemoryStores;
import io.tenancy.testkit.StoreDirectoryContract;
import io.tenancy.testkit.Stores;

/** The contract of the directory for the one in memory. */
final class InMemoryStoreDirectoryTest extends StoreDirectoryContract {
    private final InMemoryStores memory = new InMemoryStores();
    private final StoreDirectory directory =
            memory.directory(new StoreInfo("main", "eu", false), new StoreInfo("second", "us", false));

    @Override
    protected StoreDirectory directory() {
        return directory;
    }

    @Override
    protected Stores stores() {
        return memory;
    }
}
