package io.tenancy.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.core.Position;
import io.tenancy.core.hold.HoldBook;
import io.tenancy.core.hold.HoldBook.Untold;
import io.tenancy.core.hold.LegalHold;
import io.tenancy.core.hold.LegalHoldId;
import io.tenancy.core.tenant.Isolation;
import io.tenancy.core.tenant.Tenant;
import io.tenancy.core.tenant.TenantId;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link HoldBook} does. */
public abstract class HoldBookContract extends StoreContract {
    @SuppressWarnings("NullAway.Init") // set before each test
    private TenantId held;

    @SuppressWarnings("NullAway.Init") // set before each test
    private TenantId other;

    @BeforeEach
    void listTenants() {
        held = listed("held");
        other = listed("other");
    }

    @Test
    void keepsHoldsTheYoungestFirst() {
        LegalHold first = hold();
        LegalHold second = hold();
        book().add(held, first);
        book().add(held, second);

        assertThat(book().find(held, first.id())).contains(first);
        assertThat(book().list(held, Optional.empty(), 10)).containsExactly(second, first);
        assertThat(book().list(held, Optional.empty(), 1)).containsExactly(second);
        assertThat(book().list(held, Optional.of(new Position("", second.id().value())), 10))
                .containsExactly(first);
    }

    @Test
    void holdsUntilTheLastHasEnded() {
        LegalHold first = hold();
        LegalHold second = hold();
        book().add(held, first);
        book().add(held, second);

        assertThat(book().end(held, ended(first))).isTrue();
        assertThat(book().isHeld(held)).isTrue();
        assertThat(book().end(held, ended(first))).isFalse();
        assertThat(book().end(held, ended(second))).isTrue();

        assertThat(book().isHeld(held)).isFalse();
        assertThat(book().find(held, first.id())).contains(ended(first));
        assertThat(book().end(held, ended(hold()))).isFalse();
    }

    @Test
    void knowsWhatIsToBeTold() {
        LegalHold hold = hold();
        book().add(held, hold);
        assertThat(book().untold(1_000)).contains(new Untold(held, hold));

        book().told(held, hold.id(), 1);
        assertThat(book().untold(1_000)).doesNotContain(new Untold(held, hold));

        book().end(held, ended(hold));
        assertThat(book().untold(1_000)).contains(new Untold(held, ended(hold)));
        book().told(held, hold.id(), 2);
        book().told(held, hold.id(), 1);

        assertThat(book().untold(1_000)).doesNotContain(new Untold(held, ended(hold)));
    }

    @Test
    void keepsTenantsApart() {
        LegalHold hold = hold();
        book().add(held, hold);

        assertThat(book().isHeld(other)).isFalse();
        assertThat(book().find(other, hold.id())).isEmpty();
        assertThat(book().list(other, Optional.empty(), 10)).isEmpty();
        assertThat(book().end(other, ended(hold))).isFalse();
        assertThat(book().isHeld(held)).isTrue();
    }

    private HoldBook book() {
        return stores().holds();
    }

    /** A new tenant of the catalogue. */
    private TenantId listed(String start) {
        String slug = start + "-" + TestTenants.newId().toString().substring(24);
        Tenant tenant = TestTenants.tenant(slug, Isolation.SHARED, "main");
        assertThat(stores().tenants().add(tenant)).isTrue();
        return tenant.id();
    }

    private static LegalHold hold() {
        return new LegalHold(
                new LegalHoldId(TestTenants.newId()),
                "Claim 4711 of a customer",
                TestTenants.newId(),
                T0,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static LegalHold ended(LegalHold hold) {
        return new LegalHold(
                hold.id(),
                hold.reason(),
                hold.setBy(),
                hold.setAt(),
                Optional.of("The claim was withdrawn"),
                Optional.of(hold.setBy()),
                Optional.of(T0.plusSeconds(60)));
    }
}
