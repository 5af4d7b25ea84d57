package io.tenancy.persistence;

import io.tenancy.core.tenant.Isolation;
import io.tenancy.core.tenant.Placement;
import io.tenancy.core.tenant.Tenant;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.persistence.testkit.TestDatabase;
import io.tenancy.testkit.TestTenants;
import java.util.ArrayList;
import java.util.List;

/**
 * Tenants for the tests of a class, one test at a time. A schema or a database, which takes long to make, serves many
 * tests, and is empty for each of them; who lives in shared tables is new each time.
 */
final class TestPlaces implements AutoCloseable {
    /** Without a look at foreign keys, whose both sides go. */
    private static final String EMPTY = """
            SET session_replication_role = replica;
            DO $$
            DECLARE one regclass;
            BEGIN
                FOR one IN SELECT c.oid
                           FROM pg_class c
                           JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'tenant_id'
                           WHERE c.relkind = 'r' AND c.relnamespace = '%s'::regnamespace
                LOOP
                    EXECUTE format('DELETE FROM %%s', one);
                END LOOP;
            END $$
            """;

    private final Persistence persistence;
    private final TestDatabase database;
    private final String store;
    private final List<Tenant> inUse = new ArrayList<>();
    private final List<Tenant> free = new ArrayList<>();

    /**
     * @param database what the store of the tenants leads to
     */
    TestPlaces(Persistence persistence, TestDatabase database, String store) {
        this.persistence = persistence;
        this.database = database;
        this.store = store;
    }

    /** The scope of a tenant without any row, whose place is made. */
    TenantScope open(String slug, Isolation isolation) {
        Tenant tenant = free.stream()
                .filter(one -> one.slug().equals(slug) && one.isolation() == isolation)
                .findAny()
                .orElseGet(() -> made(slug, isolation));
        free.remove(tenant);
        inUse.add(tenant);
        return TestTenants.enter(tenant);
    }

    /** Ends a test: what it has opened is empty and can be opened again. */
    void reset() {
        for (Tenant tenant : inUse) {
            if (tenant.isolation() == Isolation.SHARED) {
                persistence.provisioner().erase(tenant);
            } else {
                empty(tenant.placement());
                free.add(tenant);
            }
        }
        inUse.clear();
    }

    /** Ends the class: erases all places. A database takes 8 MB. */
    @Override
    public void close() {
        free.forEach(persistence.provisioner()::erase);
        free.clear();
    }

    private Tenant made(String slug, Isolation isolation) {
        Tenant tenant = TestTenants.tenant(slug, isolation, store);
        persistence.provisioner().prepare(tenant);
        return tenant;
    }

    private void empty(Placement placement) {
        if (placement instanceof Placement.Database own) {
            database.named(own.name()).plant(EMPTY.formatted(DatabaseProvisioner.SCHEMA));
        } else {
            database.plant(EMPTY.formatted(StoreProvisioner.name(placement)));
        }
    }
}
