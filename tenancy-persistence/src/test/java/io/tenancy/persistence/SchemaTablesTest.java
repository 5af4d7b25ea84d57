package io.tenancy.persistence;

import io.tenancy.core.tenant.Isolation;
import io.tenancy.core.tenant.Tenant;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.persistence.testkit.TestDatabase;
import io.tenancy.persistence.testkit.TestPostgres;
import io.tenancy.testkit.Stores;
import io.tenancy.testkit.StoresContract;
import io.tenancy.testkit.TestTenants;
import java.time.Duration;

/** The contracts of all stores for tenants with a schema of their own, through a pool of four connections. */
final class SchemaTablesTest extends StoresContract {
    private static final TestDatabase DATABASE = TestPostgres.database();
    private static final Persistence PERSISTENCE =
            Persistence.on(DATABASE.stores(new TestPool(DATABASE.app(), 4)), Duration.ofMillis(1500));

    @Override
    protected Stores stores() {
        return new PostgresStores(PERSISTENCE);
    }

    @Override
    protected TenantScope open(String slug) {
        Tenant tenant = TestTenants.tenant(slug, Isolation.SCHEMA, "main");
        PERSISTENCE.provisioner().prepare(tenant);
        return TestTenants.enter(tenant);
    }
}
