package io.tenancy.persistence;

import static io.tenancy.persistence.TenantFleet.FIRST;
import static io.tenancy.persistence.TenantFleet.OPTIONS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.core.tenant.Isolation;
import io.tenancy.core.tenant.Tenant;
import io.tenancy.persistence.FleetSummary.Failure;
import io.tenancy.persistence.testkit.TestPostgres;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a migration of tenants does where it cannot go on. */
final class FleetFailuresTest {
    private static final String IN_THE_WAY = "CREATE TABLE notes (id int)";

    private final TenantFleet fleet = new TenantFleet();

    @AfterEach
    void close() {
        fleet.close();
    }

    @Test
    void leavesAFailingTenantAsItWasAndMigratesTheOthers() {
        Tenant failing = fleet.schema("failing");
        Tenant good = fleet.schema("good");
        fleet.plant(failing, IN_THE_WAY);
        List<String> before = fleet.changes(failing);

        FleetSummary summary = fleet.migrate(FIRST, OPTIONS.withErrorRate(1));

        assertThat(summary.migrated()).isEqualTo(1);
        assertThat(summary.failures()).singleElement().satisfies(failure -> {
            assertThat(failure.what()).isEqualTo("failing (schema " + TenantFleet.schemaOf(failing) + " of main)");
            assertThat(failure.reason()).contains("\"notes\" already exists").doesNotContain("\n");
        });
        assertThat(fleet.changes(failing)).isEqualTo(before);
        assertThat(fleet.notes(failing)).containsExactly("id");
        assertThat(fleet.noted(failing)).isZero();
        assertThat(fleet.notes(good)).contains("body");

        fleet.plant(failing, "DROP TABLE notes");
        assertThat(fleet.migrate(FIRST).isComplete()).isTrue();
    }

    @Test
    void stopsAtTheFirstFailureAmongTheCanaries() {
        List<Tenant> tenants = failing(6);

        FleetSummary summary = fleet.migrate(FIRST, OPTIONS.withCanary(2).withWorkers(1));

        assertThat(summary.failures()).hasSize(1);
        assertThat(summary.notAttempted()).isEqualTo(5);
        assertThat(summary.stoppedAt()).contains(FleetProgress.Wave.CANARY);
        assertThat(fleet.behind(FIRST)).isEqualTo(tenants.size());
    }

    @Test
    void givesWhatFailedItsTurnAfterAllOthersInTheNextRun() throws Exception {
        List<Tenant> tenants =
                IntStream.range(0, 4).mapToObj(i -> fleet.schema("tenant-" + i)).toList();
        try (Ledger ledger = new Ledger(fleet.main().owner().getConnection(), FIRST.version())) {
            String canary = ledger.behind().get(0).slug();
            tenants.stream()
                    .filter(tenant -> tenant.slug().equals(canary))
                    .forEach(tenant -> fleet.plant(tenant, IN_THE_WAY));
        }
        FleetMigration migration =
                new FleetMigration(fleet.stores(), FIRST, OPTIONS.withCanary(1).withWorkers(1), FleetProgress.NONE);

        FleetSummary first = migration.run();
        FleetSummary second = migration.run();

        assertThat(first.migrated()).isZero();
        assertThat(first.notAttempted()).isEqualTo(3);
        assertThat(second.migrated()).isEqualTo(3);
        assertThat(second.failures()).hasSize(1);
    }

    @Test
    void stopsWhereMoreHaveFailedThanMay() {
        failing(12);

        FleetSummary summary = fleet.migrate(FIRST, OPTIONS.withErrorRate(0.5).withWorkers(1));

        assertThat(summary.failures())
                .as("a tenth is two, of which one may fail")
                .hasSize(2);
        assertThat(summary.notAttempted()).isEqualTo(10);
        assertThat(summary.stoppedAt()).contains(FleetProgress.Wave.TENTH);
        assertThat(summary.isComplete()).isFalse();
    }

    @Test
    void namesAPlaceThatIsNotThereAndPassesOneThatIsBeingPurged() {
        Tenant schema = fleet.schema("no-schema");
        Tenant database = fleet.open("no-database", Isolation.DATABASE, "main");
        Tenant purging = fleet.schema("purging");
        for (Tenant tenant : List.of(schema, purging)) {
            fleet.main().plant("DROP SCHEMA " + TenantFleet.schemaOf(tenant) + " CASCADE");
        }
        fleet.main().plant("DROP DATABASE " + StoreProvisioner.name(database.placement()));
        fleet.main().plant("UPDATE catalogue.tenants SET status = 'PURGING' WHERE slug = 'purging'");

        FleetSummary summary = fleet.migrate(FIRST, OPTIONS.withErrorRate(1));

        assertThat(summary.failures())
                .extracting(Failure::what)
                .satisfiesExactlyInAnyOrder(
                        what -> assertThat(what).startsWith("no-schema"),
                        what -> assertThat(what).startsWith("no-database"));
    }

    @Test
    void countsTheTenantsOfAStoreThatIsAwayAndMigratesTheOthers() {
        fleet.open("away", Isolation.SCHEMA, "other");
        fleet.open("away-too", Isolation.DATABASE, "other");
        Tenant here = fleet.schema("here");
        Stores others = Stores.of(fleet.stores().catalogue());

        FleetSummary summary = new FleetMigration(others, FIRST, OPTIONS, FleetProgress.NONE).run();

        assertThat(summary.failures())
                .containsExactly(new Failure("The store other", "This deployment does not have the store."));
        assertThat(summary.notAttempted()).isEqualTo(2);
        assertThat(fleet.notes(here)).isNotEmpty();
    }

    /** Wherever it is cut off, a tenant has all of the change or nothing of it, and the next run does the rest. */
    @Test
    void goesOnWhereItWasCutOff() {
        List<Tenant> tenants =
                IntStream.range(0, 3).mapToObj(i -> fleet.schema("cut-" + i)).toList();
        int before = fleet.changes(tenants.get(0)).size();
        int statement = 1;
        while (isCutOff(statement)) {
            for (Tenant tenant : tenants) {
                assertThat(fleet.changes(tenant).size() - before)
                        .as("changes of %s after statement %s", tenant.slug(), statement)
                        .isEqualTo(fleet.notes(tenant).isEmpty() ? 0 : 2);
                if (fleet.noted(tenant) > 0) {
                    assertThat(fleet.notes(tenant)).isNotEmpty();
                }
            }
            statement += 3;
        }

        assertThat(statement).isGreaterThan(6);
        assertThat(fleet.behind(FIRST)).isZero();
        assertThat(tenants).allSatisfy(tenant -> assertThat(fleet.notes(tenant)).contains("title"));
    }

    @Test
    void saysThatTheCatalogueComesFirst() {
        Stores empty = TestPostgres.emptyDatabase().stores();

        assertThatThrownBy(() -> new FleetMigration(empty, FIRST, OPTIONS, FleetProgress.NONE).run())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("The catalogue is not that of this version; it is migrated first.");
    }

    private List<Tenant> failing(int number) {
        List<Tenant> tenants = IntStream.range(0, number)
                .mapToObj(i -> fleet.schema("failing-" + i))
                .toList();
        tenants.forEach(tenant -> fleet.plant(tenant, IN_THE_WAY));
        return tenants;
    }

    /** Whether a run whose connections break off at this statement gets there at all. */
    private boolean isCutOff(int statement) {
        Store main = Store.of(
                "main", fleet.main().app(), new FailingSource(fleet.main().owner(), statement), TestPostgres.APP);
        try {
            return !new FleetMigration(Stores.of(main), FIRST, OPTIONS.withWorkers(1), FleetProgress.NONE)
                    .run()
                    .isComplete();
        } catch (RuntimeException e) {
            return true;
        }
    }
}
