package io.tenancy.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.core.TenancyException.Unavailable;
import io.tenancy.core.examination.TenantFinding;
import io.tenancy.core.examination.TenantFinding.Severity;
import io.tenancy.core.tenant.Isolation;
import io.tenancy.core.tenant.Placement;
import io.tenancy.core.tenant.Tenant;
import io.tenancy.persistence.testkit.TestDatabase;
import io.tenancy.persistence.testkit.TestPostgres;
import io.tenancy.testkit.TestTenants;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the doctor finds where it is asked about one tenant. */
final class DoctorOfOneTest {
    private final TestDatabase database = TestPostgres.database();
    private final Persistence persistence = Persistence.on(database.stores(), Duration.ofSeconds(1));

    @AfterEach
    void close() {
        persistence.close();
    }

    @ParameterizedTest
    @EnumSource
    void findsNothingWhereNothingIsWrong(Isolation isolation) {
        assertThat(examine(open("acme", isolation))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void findsAFaultOfItsStore(Isolation isolation) {
        Tenant acme = open("acme", isolation);
        database.plant("GRANT SELECT ON catalogue.tenants TO PUBLIC");

        assertThat(examine(acme)).singleElement().satisfies(finding -> {
            assertThat(finding.check()).isEqualTo("grant.others");
            assertThat(finding.severity()).isEqualTo(Severity.WARNING);
            assertThat(finding.object()).isEqualTo("catalogue.tenants");
            database.plant(finding.remedy());
        });
        assertThat(examine(acme)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SHARED")
    void findsAFaultInItsPlaceAndNoneInThatOfAnother(Isolation isolation) {
        Tenant acme = open("acme", isolation);
        Tenant globex = open("globex", isolation);
        String schema = isolation == Isolation.DATABASE ? "tenancy" : name(acme);
        TestDatabase place = isolation == Isolation.DATABASE ? database.named(name(acme)) : database;
        place.plant("CREATE VIEW " + schema + ".everybody AS SELECT id FROM " + schema + ".users");
        place.plant("DELETE FROM " + schema + ".databasechangelog WHERE id = 'grants'");

        assertThat(examine(acme))
                .extracting(TenantFinding::check)
                .containsExactlyInAnyOrder("view.security_invoker", "tenant.unmigrated");
        assertThat(examine(globex)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SHARED")
    void missesAPlaceOnlyOfATenantThatShouldHaveOne(Isolation isolation) {
        Tenant acme = open("acme", isolation);
        persistence.provisioner().erase(acme);
        Tenant begun = TestTenants.tenant("begun", isolation, "main");

        assertThat(examine(acme)).extracting(TenantFinding::check).containsExactly("tenant.place_missing");
        assertThat(examine(begun.purging(begun.updatedAt()))).isEmpty();
    }

    @Test
    void tellsOfADatabaseThatIsClosedInWordsOfItsOwn() {
        Tenant acme = open("acme", Isolation.DATABASE);
        database.plant("ALTER DATABASE " + name(acme) + " ALLOW_CONNECTIONS false");

        assertThat(examine(acme)).singleElement().satisfies(finding -> {
            assertThat(finding.check()).isEqualTo("tenant.unreachable");
            assertThat(finding.problem()).doesNotContain("FATAL", "not currently accepting");
            database.plant(finding.remedy());
        });
        assertThat(examine(acme)).isEmpty();
    }

    @Test
    void tellsOfAStoreThatIsAwayOrUnknownAndCannotSayAnythingWithoutTheCatalogue() {
        Stores stores = Stores.of(database.store("main"), database.through(1).store("away"));
        Doctor doctor = new Doctor(stores, TenantSchema.standard(), InstantSource.system());

        assertThat(doctor.examine(TestTenants.tenant("acme", Isolation.SHARED, "away")))
                .extracting(Finding::check)
                .containsExactly(Check.STORE_UNREACHABLE);
        assertThat(doctor.examine(TestTenants.tenant("acme", Isolation.SHARED, "nowhere")))
                .extracting(Finding::check)
                .containsExactly(Check.TENANT_UNREACHABLE);
        Doctor blind = new Doctor(database.through(1).stores(), TenantSchema.standard(), InstantSource.system());
        assertThatThrownBy(() -> blind.examine(TestTenants.tenant("acme", Isolation.SHARED, "main")))
                .isInstanceOf(Unavailable.class);
    }

    private Tenant open(String slug, Isolation isolation) {
        Tenant tenant = TestTenants.tenant(slug, isolation, "main");
        assertThat(persistence.tenants().add(tenant)).isTrue();
        persistence.provisioner().prepare(tenant);
        return persistence.tenants().find(tenant.id()).orElseThrow();
    }

    private List<TenantFinding> examine(Tenant tenant) {
        return persistence.examiner(InstantSource.system()).examine(tenant);
    }

    private static String name(Tenant tenant) {
        return tenant.placement() instanceof Placement.Database own
                ? own.name()
                : ((Placement.Schema) tenant.placement()).name();
    }
}
