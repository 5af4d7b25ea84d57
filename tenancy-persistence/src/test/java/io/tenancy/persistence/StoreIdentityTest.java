package io.tenancy.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.persistence.Doctor.Depth;
import io.tenancy.persistence.testkit.TestDatabase;
import io.tenancy.persistence.testkit.TestPostgres;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A store that leads to another database than before is neither migrated nor served, until that is said to be meant. */
final class StoreIdentityTest {
    private final TestDatabase main = TestPostgres.database();
    private final TestDatabase second = TestPostgres.second().storeDatabase();

    @Test
    void staysTheSameWhereNothingChanges() {
        migrate(second);
        List<String> remembered = identities();
        migrate(second);

        assertThat(remembered).hasSize(2).doesNotContainNull().doesNotHaveDuplicates();
        assertThat(identities()).isEqualTo(remembered);
        assertThat(findings(second)).isEmpty();
        assertThat(Persistence.on(stores(second), Duration.ofSeconds(1)).otherDatabase(second.store("second")))
                .isEmpty();
    }

    @Test
    @Finds(Check.STORE_OTHER)
    void refusesAnotherDatabaseUntilItIsMeant() {
        migrate(second);
        TestDatabase wrong = TestPostgres.emptyDatabase();

        assertThatThrownBy(() -> migrate(wrong))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("The store second leads to another database than before: " + wrong.name())
                .hasMessageContaining("TENANCY_STORE_…_DB_URL");
        assertThat(wrong.texts("SELECT nspname FROM pg_namespace WHERE nspname = 'tenancy'"))
                .isEmpty();
        assertThat(Persistence.on(stores(wrong), Duration.ofSeconds(1)).otherDatabase(wrong.store("second")))
                .isPresent();
        List<Finding> findings = findings(wrong);
        assertThat(findings)
                .singleElement()
                .satisfies(finding -> assertThat(finding.object()).isEqualTo("second"));
        main.plant(findings.get(0).remedy());
        migrate(wrong);

        assertThat(findings(wrong)).isEmpty();
    }

    @Test
    void doesNotServeFromACopyOfTheCatalogue() {
        migrate(second);
        TestDatabase copy = main.named(main.name() + "_copy");
        main.named("postgres").plant("CREATE DATABASE " + copy.name() + " OWNER tenancy_owner TEMPLATE " + main.name());
        copy.plant("ALTER DATABASE " + copy.name() + " SET search_path = tenancy");

        assertThat(Persistence.on(copy.stores(), Duration.ofSeconds(1)).dangers())
                .anySatisfy(danger -> assertThat(danger)
                        .startsWith("The store main leads to another database than before")
                        .contains("TENANCY_DB_URL"));
        assertThatThrownBy(() -> Migrations.shared(copy.stores(), TenantSchema.standard()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("The store main leads to another database than before");
        assertThat(Persistence.on(main.stores(), Duration.ofSeconds(1)).dangers())
                .isEmpty();
    }

    @Test
    void findsTwoStoresThatAreOneDatabase() {
        migrate(second);
        Stores twins = Stores.of(main.store("main"), second.store("second"), second.store("third"));

        assertThatThrownBy(() -> Migrations.shared(twins, TenantSchema.standard()))
                .hasMessageContaining("The store third leads to the database of the store second.");
        assertThat(findings(twins))
                .extracting(Finding::problem)
                .contains("The store third leads to the database of the store second.");
    }

    @Test
    void findsWhereTheTwoRolesAreLedToDifferentDatabases() {
        migrate(second);
        TestDatabase wrong = TestPostgres.second().storeDatabase();
        Store torn = new Store("second", wrong.app(), second.owner(), TestPostgres.APP, Optional.empty());

        assertThat(findings(Stores.of(main.store("main"), torn)))
                .extracting(Finding::problem)
                .containsExactly("The store second leads to another database than before: " + wrong.name() + ".");
    }

    private void migrate(TestDatabase other) {
        Migrations.shared(stores(other), TenantSchema.standard());
    }

    private Stores stores(TestDatabase other) {
        return Stores.of(main.store("main"), other.store("second"));
    }

    private List<Finding> findings(TestDatabase other) {
        return findings(stores(other));
    }

    private static List<Finding> findings(Stores stores) {
        return new Doctor(stores, TenantSchema.standard(), InstantSource.system())
                .examine(Depth.QUICK).stream()
                        .filter(finding -> finding.check() == Check.STORE_OTHER)
                        .toList();
    }

    private List<String> identities() {
        return main.texts("SELECT identity::text FROM catalogue.stores ORDER BY name");
    }
}
