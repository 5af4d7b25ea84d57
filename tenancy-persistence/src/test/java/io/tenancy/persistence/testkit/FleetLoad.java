package io.tenancy.persistence.testkit;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.tenant.Isolation;
import io.tenancy.core.tenant.Tenant;
import io.tenancy.persistence.FleetMigration;
import io.tenancy.persistence.FleetOptions;
import io.tenancy.persistence.FleetProgress;
import io.tenancy.persistence.FleetSummary;
import io.tenancy.persistence.Persistence;
import io.tenancy.persistence.Stores;
import io.tenancy.persistence.TenantSchema;
import io.tenancy.testkit.TestTenants;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.stream.IntStream;

/**
 * Many tenants, for measuring how fast they are migrated: {@link #schemas} makes some that have tables, {@link #noted} many
 * that only the catalogue knows.
 */
public final class FleetLoad {
    private static final String NOTED = """
            INSERT INTO catalogue.tenants (id, slug, name, name_key, contact_name, contact_email, status, isolation, store,
                                           plan, region, created_at, updated_at, version, tables_version)
            SELECT gen_random_uuid(), 'noted-' || n, 'Tenant', 'tenant', 'Ada', 'ada@example.org', 'ACTIVE',
                   (ARRAY['SCHEMA', 'DATABASE'])[n % 2 + 1], 'main', 'free', 'eu', now(), now(), 1, 1000000
            FROM generate_series(1, ?) n
            """;

    private final Stores stores;

    /**
     * @param stores whose catalogue is migrated, and is the store {@code main}
     */
    public FleetLoad(Stores stores) {
        this.stores = requireNonNull(stores);
    }

    /** Makes tenants with schemas of their own, four at a time. */
    public void schemas(int number) {
        try (Persistence persistence = Persistence.on(stores, Duration.ofSeconds(1))) {
            IntStream.range(0, 4).parallel().forEach(part -> {
                for (int i = part; i < number; i += 4) {
                    Tenant tenant = TestTenants.tenant("schema-" + i, Isolation.SCHEMA, "main");
                    if (!persistence.tenants().add(tenant)) {
                        throw new IllegalStateException("The catalogue has " + tenant.slug() + " already.");
                    }
                    persistence.provisioner().prepare(tenant);
                }
            });
        }
    }

    /** Adds tenants to the catalogue that nothing is to be done for. */
    public void noted(int number) throws SQLException {
        try (Connection connection = stores.catalogue().owner().getConnection();
                PreparedStatement insert = connection.prepareStatement(NOTED)) {
            insert.setInt(1, number);
            insert.executeUpdate();
        }
    }

    /** Migrates what is behind to Tenancy's own tables and those of a changelog. */
    public FleetSummary migrate(String changelog, int workers) {
        return new FleetMigration(
                        stores,
                        TenantSchema.standard().with(changelog),
                        FleetOptions.DEFAULT.withWorkers(workers),
                        FleetProgress.NONE)
                .run();
    }
}
