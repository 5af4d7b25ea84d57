package io.tenancy.core;

import io.tenancy.core.platform.Provisioner;
import io.tenancy.testkit.InMemoryStores;
import io.tenancy.testkit.ProvisionerContract;
import io.tenancy.testkit.Stores;

final class InMemoryProvisionerTest extends ProvisionerContract {
    private final InMemoryStores memory = new InMemoryStores();

    @Override
    protected Provisioner provisioner() {
        return memory.provisioner();
    }

    @Override
    protected Stores stores() {
        return memory;
    }
}
