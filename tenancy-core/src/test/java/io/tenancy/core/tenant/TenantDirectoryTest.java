package io.tenancy.core.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tenancy.core.TenancyException.Denied;
import io.tenancy.core.TenancyException.Unavailable;
import io.tenancy.core.tenant.Tenant.Status;
import io.tenancy.core.tenant.Tenant.Tables;
import io.tenancy.testkit.InMemoryStores;
import io.tenancy.testkit.TestTenants;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class TenantDirectoryTest {
    private static final Set<Status> OPEN = EnumSet.of(Status.ACTIVE, Status.READ_ONLY);

    private final InMemoryStores stores = new InMemoryStores();
    private final TenantDirectory directory = new TenantDirectory(stores.tenants());

    @Test
    void entersATenantThatIsOpen() {
        for (Status status : Status.values()) {
            Tenant tenant = added(status, Tables.CURRENT);

            assertThat(directory.enterToVerify(tenant.id()).isPresent()).isEqualTo(OPEN.contains(status));
            assertThat(directory.enterToVerify(tenant.slug()).isPresent()).isEqualTo(OPEN.contains(status));
            if (status == Status.SUSPENDED) {
                assertThatThrownBy(() -> directory.enter(tenant.id())).isInstanceOf(Denied.class);
            } else {
                assertThat(directory.enter(tenant.id()).isPresent()).isEqualTo(OPEN.contains(status));
            }
            assertThat(directory.enterToProvision(tenant).id()).isEqualTo(tenant.id());
        }
    }

    @Test
    void saysWhetherATenantIsReadOnly() {
        Tenant readOnly = added(Status.READ_ONLY, Tables.CURRENT);
        Tenant active = added(Status.ACTIVE, Tables.CURRENT);

        assertThat(directory.enter(readOnly.id()).orElseThrow().isReadOnly()).isTrue();
        assertThat(directory.enter(active.id()).orElseThrow().isReadOnly()).isFalse();
        assertThatThrownBy(() -> directory.enter(readOnly.id()).orElseThrow().requireWritable())
                .isInstanceOf(Denied.class);
    }

    @Test
    void refusesATenantWhoseTablesAreBehindAndServesTheOthers() {
        Tenant current = added(Status.ACTIVE, Tables.CURRENT);
        for (Status status : OPEN) {
            Tenant behind = added(status, Tables.BEHIND);

            for (Runnable entering : List.<Runnable>of(
                    () -> directory.enter(behind.id()),
                    () -> directory.enterToVerify(behind.id()),
                    () -> directory.enterToVerify(behind.slug()))) {
                Unavailable refusal = catchThrowableOfType(Unavailable.class, entering::run);
                assertThat(refusal.code()).isEqualTo("tenant.behind");
                assertThat(refusal.retryAfter()).contains(Duration.ofSeconds(5));
            }
            assertThat(directory.enterToProvision(behind).id()).isEqualTo(behind.id());
        }
        assertThat(directory.enter(current.id())).isPresent();
    }

    @Test
    void refusesASuspendedTenantAsSuspendedWhateverItsTables() {
        Tenant tenant = added(Status.SUSPENDED, Tables.BEHIND);

        assertThatThrownBy(() -> directory.enter(tenant.id())).isInstanceOf(Denied.class);
        assertThat(directory.enterToVerify(tenant.id())).isEmpty();
    }

    private Tenant added(Status status, Tables tables) {
        String slug = "t" + TestTenants.newId();
        Tenant tenant =
                TestTenants.in(status, TestTenants.tenant(slug, Isolation.SCHEMA, "main", tables), TestTenants.EPOCH);
        assertThat(stores.tenants().add(tenant)).isTrue();
        return tenant;
    }
}
