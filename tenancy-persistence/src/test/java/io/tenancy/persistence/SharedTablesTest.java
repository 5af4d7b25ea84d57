package io.tenancy.persistence;

import io.tenancy.persistence.testkit.TestDatabase;
import io.tenancy.persistence.testkit.TestPostgres;
import io.tenancy.testkit.Stores;
import io.tenancy.testkit.StoresContract;
import java.time.Duration;

/** The contracts of all stores, through the serving role and a pool of four connections. */
final class SharedTablesTest extends StoresContract {
    private static final TestDatabase DATABASE = TestPostgres.database();
    private static final Persistence PERSISTENCE =
            Persistence.on(DATABASE.stores(new TestPool(DATABASE.app(), 4)), Duration.ofMillis(1500));

    @Override
    protected Stores stores() {
        return new PostgresStores(PERSISTENCE);
    }
}
