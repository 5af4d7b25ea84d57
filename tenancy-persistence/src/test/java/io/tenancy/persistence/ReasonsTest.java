package io.tenancy.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.tenancy.core.TenancyException.Conflict;
import io.tenancy.core.tenant.Isolation;
import io.tenancy.core.tenant.Tenant;
import io.tenancy.persistence.testkit.TestDatabase;
import io.tenancy.persistence.testkit.TestPostgres;
import io.tenancy.testkit.TestTenants;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Operators read why a place is not made, and nothing of where it should have been. */
final class ReasonsTest {
    private final TestDatabase database = TestPostgres.database();
    private final Tenant schema = TestTenants.tenant("acme", Isolation.SCHEMA, "main");

    /** PostgreSQL itself fails with these states, as it does where a disk is full. */
    @ParameterizedTest
    @CsvSource({
        "53100, DISK_FULL",
        "53200, BUSY",
        "53300, BUSY",
        "42501, FORBIDDEN",
        "55P03, TAKES_TOO_LONG",
        "57014, TAKES_TOO_LONG",
        "57P01, STOPS",
        "40001, IN_USE"
    })
    void tellsFailuresOfTheServerApart(String state, Reasons reason) {
        database.plant("CREATE FUNCTION public.fail() RETURNS event_trigger LANGUAGE plpgsql AS $$"
                + "BEGIN RAISE EXCEPTION 'host db7.internal said no to tenancy_owner' USING ERRCODE = '" + state
                + "'; END $$;"
                + "CREATE EVENT TRIGGER fail ON ddl_command_start EXECUTE FUNCTION public.fail()");

        assertThat(reason(database.stores(), schema)).isEqualTo(reason.sentence());
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "SHARED")
    void saysThatAPrivilegeIsMissing(Isolation isolation) {
        Store weak = new Store(
                "main",
                database.app(),
                database.app(),
                TestPostgres.APP,
                Optional.of(new TenantDatabases(
                        database.tenantDatabases().app(),
                        database.tenantDatabases().app())));

        assertThat(reason(Stores.of(weak), TestTenants.tenant("acme", isolation, "main")))
                .isEqualTo(Reasons.FORBIDDEN.sentence());
    }

    @Test
    void tellsWhereTheServerIsNotThereFromWhereItRefusesTheSignIn() {
        TestDatabase away = database.through(1);
        TestDatabase wrong = new TestDatabase(database.name(), database.port(), "wrong", "wrong", "wrong");

        assertThat(reason(Stores.of(away.store("main")), schema)).isEqualTo(Reasons.AWAY.sentence());
        assertThat(reason(Stores.of(wrong.store("main")), schema)).isEqualTo(Reasons.SIGN_IN.sentence());
    }

    @Test
    void saysWhatTheCoreSaysAndNothingOfWhatNobodyForesaw() {
        assertThat(Reasons.of(new Conflict("tenant.place_taken", "Its place has users of another tenant.")))
                .isEqualTo("Its place has users of another tenant.");
        assertThat(Reasons.of(new IllegalStateException("jdbc:postgresql://db7.internal")))
                .isEqualTo("Something failed that nobody foresaw; the log says more.");
    }

    @Test
    void isDocumented() throws IOException {
        String page = Files.readString(Path.of("../docs/tenants.md"));

        assertThat(Arrays.stream(Reasons.values()))
                .allSatisfy(reason -> assertThat(page).contains("| " + reason.sentence() + " |"));
    }

    private static String reason(Stores stores, Tenant tenant) {
        try (Persistence persistence = Persistence.on(stores, Duration.ofSeconds(1))) {
            Throwable failure = catchThrowable(() -> persistence.provisioner().prepare(tenant));
            assertThat(failure).isNotNull();
            return persistence.provisioner().reason(failure);
        }
    }
}
