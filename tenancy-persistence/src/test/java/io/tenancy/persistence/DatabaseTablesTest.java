package io.tenancy.persistence;

import io.tenancy.core.tenant.Isolation;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.persistence.testkit.TestDatabase;
import io.tenancy.persistence.testkit.TestPostgres;
import io.tenancy.testkit.Stores;
import io.tenancy.testkit.StoresContract;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;

/** The contracts of all stores for tenants with a database of their own, with four connections to all of them. */
final class DatabaseTablesTest extends StoresContract {
    private static final TestDatabase DATABASE = TestPostgres.database();
    private static final Persistence PERSISTENCE = Persistence.on(
            DATABASE.stores(new TestPool(DATABASE.app(), 4)),
            TenantSchema.standard(),
            new ConnectionBudget(4, Duration.ofSeconds(30)),
            Duration.ofMillis(1500));
    private static final TestPlaces PLACES = new TestPlaces(PERSISTENCE, DATABASE, "main");

    @Override
    protected Stores stores() {
        return new PostgresStores(PERSISTENCE);
    }

    @Override
    protected TenantScope open(String slug) {
        return PLACES.open(slug, Isolation.DATABASE);
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
