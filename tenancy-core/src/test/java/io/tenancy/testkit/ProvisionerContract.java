package io.tenancy.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.core.platform.Provisioner;
import io.tenancy.core.tenant.Isolation;
import io.tenancy.core.tenant.Tenant;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.core.user.User;
import io.tenancy.core.user.User.Status;
import io.tenancy.core.user.UserQuery;
import io.tenancy.core.user.UserQuery.Sort;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every {@link Provisioner} does, in each placement of the store {@code main}, all of which it supports. */
public abstract class ProvisionerContract {
    private final List<Tenant> prepared = new ArrayList<>();

    protected abstract Provisioner provisioner();

    /** The stores of the same deployment. */
    protected abstract Stores stores();

    @AfterEach
    final void eraseWhatIsLeft() {
        prepared.forEach(provisioner()::erase);
    }

    @ParameterizedTest
    @EnumSource
    final void makesAPlaceWithoutAnyRow(Isolation isolation) {
        TenantScope acme = TestTenants.enter(prepare("acme", isolation));

        assertThat(provisioner().supports(isolation, "main")).isTrue();
        assertThat(emails(acme)).isEmpty();
        user(acme, "ada@example.org");
        assertThat(emails(acme)).containsExactly("ada@example.org");
    }

    @ParameterizedTest
    @EnumSource
    final void mayPrepareATenantTwiceAndKeepsItsRows(Isolation isolation) {
        Tenant acme = prepare("acme", isolation);
        User ada = user(TestTenants.enter(acme), "ada@example.org");

        provisioner().prepare(acme);

        assertThat(stores().users().find(TestTenants.enter(acme), ada.id())).contains(ada);
    }

    @ParameterizedTest
    @EnumSource
    final void erasesOneTenantAndNoOther(Isolation isolation) {
        Tenant acme = prepare("acme", isolation);
        Tenant globex = prepare("globex", isolation);
        user(TestTenants.enter(acme), "ada@example.org");
        User ada = user(TestTenants.enter(globex), "ada@example.org");

        provisioner().erase(acme);

        assertThat(emails(TestTenants.enter(globex))).containsExactly("ada@example.org");
        assertThat(stores().users().find(TestTenants.enter(globex), ada.id())).contains(ada);
    }

    @ParameterizedTest
    @EnumSource
    final void mayEraseATenantTwiceAndPrepareItAnew(Isolation isolation) {
        Tenant acme = prepare("acme", isolation);
        user(TestTenants.enter(acme), "ada@example.org");

        provisioner().erase(acme);
        provisioner().erase(acme);
        provisioner().prepare(acme);

        assertThat(emails(TestTenants.enter(acme))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    final void mayEraseWhatWasNeverPrepared(Isolation isolation) {
        Tenant globex = prepare("globex", isolation);
        user(TestTenants.enter(globex), "ada@example.org");

        provisioner().erase(TestTenants.tenant("acme", isolation, "main"));

        assertThat(emails(TestTenants.enter(globex))).containsExactly("ada@example.org");
    }

    @ParameterizedTest
    @EnumSource
    final void leavesTheRowOfTheCatalogue(Isolation isolation) {
        Tenant acme = TestTenants.tenant(TenantStoreContract.freshSlug(), isolation, "main");
        stores().tenants().add(acme);
        provisioner().prepare(acme);

        provisioner().erase(acme);

        assertThat(stores().tenants().find(acme.id())).contains(acme);
    }

    @Test
    final void givesReasonsThatTellNothingOfTheServer() {
        String reason =
                provisioner().reason(new IllegalStateException("role \"owner\" at db-7.internal:5432 has 4711"));
        String other = provisioner().reason(new IllegalStateException("role \"other\" at db-8.internal:5432 has 12"));

        assertThat(reason).isNotBlank().doesNotContain("owner", "db-7", "5432", "4711");
        assertThat(other).isEqualTo(reason);
    }

    private Tenant prepare(String slug, Isolation isolation) {
        Tenant tenant = TestTenants.tenant(slug, isolation, "main");
        prepared.add(tenant);
        provisioner().prepare(tenant);
        return tenant;
    }

    /** A user without a role, who needs no other row. */
    private User user(TenantScope scope, String email) {
        User user = StoreContract.newUser(email, "Ada", Status.ACTIVE);
        assertThat(stores().transactions().run(scope, () -> stores().users().add(scope, user)))
                .isTrue();
        return user;
    }

    private List<String> emails(TenantScope scope) {
        return stores()
                .users()
                .list(scope, new UserQuery(Optional.empty(), Optional.empty(), Sort.NAME), Optional.empty(), 10)
                .stream()
                .map(User::email)
                .toList();
    }
}
