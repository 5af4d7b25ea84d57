package io.tenancy.persistence;

import io.tenancy.persistence.testkit.TestDatabase;
import java.time.Duration;
import javax.sql.DataSource;

/** Stores on a pool of the server's kind, with as few connections as a test wants, to databases of tenants too. */
final class FewConnections implements AutoCloseable {
    private final TestPool pool;
    private final Persistence persistence;

    FewConnections(TestDatabase database, int connections) {
        this(database, database.app(), connections);
    }

    /** The same with connections of this kind to the store. */
    FewConnections(TestDatabase database, DataSource app, int connections) {
        pool = new TestPool(app, connections);
        persistence = Persistence.on(
                database.stores(pool),
                TenantSchema.standard(),
                new ConnectionBudget(connections, Duration.ofSeconds(5)),
                Duration.ofMillis(1500));
    }

    Persistence persistence() {
        return persistence;
    }

    TestPool pool() {
        return pool;
    }

    @Override
    public void close() {
        persistence.close();
        pool.close();
    }
}
