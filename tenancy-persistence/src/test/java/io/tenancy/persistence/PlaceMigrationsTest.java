package io.tenancy.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.core.tenant.Isolation;
import io.tenancy.core.tenant.Tenant;
import io.tenancy.persistence.Migrations.Summary;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Migrating brings the places of tenants along. */
final class PlaceMigrationsTest {
    private final TestDatabase database = TestPostgres.database();
    private final Persistence persistence = Persistence.on(database.stores(), Duration.ofSeconds(1));

    @AfterEach
    void close() {
        persistence.close();
    }

    @Test
    void finishesEveryPlaceThatIsBehindAndNamesTheOneThatFails() {
        Tenant behind = open("behind", Isolation.SCHEMA);
        Tenant damaged = open("damaged", Isolation.SCHEMA);
        Tenant apart = open("apart", Isolation.DATABASE);
        database.plant(forget(StoreProvisioner.name(behind.placement()), "grants"));
        database.plant(forget(StoreProvisioner.name(damaged.placement()), "users"));
        database.named(StoreProvisioner.name(apart.placement())).plant(forget("tenancy", "grants"));

        Summary summary = Migrations.run(database.stores(), TenantSchema.standard());

        assertThat(summary.tenants()).isEqualTo(3);
        assertThat(summary.failures())
                .singleElement()
                .satisfies(failure -> assertThat(failure).contains(StoreProvisioner.name(damaged.placement())));
        assertThat(changes(database, StoreProvisioner.name(behind.placement()))).contains("grants");
        assertThat(changes(database.named(StoreProvisioner.name(apart.placement())), "tenancy"))
                .contains("grants");
        assertThat(changes(database, StoreProvisioner.name(damaged.placement())))
                .doesNotContain("users");
    }

    @Test
    void leavesNothingToDoForLiquibaseItself() throws Exception {
        Tenant schema = open("schema", Isolation.SCHEMA);
        Tenant own = open("database", Isolation.DATABASE);

        assertThat(unrun(database, StoreProvisioner.name(schema.placement()))).isEmpty();
        assertThat(unrun(database.named(StoreProvisioner.name(own.placement())), "tenancy"))
                .isEmpty();
    }

    @Test
    void keepsOneTemplateOfThisRelease() {
        open("acme", Isolation.DATABASE);
        String name = templates().get(0);
        String other = name.substring(0, name.length() - 12) + "000000000000";
        Jdbi.create(database.owner()).useHandle(handle -> handle.execute("CREATE DATABASE " + other));

        Migrations.run(database.stores(), TenantSchema.standard());

        assertThat(templates()).contains(name).doesNotContain(other);
    }

    private Tenant open(String slug, Isolation isolation) {
        Tenant tenant = TestTenants.tenant(slug, isolation, "main");
        assertThat(persistence.tenants().add(tenant)).isTrue();
        persistence.provisioner().prepare(tenant);
        return tenant;
    }

    private static String forget(String schema, String change) {
        return "DELETE FROM " + schema + ".databasechangelog WHERE id = '" + change + "'";
    }

    private static List<String> changes(TestDatabase place, String schema) {
        return Jdbi.create(place.superuser())
                .withHandle(handle -> handle.createQuery("SELECT id FROM " + schema + ".databasechangelog")
                        .mapTo(String.class)
                        .list());
    }

    /** What a person sees who points Liquibase at the place, as the owner. */
    private static List<?> unrun(TestDatabase place, String schema) throws Exception {
        try (Connection connection = place.owner().getConnection()) {
            connection.createStatement().execute("SET search_path = " + schema);
            Liquibase liquibase = new Liquibase(
                    Migrations.TENANT_CHANGELOG,
                    new ClassLoaderResourceAccessor(),
                    DatabaseFactory.getInstance().findCorrectDatabaseImplementation(new JdbcConnection(connection)));
            liquibase.setChangeLogParameter("appRole", TestPostgres.APP);
            return liquibase.listUnrunChangeSets(new Contexts(), new LabelExpression());
        }
    }

    private List<String> templates() {
        return Jdbi.create(database.superuser())
                .withHandle(handle -> handle.createQuery(
                                "SELECT datname FROM pg_database WHERE starts_with(datname, 'tenancy_template_')"
                                        + " ORDER BY oid DESC")
                        .mapTo(String.class)
                        .list());
    }
}
