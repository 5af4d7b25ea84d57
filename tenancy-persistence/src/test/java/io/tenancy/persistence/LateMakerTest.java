package io.tenancy.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.core.tenant.Isolation;
import io.tenancy.core.tenant.Tenant;
import io.tenancy.persistence.Doctor.Depth;
import io.tenancy.persistence.testkit.TestDatabase;
import io.tenancy.persistence.testkit.TestPostgres;
import io.tenancy.testkit.TestTenants;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** A node makes the place of a tenant that another one purges meanwhile, and is killed before it finds that out. */
final class LateMakerTest {
    private final TestDatabase database = TestPostgres.database();

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "SHARED")
    void leavesAPlaceThatTheDoctorFindsAndRemoves(Isolation isolation) {
        Tenant tenant = TestTenants.tenant("acme", isolation, "main");
        try (Persistence purger = Persistence.on(database.stores(), Duration.ofSeconds(1));
                Persistence maker = Persistence.on(database.stores(), Duration.ofSeconds(1))) {
            assertThat(purger.tenants().add(tenant)).isTrue();
            Tenant purging = tenant.purging(TestTenants.EPOCH);
            assertThat(purger.tenants().update(purging)).isTrue();
            purger.provisioner().erase(purging);
            assertThat(purger.tenants().remove(tenant.id())).isTrue();
            maker.provisioner().prepare(tenant);
        }

        List<Finding> orphans = orphans(tenant);
        assertThat(orphans)
                .singleElement()
                .satisfies(orphan -> assertThat(orphan.check())
                        .isEqualTo(isolation == Isolation.SCHEMA ? Check.ORPHAN_SCHEMA : Check.ORPHAN_DATABASE));
        database.plant(orphans.get(0).remedy());

        assertThat(orphans(tenant)).isEmpty();
    }

    private List<Finding> orphans(Tenant tenant) {
        return new Doctor(database.stores(), TenantSchema.standard(), InstantSource.system())
                .examine(Depth.FULL).stream()
                        .filter(finding -> finding.object().equals(StoreProvisioner.name(tenant.placement())))
                        .toList();
    }
}
