package io.tenancy.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.core.access.Transactions;
import io.tenancy.core.role.BuiltInRole;
import io.tenancy.core.tenant.Isolation;
import io.tenancy.core.tenant.Placement;
import io.tenancy.core.tenant.Tenant;
import io.tenancy.core.user.User;
import io.tenancy.core.user.User.Status;
import io.tenancy.core.user.UserId;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** What all {@link Transactions} do, and that stores join them. */
public abstract class TransactionsContract extends StoreContract {
    private final IllegalStateException failure = new IllegalStateException("The work fails.");

    @Test
    void answersWithWhatTheWorkAnswers() {
        assertThat(commit(acme(), () -> "done")).isEqualTo("done");
    }

    @Test
    void showsTheWorkWhatItHasWritten() {
        User ada = newUser("ada@example.org", "Ada", Status.ACTIVE, "VIEWER");

        Optional<User> seen = commit(acme(), () -> {
            stores().users().add(acme(), ada);
            return stores().users().find(acme(), ada.id());
        });

        assertThat(seen).contains(ada);
    }

    @Test
    void undoesEverythingAndPassesTheFailureOn() {
        User ada = user(acme(), "ada@example.org");
        User bob = newUser("bob@example.org", "Bob", Status.ACTIVE, "VIEWER");

        assertThatThrownBy(() -> commit(acme(), () -> {
                    stores().users().add(acme(), bob);
                    stores().users().delete(acme(), ada.id(), ada.version(), T0);
                    throw failure;
                }))
                .isSameAs(failure);

        assertThat(stores().users().find(acme(), bob.id())).isEmpty();
        assertThat(stores().users().find(acme(), ada.id())).contains(ada);
        assertThat(stores().users().findByEmail(acme(), "ada@example.org")).contains(ada);
    }

    @Test
    void keepsTenantsApart() {
        user(acme(), "ada@example.org", "Ada", Status.ACTIVE, BuiltInRole.OWNER.name());

        for (int round = 0; round < 20; round++) {
            UserId nobody = new UserId(TestTenants.newId());
            assertThat(commit(acme(), () -> stores().users().othersHave(acme(), "OWNER", nobody)))
                    .isTrue();
            assertThat(commit(globex(), () -> stores().users().othersHave(globex(), "OWNER", nobody)))
                    .isFalse();
        }
    }

    @Test
    void isWholeForManyThreadsOfTwoTenants() {
        AtOnce.run(8, number -> {
            var scope = number % 2 == 0 ? acme() : globex();
            for (int round = 0; round < 10; round++) {
                String email = "u" + number + "-" + round + "@example.org";
                User user = newUser(email, "User", Status.ACTIVE, "VIEWER");
                boolean fails = round % 2 == 0;
                try {
                    commit(scope, () -> {
                        stores().users().add(scope, user);
                        if (fails) {
                            throw failure;
                        }
                    });
                } catch (IllegalStateException e) {
                    assertThat(e).isSameAs(failure);
                }
                assertThat(stores().users().find(scope, user.id()).isPresent()).isEqualTo(!fails);
            }
            return true;
        });
    }

    @Test
    void includesTheCatalogueWhereTheTenantLivesBesideIt() {
        Placement placement = acme().placement();
        Assumptions.assumeTrue(placement.store().equals("main") && !(placement instanceof Placement.Database));
        Tenant tenant = TestTenants.tenant(TenantStoreContract.freshSlug(), Isolation.SHARED, "main");

        assertThatThrownBy(() -> commit(acme(), () -> {
                    stores().tenants().add(tenant);
                    throw failure;
                }))
                .isSameAs(failure);

        assertThat(stores().tenants().find(tenant.id())).isEmpty();
    }
}
