package io.tenancy.persistence;

import static io.tenancy.persistence.TenantFleet.DUE;
import static io.tenancy.persistence.TenantFleet.FIRST;
import static io.tenancy.persistence.TenantFleet.NOTES;
import static io.tenancy.persistence.TenantFleet.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tenancy.core.tenant.Isolation;
import io.tenancy.core.tenant.Tenant;
import io.tenancy.persistence.FleetSummary.Step;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The tables that tenants have of their own are brought to the changes of a release. */
final class FleetMigrationTest {
    private final TenantFleet fleet = new TenantFleet();

    @AfterEach
    void close() {
        fleet.close();
    }

    @Test
    void addsTheTablesOfAnApplicationToEveryPlaceOfEveryStore() throws Exception {
        List<Tenant> tenants = List.of(
                fleet.open("shared", Isolation.SHARED, "main"),
                fleet.open("schema", Isolation.SCHEMA, "main"),
                fleet.open("database", Isolation.DATABASE, "main"),
                fleet.open("other-shared", Isolation.SHARED, "other"),
                fleet.open("other-schema", Isolation.SCHEMA, "other"),
                fleet.open("other-database", Isolation.DATABASE, "other"));

        FleetSummary summary = Migrations.run(fleet.stores(), FIRST);

        assertThat(summary.isComplete()).isTrue();
        assertThat(summary.migrated()).isEqualTo(4);
        for (Tenant tenant : tenants) {
            assertThat(fleet.notes(tenant)).as(tenant.slug()).containsExactly("tenant_id", "id", "body", "title");
            assertThat(fleet.unrun(tenant, Migrations.TENANT_CHANGELOG)).isEmpty();
            assertThat(fleet.unrun(tenant, NOTES)).isEmpty();
            assertThat(fleet.unrun(tenant, DUE)).hasSize(1);
        }
        assertThat(fleet.behind(FIRST)).isZero();
        assertThat(fleet.behind(SECOND)).isEqualTo(4);
    }

    @Test
    void leavesTheSameTablesAsAnInstallationAtOnce() {
        Tenant old = fleet.schema("old");
        fleet.migrate(FIRST);
        fleet.migrate(SECOND);

        Tenant young = fleet.schema("young");
        fleet.migrate(SECOND);

        assertThat(fleet.changes(old)).isEqualTo(fleet.changes(young)).endsWith("notes", "notes-title", "notes-due");
        assertThat(fleet.notes(old)).isEqualTo(fleet.notes(young));
    }

    @Test
    void asksLiquibaseOnceForEachStateThatTablesAreIn() {
        Tenant early = fleet.schema("early");
        fleet.migrate(FIRST);
        fleet.schema("late");
        fleet.schema("later");

        FleetSummary summary = fleet.migrate(SECOND);

        assertThat(summary.migrated()).isEqualTo(3);
        assertThat(summary.steps())
                .extracting(Step::tenants, step -> step.changes().size())
                .containsExactlyInAnyOrder(tuple(1, 1), tuple(2, 3));
        assertThat(fleet.notes(early)).contains("due_at");
    }

    @Test
    void notesWhatWasMigratedBeforeACrash() {
        Tenant tenant = fleet.open("crashed", Isolation.DATABASE, "other");
        fleet.migrate(FIRST);
        fleet.main().plant("UPDATE catalogue.tenants SET tables_version = tables_version - 1");

        FleetSummary summary = fleet.migrate(FIRST);

        assertThat(summary.current()).isEqualTo(1);
        assertThat(summary.migrated()).isZero();
        assertThat(fleet.noted(tenant)).isEqualTo(FIRST.version());
    }

    @Test
    void leavesTablesOfALaterReleaseAsTheyAre() {
        Tenant tenant = fleet.schema("ahead");
        fleet.migrate(SECOND);

        FleetSummary summary = fleet.migrate(FIRST);

        assertThat(summary.current() + summary.migrated()).isZero();
        assertThat(fleet.noted(tenant)).isEqualTo(SECOND.version());
        assertThat(fleet.notes(tenant)).contains("due_at");
    }

    @Test
    void onlyLooksInADryRun() {
        Tenant tenant = fleet.schema("looked-at");
        fleet.open("looked-into", Isolation.DATABASE, "main");

        FleetSummary summary = fleet.migrate(FIRST, TenantFleet.OPTIONS.withDryRun(true));

        assertThat(summary.migrated()).isEqualTo(2);
        assertThat(summary.steps()).extracting(Step::isolation).containsExactly(Isolation.SCHEMA, Isolation.DATABASE);
        assertThat(summary.steps())
                .allSatisfy(step -> assertThat(step.changes())
                        .containsExactly("example/notes::notes::example", "example/notes::notes-title::example"))
                .allSatisfy(step -> assertThat(step.sql()).contains("CREATE TABLE notes"));
        assertThat(fleet.notes(tenant)).isEmpty();
        assertThat(fleet.noted(tenant)).isZero();
        assertThat(fleet.migrate(FIRST).migrated()).isEqualTo(2);
    }

    @Test
    void keepsOneTemplateOfThisRelease() {
        fleet.open("acme", Isolation.DATABASE, "main");
        String before = templates().get(0);
        String foreign = before.substring(0, before.length() - 12) + "000000000000";
        Jdbi.create(fleet.main().owner()).useHandle(handle -> handle.execute("CREATE DATABASE " + foreign));

        fleet.migrate(FIRST);

        assertThat(templates()).doesNotContain(before, foreign).isNotEmpty();
    }

    private List<String> templates() {
        return Jdbi.create(fleet.main().superuser())
                .withHandle(handle -> handle.createQuery(
                                "SELECT datname FROM pg_database WHERE starts_with(datname, 'tenancy_template_')"
                                        + " ORDER BY oid DESC")
                        .mapTo(String.class)
                        .list());
    }
}
