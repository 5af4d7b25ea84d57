package io.tenancy.persistence;

import io.tenancy.core.tenant.Isolation;
import io.tenancy.core.tenant.Tenant;
import io.tenancy.persistence.testkit.TestDatabase;
import io.tenancy.persistence.testkit.TestPostgres;
import io.tenancy.testkit.TestTenants;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.Liquibase;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.resource.ClassLoaderResourceAccessor;
import org.jdbi.v3.core.Jdbi;

/** A deployment of two stores, and its tenants, for tests of what happens to their tables. */
final class TenantFleet implements AutoCloseable {
    static final String NOTES = "io/tenancy/persistence/notes.sql";
    static final String DUE = "io/tenancy/persistence/due.sql";

    /** The tables of an application in its first and in its second release. */
    static final TenantSchema FIRST = TenantSchema.standard().with(NOTES);

    static final TenantSchema SECOND = FIRST.with(DUE);

    static final FleetOptions OPTIONS =
            FleetOptions.DEFAULT.withWorkers(3).withCanary(0).withLockTimeout(Duration.ofMillis(50));

    private final TestDatabase main = TestPostgres.database();
    private final TestDatabase other = TestPostgres.emptyDatabase();
    private final Persistence persistence = Persistence.on(stores(), Duration.ofSeconds(1));

    TenantFleet() {
        Migrations.shared(stores(), TenantSchema.standard());
    }

    TestDatabase main() {
        return main;
    }

    Stores stores() {
        return Stores.of(main.store("main"), other.store("other"));
    }

    /** A tenant with the tables of Tenancy alone, of which the catalogue knows nothing. */
    Tenant open(String slug, Isolation isolation, String store) {
        Tenant tenant = TestTenants.tenant(slug, isolation, store);
        if (!persistence.tenants().add(tenant)) {
            throw new AssertionError("The catalogue has " + slug + " already.");
        }
        persistence.provisioner().prepare(tenant);
        main.plant("UPDATE catalogue.tenants SET tables_version = 0 WHERE id = '"
                + tenant.id().value() + "'");
        return tenant;
    }

    Tenant schema(String slug) {
        return open(slug, Isolation.SCHEMA, "main");
    }

    FleetSummary migrate(TenantSchema schema) {
        return migrate(schema, OPTIONS);
    }

    FleetSummary migrate(TenantSchema schema, FleetOptions options) {
        return new FleetMigration(stores(), schema, options, FleetProgress.NONE).run();
    }

    int behind(TenantSchema schema) {
        return new FleetMigration(stores(), schema, OPTIONS, FleetProgress.NONE).behind();
    }

    /** The change sets that a tenant's tables have, by their ids, in their order. */
    List<String> changes(Tenant tenant) {
        return Jdbi.create(place(tenant).superuser())
                .withHandle(handle -> handle.createQuery(
                                "SELECT id FROM " + schemaOf(tenant) + ".databasechangelog ORDER BY orderexecuted")
                        .mapTo(String.class)
                        .list());
    }

    /** The columns of a tenant's notes. */
    List<String> notes(Tenant tenant) {
        return Jdbi.create(place(tenant).superuser())
                .withHandle(handle -> handle.createQuery(
                                "SELECT attname FROM pg_attribute WHERE attnum > 0 AND attrelid = to_regclass('"
                                        + schemaOf(tenant) + ".notes') ORDER BY attnum")
                        .mapTo(String.class)
                        .list());
    }

    int noted(Tenant tenant) {
        return Jdbi.create(main.superuser())
                .withHandle(handle -> handle.select(
                                "SELECT tables_version FROM catalogue.tenants WHERE id = ?",
                                tenant.id().value())
                        .mapTo(int.class)
                        .one());
    }

    /** What a counting query of the first store finds. */
    int count(String query) {
        return Jdbi.create(main.superuser())
                .withHandle(handle -> handle.select(query).mapTo(int.class).one());
    }

    void plant(Tenant tenant, String sql) {
        place(tenant).plant("SET search_path = " + schemaOf(tenant) + ";" + sql);
    }

    /** What a person sees who points Liquibase at a tenant, as the owner. */
    List<?> unrun(Tenant tenant, String changelog) throws Exception {
        try (Connection connection = place(tenant).owner().getConnection()) {
            connection.createStatement().execute("SET search_path = " + schemaOf(tenant));
            Liquibase liquibase = new Liquibase(
                    changelog,
                    new ClassLoaderResourceAccessor(),
                    DatabaseFactory.getInstance().findCorrectDatabaseImplementation(new JdbcConnection(connection)));
            if (tenant.isolation() == Isolation.SHARED && tenant.store().equals("main")) {
                Migrations.prepare(liquibase, TestPostgres.APP); // beside the catalogue, and noted there
            }
            liquibase.setChangeLogParameter("appRole", TestPostgres.APP);
            return liquibase.listUnrunChangeSets(new Contexts(), new LabelExpression());
        }
    }

    TestDatabase place(Tenant tenant) {
        TestDatabase store = tenant.store().equals("main") ? main : other;
        return tenant.isolation() == Isolation.DATABASE
                ? store.named(StoreProvisioner.name(tenant.placement()))
                : store;
    }

    static String schemaOf(Tenant tenant) {
        return tenant.isolation() == Isolation.SCHEMA ? StoreProvisioner.name(tenant.placement()) : "tenancy";
    }

    @Override
    public void close() {
        persistence.close();
    }
}
