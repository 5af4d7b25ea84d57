package io.tenancy.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.core.TenancyException.Unavailable;
import io.tenancy.core.tenant.Isolation;
import io.tenancy.core.tenant.Tenant;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.persistence.testkit.TestDatabase;
import io.tenancy.persistence.testkit.TestPostgres;
import io.tenancy.testkit.AtOnce;
import io.tenancy.testkit.TestTenants;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class ServedStoresTest {
    private final TestDatabase catalogue = TestPostgres.database();
    private final TestDatabase second = TestPostgres.second().storeDatabase();
    private final Persistence persistence =
            Persistence.on(Stores.of(catalogue.store("main"), second.store("second")), Duration.ofSeconds(1));
    private final Samples samples = new Samples(persistence);

    @AfterEach
    void close() {
        persistence.close();
    }

    @ParameterizedTest
    @EnumSource(Isolation.class)
    void refusesTheTenantsOfAStoreThatIsShutAndNoOther(Isolation isolation) {
        TenantScope here = samples.open("here", isolation);
        TenantScope there = samples.open("there", isolation, "second");
        Tenant fresh = TestTenants.tenant("fresh", isolation, "second");

        persistence.serve("second", false);

        assertThat(persistence.stores().isServed("second")).isFalse();
        assertUnavailable(() -> persistence.users().findByEmail(there, "ada@example.org"));
        assertUnavailable(() -> persistence.transactions().run(there, () -> "never"));
        assertUnavailable(() -> persistence.provisioner().prepare(fresh));
        assertUnavailable(() -> persistence.provisioner().erase(fresh));
        assertThat(persistence.users().findByEmail(here, "ada@example.org")).isEmpty();
        persistence.serve("second", true);
        assertThat(persistence.users().findByEmail(there, "ada@example.org")).isEmpty();
    }

    @Test
    void servesTheCatalogueAlways() {
        assertThatThrownBy(() -> persistence.serve("main", false)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> persistence.serve("third", true)).isInstanceOf(IllegalArgumentException.class);
        assertThat(persistence.stores().isServed("main")).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Isolation.class)
    void keepsWhatTheCatalogueWasToldWhereATransactionInAnotherStoreFails(Isolation isolation) {
        TenantScope there = samples.open("there", isolation, "second");
        Tenant tenant = TestTenants.tenant("other", Isolation.SHARED, "main");

        assertThatThrownBy(() -> persistence.transactions().run(there, () -> {
                    persistence.tenants().add(tenant);
                    persistence.users().add(there, Samples.newUser("ada@example.org"));
                    throw new UnsupportedOperationException("in the middle");
                }))
                .isInstanceOf(UnsupportedOperationException.class);

        assertThat(persistence.tenants().find(tenant.id())).contains(tenant);
        assertThat(persistence.users().findByEmail(there, "ada@example.org")).isEmpty();
    }

    @Test
    void givesASlugToOneTenantOfAllStores() {
        List<Boolean> added = AtOnce.run(
                8,
                number -> persistence
                        .tenants()
                        .add(TestTenants.tenant("acme", Isolation.SHARED, number % 2 == 0 ? "main" : "second")));

        assertThat(added).containsOnlyOnce(true);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ALTER TABLE tenancy.users NO FORCE ROW LEVEL SECURITY      | does not force row-level security",
                "GRANT CREATE ON SCHEMA public TO PUBLIC                    | may create objects in the schema public",
                "DELETE FROM tenancy.databasechangelog WHERE id = 'force'   | has to be migrated",
                "DROP SCHEMA tenancy CASCADE                                | has to be migrated",
            })
    void namesTheDangersOfAStore(String culprit, String sentence) {
        assertThat(Persistence.dangers(second.store("second"), TenantSchema.standard()))
                .isEmpty();

        second.plant(culprit);

        assertThat(Persistence.dangers(second.store("second"), TenantSchema.standard()))
                .anySatisfy(danger -> assertThat(danger).contains(sentence));
    }

    private static void assertUnavailable(Runnable call) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        Unavailable.class,
                        refusal -> assertThat(refusal.retryAfter()).isPresent());
    }
}
