package io.tenancy.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.core.tenant.Isolation;
import io.tenancy.core.tenant.Placement;
import io.tenancy.core.tenant.Tenant;
import io.tenancy.persistence.Doctor.Depth;
import io.tenancy.persistence.testkit.TestDatabase;
import io.tenancy.persistence.testkit.TestPostgres;
import io.tenancy.testkit.TestTenants;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the doctor finds in the places of tenants, and where there should be none. */
final class DoctorPlacesTest {
    private final TestDatabase database = TestPostgres.database();
    private final Persistence persistence = Persistence.on(database.stores(), Duration.ofSeconds(1));

    @AfterEach
    void close() {
        persistence.close();
    }

    @Test
    void findsNothingAtTenantsOfAllPlacements() {
        List<Tenant> tenants = List.of(
                open("shared", Isolation.SHARED), open("schema", Isolation.SCHEMA), open("apart", Isolation.DATABASE));

        assertThat(tenants).hasSize(3);
        assertThat(examine())
                .filteredOn(finding -> finding.check() != Check.ORPHAN_DATABASE)
                .isEmpty();
    }

    @ParameterizedTest
    @Finds(Check.TENANT_UNMIGRATED)
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SHARED")
    void findsATenantThatIsBehind(Isolation isolation) {
        Tenant acme = open("acme", isolation);
        plant(acme, "DELETE FROM %s.databasechangelog WHERE id = 'grants'");

        assertThat(found(Check.TENANT_UNMIGRATED, acme))
                .singleElement()
                .satisfies(finding -> assertThat(finding.problem()).endsWith("lacks changes of this release: 1."));

        plant(acme, "DROP TABLE %s.databasechangelog");
        assertThat(found(Check.TENANT_UNMIGRATED, acme)).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SHARED")
    void findsAFaultInThePlaceOfATenantAndSaysWhere(Isolation isolation) {
        Tenant acme = open("acme", isolation);
        plant(acme, "ALTER TABLE %s.users NO FORCE ROW LEVEL SECURITY");

        assertThat(examine())
                .filteredOn(finding -> finding.check() == Check.RLS_NOT_FORCED)
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.place()).isEqualTo("main/" + place(acme).name());
                    assertThat(finding.object()).isEqualTo(schema(acme) + ".users");
                    place(acme).plant(finding.remedy());
                });
        assertThat(examine()).extracting(Finding::check).doesNotContain(Check.RLS_NOT_FORCED);
    }

    @ParameterizedTest
    @Finds(Check.TENANT_PLACE_MISSING)
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SHARED")
    void findsATenantWhosePlaceIsGone(Isolation isolation) {
        Tenant acme = open("acme", isolation);
        persistence.provisioner().erase(acme);

        assertThat(found(Check.TENANT_PLACE_MISSING, acme))
                .singleElement()
                .satisfies(finding ->
                        assertThat(finding.problem()).contains(acme.id().value().toString()));

        database.plant("UPDATE catalogue.tenants SET status = 'PROVISIONING'");
        assertThat(found(Check.TENANT_PLACE_MISSING, acme)).isEmpty();
    }

    @Test
    @Finds(Check.TENANT_UNREACHABLE)
    void findsADatabaseThatCannotBeEntered() {
        Tenant acme = open("acme", Isolation.DATABASE);
        database.plant("ALTER DATABASE " + nameOf(acme) + " ALLOW_CONNECTIONS false");

        List<Finding> findings = found(Check.TENANT_UNREACHABLE, acme);

        assertThat(findings).hasSize(1);
        database.plant(findings.get(0).remedy());
        assertThat(found(Check.TENANT_UNREACHABLE, acme)).isEmpty();
    }

    @Test
    void findsATenantInAStoreThatIsNotThere() {
        Tenant acme = open("acme", Isolation.SCHEMA);
        database.plant("UPDATE catalogue.tenants SET store = 'elsewhere'");

        assertThat(found(Check.TENANT_UNREACHABLE, acme)).hasSize(1);
        assertThat(found(Check.ORPHAN_SCHEMA, acme))
                .as("a store that was renamed is no reason to drop what is in it")
                .isEmpty();
    }

    @Test
    void doesNotTakeTheDatabaseOfATenantInAnotherStoreOfTheServerForAnOrphan() {
        TestDatabase catalogue = TestPostgres.second().database();
        Stores stores = Stores.of(
                catalogue.store("main"), TestPostgres.second().storeDatabase().store("other"));
        try (Persistence both = Persistence.on(stores, Duration.ofSeconds(1))) {
            for (String store : List.of("main", "other")) {
                Tenant tenant = TestTenants.tenant("in-" + store, Isolation.DATABASE, store);
                assertThat(both.tenants().add(tenant)).isTrue();
                both.provisioner().prepare(tenant);

                assertThat(new Doctor(stores, TenantSchema.standard(), InstantSource.system()).examine(Depth.FULL))
                        .extracting(Finding::object)
                        .doesNotContain(nameOf(tenant));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SHARED")
    void doesNotTakeThePlaceOfATenantForAnOrphanThatIsMadeMeanwhile(Isolation isolation) {
        List<Residents.Resident> before = Residents.of(database.stores()).all();
        Tenant acme = open("acme", isolation);

        List<Finding> findings = new PlaceExamination(database.store("main"), TenantSchema.standard(), Set.of())
                .look(before, () -> Residents.of(database.stores()));

        assertThat(before).isEmpty();
        assertThat(findings).extracting(Finding::object).doesNotContain(nameOf(acme));
    }

    @ParameterizedTest
    @Finds(Check.ORPHAN_DATABASE)
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SHARED")
    void findsAPlaceThatTheCatalogueHasForgotten(Isolation isolation) {
        Tenant acme = open("acme", isolation);
        database.plant("DELETE FROM catalogue.tenants");

        Check check = isolation == Isolation.SCHEMA ? Check.ORPHAN_SCHEMA : Check.ORPHAN_DATABASE;
        List<Finding> findings = found(check, acme);

        assertThat(findings).hasSize(1);
        database.plant(findings.get(0).remedy());
        assertThat(found(check, acme)).isEmpty();
    }

    @Test
    @Finds(Check.ORPHAN_TEMPLATE)
    void findsATemplateOfAnotherRelease() {
        Tenant acme = open("acme", Isolation.DATABASE);
        String name = template();
        String other = name.substring(0, name.length() - 12) + "000000000000";
        Jdbi.create(database.owner()).useHandle(handle -> handle.execute("CREATE DATABASE " + other));

        List<Finding> findings = examine().stream()
                .filter(finding -> finding.check() == Check.ORPHAN_TEMPLATE)
                .toList();

        assertThat(acme.isolation()).isEqualTo(Isolation.DATABASE);
        assertThat(findings).extracting(Finding::object).containsExactly(other);
        database.plant(findings.get(0).remedy());
        assertThat(examine()).extracting(Finding::check).doesNotContain(Check.ORPHAN_TEMPLATE);
    }

    private Tenant open(String slug, Isolation isolation) {
        Tenant tenant = TestTenants.tenant(slug, isolation, "main");
        assertThat(persistence.tenants().add(tenant)).isTrue();
        persistence.provisioner().prepare(tenant);
        return tenant;
    }

    private List<Finding> examine() {
        return new Doctor(database.stores(), TenantSchema.standard(), InstantSource.system()).examine(Depth.FULL);
    }

    private List<Finding> found(Check check, Tenant tenant) {
        return examine().stream()
                .filter(finding -> finding.check() == check && finding.object().equals(nameOf(tenant)))
                .toList();
    }

    private void plant(Tenant tenant, String sql) {
        place(tenant).plant(sql.formatted(schema(tenant)));
    }

    private TestDatabase place(Tenant tenant) {
        return tenant.isolation() == Isolation.DATABASE ? database.named(nameOf(tenant)) : database;
    }

    private static String nameOf(Tenant tenant) {
        return tenant.placement() instanceof Placement.Database own
                ? own.name()
                : ((Placement.Schema) tenant.placement()).name();
    }

    private static String schema(Tenant tenant) {
        return tenant.isolation() == Isolation.DATABASE ? "tenancy" : nameOf(tenant);
    }

    private String template() {
        return Jdbi.create(database.superuser())
                .withHandle(handle -> handle.createQuery(
                                "SELECT datname FROM pg_database WHERE starts_with(datname, 'tenancy_template_')"
                                        + " ORDER BY oid DESC LIMIT 1")
                        .mapTo(String.class)
                        .one());
    }
}
