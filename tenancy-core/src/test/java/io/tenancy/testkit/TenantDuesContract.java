package io.tenancy.testkit;

import static io.tenancy.testkit.TenantStoreContract.fresh;
import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.core.tenant.Failure.Step;
import io.tenancy.core.tenant.Tenant;
import io.tenancy.core.tenant.Tenant.Status;
import io.tenancy.core.tenant.TenantStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every {@link TenantStore} tells of the tenants that somebody has to work on. */
public abstract class TenantDuesContract extends StoreContract {
    private static final Instant LATER = T0.plusSeconds(60);
    private static final int PLENTY = 100_000;

    @Test
    void tellsWhatNobodyFinished() {
        Tenant old = added(TestTenants.in(Status.PROVISIONING, fresh("Old"), T0));
        Tenant older = added(TestTenants.in(Status.PROVISIONING, fresh("Older"), ago(5)));
        Tenant active = added(TestTenants.in(Status.ACTIVE, fresh("Active"), ago(5)));
        Tenant young = added(TestTenants.in(Status.PROVISIONING, fresh("Young"), LATER));

        List<Tenant> abandoned = tenants().abandoned(T0.plusSeconds(1), T0, PLENTY);

        assertThat(abandoned).containsSubsequence(older, old).doesNotContain(active, young);
        assertThat(tenants().abandoned(T0.plusSeconds(1), T0, 1)).hasSize(1);
    }

    @Test
    void tellsWhatFailedWhenItIsDueAgain() {
        Tenant stuck = failed(added(TestTenants.in(Status.PROVISIONING, fresh("Stuck"), ago(5))), ago(1));
        Tenant half = failed(added(TestTenants.in(Status.PURGING, fresh("Half"), ago(5))), ago(1));
        Instant due = stuck.failure().orElseThrow().retryAt();

        assertThat(tenants().abandoned(LATER, due.minusMillis(1), PLENTY)).doesNotContain(stuck);
        assertThat(tenants().purgeable(due.minusMillis(1), PLENTY)).doesNotContain(half);
        assertThat(tenants().abandoned(ago(9), due, PLENTY)).contains(stuck);
        assertThat(tenants().purgeable(due, PLENTY)).contains(half);
    }

    @Test
    void tellsWhatIsToBePurged() {
        Tenant due = added(fresh("Due").deleting(T0, LATER));
        Tenant older = added(fresh("Older").deleting(ago(5), ago(1)));
        Tenant half = added(TestTenants.in(Status.PURGING, fresh("Half"), T0));
        Tenant early = added(fresh("Early").deleting(T0, LATER.plusMillis(1)));
        Tenant active = added(fresh("Active"));

        List<Tenant> purgeable = tenants().purgeable(LATER, PLENTY);

        assertThat(purgeable).contains(half).containsSubsequence(older, due).doesNotContain(early, active);
        assertThat(tenants().purgeable(LATER, 1)).hasSize(1);
    }

    private Tenant failed(Tenant tenant, Instant at) {
        Tenant failed = tenant.failed(Step.PLACE, "The disk is full.", at);
        assertThat(tenants().update(failed)).isTrue();
        return failed;
    }

    private TenantStore tenants() {
        return stores().tenants();
    }

    private Tenant added(Tenant tenant) {
        assertThat(tenants().add(tenant)).isTrue();
        return tenant;
    }

    private static Instant ago(int days) {
        return T0.minus(Duration.ofDays(days));
    }
}
