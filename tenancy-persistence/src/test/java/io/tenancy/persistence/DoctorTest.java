package io.tenancy.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import io.tenancy.core.TenancyException.Unavailable;
import io.tenancy.persistence.Doctor.Depth;
import io.tenancy.persistence.testkit.TestDatabase;
import io.tenancy.persistence.testkit.TestPostgres;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DoctorTest {
    /** Databases of other tests are on the same server, and belong to no tenant of this one. */
    private static final Set<Check> OF_OTHER_TESTS = EnumSet.of(Check.ORPHAN_DATABASE);

    private final TestDatabase database = TestPostgres.database();

    @AfterEach
    void takeBackWhatRolesHaveOutsideOfTheDatabase() {
        database.plant("""
                ALTER ROLE tenancy_app NOSUPERUSER NOBYPASSRLS NOCREATEROLE NOREPLICATION;
                ALTER ROLE tenancy_app RESET ALL;
                REVOKE tenancy_owner, pg_read_server_files FROM tenancy_app;
                GRANT tenancy_app TO tenancy_owner;
                DROP ROLE IF EXISTS passer_by, team;
                """);
    }

    @ParameterizedTest
    @EnumSource
    void findsNothingInAFreshDatabase(Depth depth) {
        assertThat(findings(doctor(), depth)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void findsAFaultAndKnowsHowItIsMended(Fault fault) {
        database.plant(fault.sql());

        List<Finding> found = of(fault);

        assertThat(found).isNotEmpty();
        for (List<Finding> left = found; !left.isEmpty(); left = without(left, of(fault))) {
            assertThat(left.get(0).remedy()).isNotEmpty();
            database.plant(left.get(0).remedy());
        }
        assertThat(of(fault)).isEmpty();
    }

    /** What one remedy has mended must be gone, or the mending would go on for ever. */
    private static List<Finding> without(List<Finding> before, List<Finding> after) {
        assertThat(after).doesNotContain(before.get(0));
        return after;
    }

    @Finds(Check.STORE_UNMIGRATED)
    @ParameterizedTest
    @ValueSource(
            strings = {
                "DELETE FROM catalogue.databasechangelog WHERE id = 'force'",
                "DROP SCHEMA tenancy, catalogue CASCADE"
            })
    void findsAMissingMigration(String culprit) {
        database.plant(culprit);

        for (Depth depth : Depth.values()) {
            assertThat(findings(doctor(), depth)).anySatisfy(finding -> {
                assertThat(finding.check()).isEqualTo(Check.STORE_UNMIGRATED);
                assertThat(finding.problem()).contains("has to be migrated");
            });
        }
    }

    @Test
    @Finds(Check.STORE_UNREACHABLE)
    void findsAStoreThatIsAwayAndGoesOnWithTheOthers() {
        database.plant("GRANT SELECT ON tenancy.users TO PUBLIC");
        Stores stores = Stores.of(database.store("main"), database.through(1).store("away"));

        List<Finding> findings = findings(doctor(stores), Depth.FULL);

        assertThat(findings).extracting(Finding::check).contains(Check.GRANT_OTHERS);
        assertThat(findings)
                .filteredOn(finding -> finding.check() == Check.STORE_UNREACHABLE)
                .allSatisfy(finding -> assertThat(finding.object()).isEqualTo("away"))
                .hasSize(2);
    }

    @Test
    void cannotBeAskedWhereTheCatalogueIsAway() {
        Doctor doctor = doctor(database.through(1).stores());

        assertThatThrownBy(() -> doctor.examine(Depth.FULL)).isInstanceOf(Unavailable.class);
    }

    @ParameterizedTest
    @Finds(Check.CLOCK_SKEW)
    @ValueSource(longs = {-90_000, -5_000, 5_000, 90_000})
    void findsAClockThatIsWrong(long millis) {
        InstantSource wrong = InstantSource.offset(InstantSource.system(), Duration.ofMillis(millis));

        List<Finding> findings = findings(new Doctor(database.stores(), TenantSchema.standard(), wrong), Depth.QUICK);

        assertThat(findings).singleElement().satisfies(finding -> {
            assertThat(finding.check()).isEqualTo(Check.CLOCK_SKEW);
            assertThat(finding.isDanger()).isFalse();
            assertThat(finding.problem()).contains(millis > 0 ? "behind" : "ahead of");
        });
    }

    @Test
    void looksAtTheTablesOfAnApplicationWhereItIsPointedAtThem() {
        database.plant("""
                CREATE SCHEMA notes;
                CREATE TABLE notes.countries (id uuid PRIMARY KEY);
                CREATE TABLE notes.notes (tenant_id uuid NOT NULL, id uuid NOT NULL, PRIMARY KEY (id));
                ALTER TABLE notes.notes ENABLE ROW LEVEL SECURITY;
                """);

        assertThat(findings(doctor(), Depth.FULL)).isEmpty();
        assertThat(findings(doctor().with(Set.of("notes")), Depth.FULL))
                .extracting(Finding::check, Finding::object)
                .containsExactly(
                        tuple(Check.TABLE_UNSCOPED, "notes.countries"),
                        tuple(Check.RLS_NOT_FORCED, "notes.notes"),
                        tuple(Check.POLICY_MISSING, "notes.notes"),
                        tuple(Check.KEY_TENANT_FIRST, "notes.notes"));
    }

    @Test
    void refusesASchemaThatIsNotThere() {
        Doctor doctor = doctor().with(Set.of("nowhere"));

        assertThatThrownBy(() -> doctor.examine(Depth.QUICK))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nowhere");
    }

    @Test
    void hasATestForEachCheck() {
        Stream<Check> byTests = Stream.of(
                        DoctorTest.class, DoctorPlacesTest.class, DoctorPoolerTest.class, StoreIdentityTest.class)
                .flatMap(tests -> Arrays.stream(tests.getDeclaredMethods()))
                .map(test -> test.getAnnotation(Finds.class))
                .filter(Objects::nonNull)
                .map(Finds::value);
        Stream<Check> byFaults = Arrays.stream(Fault.values()).map(Fault::check);

        assertThat(Stream.concat(byTests, byFaults)).contains(Check.values());
    }

    private List<Finding> of(Fault fault) {
        Set<String> schemas = fault.check() == Check.TABLE_UNSCOPED ? Set.of("notes") : Set.of();
        return findings(doctor().with(schemas), Depth.FULL).stream()
                .filter(finding -> finding.check() == fault.check())
                .filter(finding -> finding.object().startsWith(fault.object()))
                .toList();
    }

    private Doctor doctor() {
        return doctor(database.stores());
    }

    private static Doctor doctor(Stores stores) {
        return new Doctor(stores, TenantSchema.standard(), InstantSource.system());
    }

    private static List<Finding> findings(Doctor doctor, Depth depth) {
        return doctor.examine(depth).stream()
                .filter(finding -> !OF_OTHER_TESTS.contains(finding.check()))
                .toList();
    }
}
