package io.tenancy.persistence;

import io.tenancy.core.store.StoreDirectory;
import io.tenancy.persistence.testkit.TestDatabase;
import io.tenancy.persistence.testkit.TestPostgres;
import io.tenancy.testkit.StoreDirectoryContract;
import java.time.Duration;

/** The contract of the directory. Nothing in it connects to the second store. */
final class JdbiStoreDirectoryTest extends StoreDirectoryContract {
    private final TestDatabase database = TestPostgres.database();
    private final Persistence persistence = Persistence.on(
            Stores.of(database.store("main", "eu"), database.through(1).store("second", "us")), Duration.ofSeconds(1));

    @Override
    protected StoreDirectory directory() {
        return persistence.stores();
    }

    @Override
    protected io.tenancy.testkit.Stores stores() {
        return new PostgresStores(persistence);
    }
}
