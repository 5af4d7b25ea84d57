package io.tenancy.persistence;

import io.tenancy.core.tenant.Isolation;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.persistence.testkit.TestDatabase;
import io.tenancy.persistence.testkit.TestPostgres;
import io.tenancy.testkit.StoresContract;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;

/**
 * The contracts of all stores for tenants on another server than the catalogue, in each placement by turns, and
 * less often in a database, which takes longest to make.
 */
final class SecondStoreTest extends StoresContract {
    private static final TestDatabase CATALOGUE = TestPostgres.database();
    private static final TestDatabase SECOND = TestPostgres.second().storeDatabase();
    private static final Persistence PERSISTENCE = Persistence.on(
            Stores.of(
                    CATALOGUE.store("main", new TestPool(CATALOGUE.app(), 4)),
                    SECOND.store("second", new TestPool(SECOND.app(), 4))),
            TenantSchema.standard(),
            new ConnectionBudget(4, Duration.ofSeconds(30)),
            Duration.ofMillis(1500));
    private static final List<Isolation> PLACEMENTS =
            List.of(Isolation.SHARED, Isolation.SCHEMA, Isolation.SHARED, Isolation.SCHEMA, Isolation.DATABASE);
    private static final TestPlaces PLACES = new TestPlaces(PERSISTENCE, SECOND, "second");
    private static final AtomicInteger TURN = new AtomicInteger();

    @Override
    protected io.tenancy.testkit.Stores stores() {
        return new PostgresStores(PERSISTENCE);
    }

    @Override
    protected TenantScope open(String slug) {
        return PLACES.open(slug, PLACEMENTS.get(TURN.getAndIncrement() % PLACEMENTS.size()));
    }

    @AfterEach
    void empty() {
        PLACES.reset();
    }

    @AfterAll
    static void erase() {
        PLACES.close();
    }
}
