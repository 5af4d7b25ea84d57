package io.tenancy.core.hold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.core.Cursors;
import io.tenancy.core.PageRequest;
import io.tenancy.core.TenancyException.Conflict;
import io.tenancy.core.TenancyException.Denied;
import io.tenancy.core.TenancyException.Invalid;
import io.tenancy.core.TenancyException.NotFound;
import io.tenancy.core.access.Actor;
import io.tenancy.core.access.Caller;
import io.tenancy.core.access.JournalEntry;
import io.tenancy.core.platform.Confirmation;
import io.tenancy.core.tenant.Tenant;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.testkit.InMemoryPlatform;
import io.tenancy.testkit.TestTenants;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class HoldServiceTest {
    private static final HoldReason CLAIM = new HoldReason("Claim 4711 of a customer");
    private static final HoldReason WITHDRAWN = new HoldReason("The claim was withdrawn");
    private static final PageRequest FIRST = new PageRequest(Optional.empty(), 10);

    private final InMemoryPlatform platform = new InMemoryPlatform();
    private final HoldNotices notices = notices(platform.stores.holds());
    private final HoldService holds = service(notices);
    private final Caller operator = platform.operator();
    private final Caller owner = platform.owner("acme");
    private final TenantId acme = owner.tenant();

    @Test
    void setsAndEndsHoldsAndBothJournalsSaySo() {
        LegalHold hold = holds.set(operator, acme, CLAIM);

        assertThat(platform.stores.holds().isHeld(acme)).isTrue();
        assertThat(holds.list(operator, acme, FIRST).items()).containsExactly(hold);
        LegalHold ended = holds.end(operator, acme, hold.id(), WITHDRAWN);
        assertThat(holds.get(operator, acme, hold.id())).isEqualTo(ended);
        assertThat(platform.stores.holds().isHeld(acme)).isFalse();

        assertThat(platform.actions(owner)).endsWith("tenant.hold_set", "tenant.hold_ended");
        assertThat(platform.actions(operator)).endsWith("tenant.hold_set", "tenant.hold_ended");
        JournalEntry told = platform.journal(owner).stream()
                .filter(entry -> entry.action().equals("tenant.hold_set"))
                .findFirst()
                .orElseThrow();
        assertThat(told.actor())
                .isEqualTo(new Actor(Actor.Kind.OPERATOR, operator.actor().id()));
        assertThat(told.target()).isEqualTo(hold.id().value());
        assertThat(told.changes().get(0).after()).contains(CLAIM.reason());
    }

    @Test
    void endsAHoldOnce() {
        LegalHold hold = holds.set(operator, acme, CLAIM);
        holds.end(operator, acme, hold.id(), WITHDRAWN);

        assertThatThrownBy(() -> holds.end(operator, acme, hold.id(), WITHDRAWN))
                .isInstanceOf(Conflict.class)
                .hasMessageContaining("ended already");
        assertThatThrownBy(() -> holds.end(operator, acme, new LegalHoldId(TestTenants.newId()), WITHDRAWN))
                .isInstanceOf(NotFound.class);
    }

    @Test
    void tellsLaterOnceWhatACrashHasLeftUntold() {
        LegalHold untold = new LegalHold(
                new LegalHoldId(platform.ids.get()),
                CLAIM.reason(),
                operator.actor().id(),
                platform.clock.instant(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        platform.stores.holds().add(acme, untold);
        assertThat(platform.actions(owner)).doesNotContain("tenant.hold_set");

        notices.run(() -> false);
        notices.run(() -> false);
        notices.tell(acme, untold);

        assertThat(platform.actions(owner)).containsOnlyOnce("tenant.hold_set");
        assertThat(platform.stores.holds().untold(10)).isEmpty();
    }

    @Test
    void keepsATenantFromBeingPurgedByAnybody() {
        Tenant deleted = platform.tenants.delete(operator, acme);
        LegalHold hold = holds.set(operator, acme, CLAIM);

        assertThatThrownBy(() -> platform.tenants.purge(operator, acme, new Confirmation(deleted.slug())))
                .isInstanceOf(Conflict.class)
                .hasMessageContaining("legal hold");
        platform.clock.advance(Duration.ofDays(400));
        platform.housekeeping.run();
        assertThat(platform.stores.tenants().find(acme)).isPresent();

        holds.end(platform.operator(), acme, hold.id(), WITHDRAWN);
        platform.housekeeping.run();
        assertThat(platform.stores.tenants().find(acme)).isEmpty();
    }

    @Test
    void isForOperatorsOnlyAndWantsAReason() {
        assertThatThrownBy(() -> holds.set(owner, acme, CLAIM)).isInstanceOf(Denied.class);
        assertThatThrownBy(() -> holds.list(owner, acme, FIRST)).isInstanceOf(Denied.class);
        assertThatThrownBy(() -> holds.set(operator, new TenantId(TestTenants.newId()), CLAIM))
                .isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> new HoldReason("short")).isInstanceOf(Invalid.class);
        assertThat(List.of(platform.stores.holds().isHeld(acme))).containsExactly(false);
    }

    private HoldNotices notices(HoldBook book) {
        return new HoldNotices(
                platform.gate, platform.stores.tenants(), platform.directory, book, platform.stores.audit());
    }

    private HoldService service(HoldNotices told) {
        return new HoldService(
                platform.gate,
                platform.stores.tenants(),
                platform.stores.holds(),
                told,
                new Cursors(platform.key, platform.clock));
    }
}
