package io.tenancy.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.core.access.Permissions;
import io.tenancy.core.role.Role;
import io.tenancy.core.serviceaccount.ServiceAccount;
import io.tenancy.core.serviceaccount.ServiceAccount.Status;
import io.tenancy.core.serviceaccount.ServiceAccountChange;
import io.tenancy.core.serviceaccount.ServiceAccountId;
import io.tenancy.core.serviceaccount.ServiceAccountStore;
import io.tenancy.core.tenant.TenantScope;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every {@link ServiceAccountStore} does. */
public abstract class ServiceAccountStoreContract extends StoreContract {
    @Test
    void findsAndListsWhatWasAdded() {
        ServiceAccount reports = serviceAccount(acme(), "reports", "VIEWER", "MEMBER");
        ServiceAccount billing = serviceAccount(acme(), "billing", "VIEWER");

        assertThat(accounts().find(acme(), reports.id())).contains(reports);
        assertThat(accounts().list(acme())).containsExactly(billing, reports);
        assertThat(accounts().find(acme(), new ServiceAccountId(TestTenants.newId())))
                .isEmpty();
    }

    @Test
    void keepsTenantsApart() {
        ServiceAccount reports = serviceAccount(acme(), "reports", "VIEWER");

        assertThat(accounts().find(globex(), reports.id())).isEmpty();
        assertThat(accounts().list(globex())).isEmpty();
        assertThat(accounts().isNameTaken(globex(), "reports", new ServiceAccountId(TestTenants.newId())))
                .isFalse();
        assertThat(update(globex(), reports.in(Status.DISABLED, T0))).isFalse();
        assertThat(delete(globex(), reports)).isFalse();
        ServiceAccount twin = serviceAccount(globex(), "reports", "ADMIN");

        assertThat(accounts().list(acme())).containsExactly(reports);
        assertThat(accounts().list(globex())).containsExactly(twin);
    }

    @Test
    void takesANameOnce() {
        assertThat(AtOnce.run(16, number -> {
                    ServiceAccount twin = newServiceAccount("reports", "VIEWER");
                    return commit(acme(), () -> accounts().add(acme(), twin));
                }))
                .containsOnlyOnce(true);

        ServiceAccount reports = accounts().list(acme()).get(0);
        assertThat(accounts().isNameTaken(acme(), "reports", reports.id())).isFalse();
        assertThat(accounts().isNameTaken(acme(), "reports", new ServiceAccountId(TestTenants.newId())))
                .isTrue();
    }

    @Test
    void replacesTheVersionBeforeAndNoOther() {
        ServiceAccount reports = serviceAccount(acme(), "reports", "VIEWER");
        ServiceAccount changed = reports.with(
                new ServiceAccountChange(Optional.of("reporting"), Optional.of("New"), Optional.of(Set.of("MEMBER"))),
                T0.plusSeconds(1));

        assertThat(update(acme(), changed)).isTrue();
        assertThat(update(acme(), reports.in(Status.DISABLED, T0))).isFalse();
        assertThat(accounts().find(acme(), reports.id())).contains(changed);

        assertThat(update(acme(), changed.in(Status.DISABLED, T0.plusSeconds(2))))
                .isTrue();
        assertThat(accounts().find(acme(), reports.id()).orElseThrow().status()).isEqualTo(Status.DISABLED);
    }

    @Test
    void deletesOnce() {
        ServiceAccount reports = serviceAccount(acme(), "reports", "VIEWER");

        assertThat(delete(acme(), reports)).isTrue();
        assertThat(delete(acme(), reports)).isFalse();
        assertThat(accounts().list(acme())).isEmpty();
    }

    @Test
    void keepsTheRolesThatItHas() {
        Role auditor = role(acme(), "auditor", Permissions.AUDIT_READ);
        ServiceAccount reports = serviceAccount(acme(), "reports", "auditor");

        assertThat(commit(acme(), () -> stores().roles().delete(acme(), auditor.id(), Instant.EPOCH)))
                .isFalse();

        delete(acme(), reports);
        assertThat(commit(acme(), () -> stores().roles().delete(acme(), auditor.id(), Instant.EPOCH)))
                .isTrue();
    }

    private ServiceAccountStore accounts() {
        return stores().serviceAccounts();
    }

    private boolean update(TenantScope scope, ServiceAccount account) {
        return commit(scope, () -> accounts().update(scope, account));
    }

    private boolean delete(TenantScope scope, ServiceAccount account) {
        return commit(scope, () -> accounts().delete(scope, account.id()));
    }
}
