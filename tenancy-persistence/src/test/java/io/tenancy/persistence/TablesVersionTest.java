package io.tenancy.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.core.TenancyException.Unavailable;
import io.tenancy.core.tenant.Isolation;
import io.tenancy.core.tenant.Tenant;
import io.tenancy.core.tenant.Tenant.Status;
import io.tenancy.core.tenant.Tenant.Tables;
import io.tenancy.core.tenant.TenantDirectory;
import io.tenancy.persistence.testkit.TestDatabase;
import io.tenancy.persistence.testkit.TestPostgres;
import io.tenancy.testkit.TestTenants;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The catalogue knows whose tables are those of this release. */
final class TablesVersionTest {
    private static final Instant T0 = TestTenants.EPOCH;

    private final TestDatabase database = TestPostgres.database();
    private final Persistence persistence = Persistence.on(database.stores(), Duration.ofSeconds(1));

    @ParameterizedTest
    @EnumSource(names = {"SCHEMA", "DATABASE"})
    void hasATenantBehindUntilItIsMigrated(Isolation isolation) {
        Tenant tenant = added(Status.ACTIVE, isolation);
        TenantDirectory directory = new TenantDirectory(persistence.tenants());
        assertThat(directory.enter(tenant.id())).isPresent();

        setVersion(tenant, "tables_version - 1");

        assertThat(tables(tenant)).isEqualTo(Tables.BEHIND);
        assertThatThrownBy(() -> directory.enter(tenant.id())).isInstanceOf(Unavailable.class);
        setVersion(tenant, "tables_version + 2");
        assertThat(tables(tenant)).isEqualTo(Tables.CURRENT);
    }

    @Test
    void hasNobodyInSharedTablesBehind() {
        Tenant tenant = added(Status.ACTIVE, Isolation.SHARED);

        setVersion(tenant, "0");

        assertThat(tables(tenant)).isEqualTo(Tables.CURRENT);
    }

    @Test
    void takesATenantThatWasJustMadeForCurrent() {
        Tenant tenant = added(Status.PROVISIONING, Isolation.SCHEMA);
        setVersion(tenant, "0");
        assertThat(tables(tenant)).isEqualTo(Tables.CURRENT);

        assertThat(persistence.tenants().update(tenant.activated(T0))).isTrue();

        assertThat(tables(tenant)).isEqualTo(Tables.CURRENT);
    }

    @Test
    void keepsATenantBehindThroughAllOtherChanges() {
        Tenant tenant = added(Status.SUSPENDED, Isolation.SCHEMA);
        setVersion(tenant, "0");

        assertThat(persistence.tenants().update(tenant.activated(T0))).isTrue();

        assertThat(tables(tenant)).isEqualTo(Tables.BEHIND);
    }

    private Tenant added(Status status, Isolation isolation) {
        String slug = "t" + TestTenants.newId();
        Tenant tenant = TestTenants.in(status, TestTenants.tenant(slug, isolation, "main"), T0);
        assertThat(persistence.tenants().add(tenant)).isTrue();
        return tenant;
    }

    private Tables tables(Tenant tenant) {
        return persistence.tenants().find(tenant.id()).orElseThrow().tables();
    }

    private void setVersion(Tenant tenant, String version) {
        database.plant("UPDATE catalogue.tenants SET tables_version = " + version + " WHERE id = '"
                + tenant.id().value() + "'");
    }
}
