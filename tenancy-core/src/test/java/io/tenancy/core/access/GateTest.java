package io.tenancy.core.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.core.TenancyException.Denied;
import io.tenancy.core.audit.AuditQuery;
import io.tenancy.core.setting.SetValue;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.core.user.UserId;
import io.tenancy.testkit.InMemoryStores;
import io.tenancy.testkit.TestClock;
import io.tenancy.testkit.TestIds;
import io.tenancy.testkit.TestTenants;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class GateTest {
    private final InMemoryStores stores = new InMemoryStores();
    private final TestClock clock = new TestClock();
    private final Gate gate = new Gate(stores.transactions(), stores.journal(), new TestIds(), clock);
    private final TenantScope acme = TestTenants.open("acme");
    private final Caller reader = TestTenants.caller(acme, Permissions.SETTING_READ);
    private final Caller writer = TestTenants.caller(acme, Permissions.SETTING_WRITE);

    @Test
    void givesAQueryTheScopeOfItsCaller() {
        TenantScope given = gate.query(reader, Permissions.SETTING_READ, scope -> scope);

        assertThat(given.id()).isEqualTo(acme.id());
    }

    @Test
    void refusesAQueryWithoutItsPermission() {
        assertThatThrownBy(() -> gate.query(writer, Permissions.SETTING_READ, scope -> scope))
                .isInstanceOf(Denied.class)
                .hasMessageContaining("setting:read");
    }

    @Test
    void refusesACommandWithoutItsPermissionAndDoesNothing() {
        assertThatThrownBy(() -> gate.command(reader, Permissions.SETTING_WRITE, this::putAndRecord))
                .isInstanceOf(Denied.class);

        assertThat(stores.settings().list(acme)).isEmpty();
    }

    @Test
    void runsACommandAndWritesItDown() {
        gate.command(writer, Permissions.SETTING_WRITE, this::putAndRecord);

        assertThat(stores.settings().list(acme)).hasSize(1);
        assertThat(journal()).singleElement().satisfies(entry -> {
            assertThat(entry.action()).isEqualTo("setting.changed");
            assertThat(entry.actor()).isEqualTo(writer.actor());
            assertThat(entry.at()).isEqualTo(clock.instant());
            assertThat(entry.target()).isEqualTo(acme.id().value());
        });
    }

    @Test
    void undoesACommandThatWritesNothingDown() {
        assertThatThrownBy(() -> gate.command(writer, Permissions.SETTING_WRITE, this::put))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("journal");

        assertThat(stores.settings().list(acme)).isEmpty();
    }

    @Test
    void acceptsACommandThatSaysItChangedNothing() {
        assertThat(gate.command(writer, Permissions.SETTING_WRITE, Work::changedNothing))
                .isTrue();

        assertThat(journal()).isEmpty();
    }

    @Test
    void writesDownWhatIsRecordedAfterNothingWasChanged() {
        gate.command(writer, Permissions.SETTING_WRITE, work -> {
            assertThat(work.changedNothing()).isTrue();
            work.record("setting.changed", work.scope().id());
            return work.changedNothing();
        });

        assertThat(journal()).hasSize(1);
    }

    @Test
    void undoesACommandThatFailsAfterItWroteItDown() {
        IllegalArgumentException failure = new IllegalArgumentException("The work fails.");

        assertThatThrownBy(() -> gate.command(writer, Permissions.SETTING_WRITE, work -> {
                    putAndRecord(work);
                    throw failure;
                }))
                .isSameAs(failure);

        assertThat(stores.settings().list(acme)).isEmpty();
        assertThat(journal()).isEmpty();
    }

    @Test
    void letsEverybodyReadAndChangeTheirOwn() {
        Caller nobody = TestTenants.caller(acme);

        assertThat(gate.ownQuery(nobody, TenantScope::id)).isEqualTo(acme.id());
        gate.ownCommand(nobody, this::putAndRecord);
        assertThatThrownBy(() -> gate.ownCommand(nobody, this::put)).isInstanceOf(IllegalStateException.class);

        assertThat(journal()).extracting(JournalEntry::actor).containsExactly(nobody.actor());
    }

    @Test
    void writesDownWhatTheSystemDoes() {
        gate.act(acme, Actor.SYSTEM, this::putAndRecord);

        assertThat(journal()).extracting(JournalEntry::actor).containsExactly(Actor.SYSTEM);
    }

    @Test
    void callsThePlatformsUsersOperators() {
        UserId id = new UserId(TestTenants.newId());

        assertThat(Actor.of(TestTenants.open("platform"), id).kind()).isEqualTo(Actor.Kind.OPERATOR);
        assertThat(Actor.of(acme, id).kind()).isEqualTo(Actor.Kind.USER);
    }

    private boolean put(Work work) {
        stores.settings().put(work.scope(), new SetValue("locale", "de", work.now()));
        return true;
    }

    private boolean putAndRecord(Work work) {
        work.record("setting.changed", work.scope().id());
        return put(work);
    }

    private List<JournalEntry> journal() {
        return stores.audit().list(acme, AuditQuery.ALL, Optional.empty(), 10);
    }
}
