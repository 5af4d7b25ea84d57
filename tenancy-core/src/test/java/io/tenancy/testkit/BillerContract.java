package io.tenancy.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.core.TenancyException.Invalid;
import io.tenancy.core.TenancyException.Unauthenticated;
import io.tenancy.core.biller.Biller;
import io.tenancy.core.biller.Biller.Customer;
import io.tenancy.core.biller.Biller.Use;
import io.tenancy.core.biller.BillerEvent;
import io.tenancy.core.biller.BillerException;
import io.tenancy.core.tenant.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link Biller} does. An adapter supplies it, a biller that it asks, and a look at what that one has. */
public abstract class BillerContract {
    private static final Instant NOW = TestTenants.EPOCH;

    private final TenantId tenant = new TenantId(TestTenants.newId());
    private final Customer acme = new Customer(tenant, "Acme & S\u00f6hne", "pay@acme.test");

    protected abstract Biller biller();

    /** Two prices that the biller has. */
    protected abstract List<String> prices();

    /** How many customers the biller has. */
    protected abstract int customers();

    /** What is paid for a subscription; nothing for one that has ended. */
    protected abstract Set<String> paid(String subscription);

    /** How much the biller knows a customer to have used. */
    protected abstract long used(String customer, String meter);

    /** The biller answers the next call of a method with nothing but that it cannot now, and then is back. */
    protected abstract void goAwayOnce();

    /** The biller does the next request, and nobody hears so. */
    protected abstract void loseAnAnswer();

    /** The body of a request in which the biller says what has happened to a customer, and when. */
    protected abstract String event(String customer, Instant at);

    /** The headers with which the biller would send a body at a time. */
    protected abstract Map<String, String> headers(String body, Instant at);

    @Test
    final void makesACustomerOnceForEachKey() {
        String first = biller().open(acme, "one");

        assertThat(biller().open(acme, "one")).isEqualTo(first);
        assertThat(biller().open(acme, "two")).isNotEqualTo(first);
        assertThat(customers()).isEqualTo(2);
    }

    @Test
    final void makesOneCustomerWhereManyThreadsAsk() {
        assertThat(AtOnce.run(6, number -> biller().open(acme, "one")).stream().distinct())
                .hasSize(1);
        assertThat(customers()).isEqualTo(1);
    }

    @Test
    final void beginsAndChangesASubscriptionOnceForEachKey() {
        String customer = biller().open(acme, "customer");
        String one = prices().get(0);
        String other = prices().get(1);

        String begun = biller().subscribe(customer, Optional.empty(), List.of(one), "1");
        assertThat(biller().subscribe(customer, Optional.empty(), List.of(one), "1"))
                .isEqualTo(begun);
        assertThat(paid(begun)).containsExactly(one);

        assertThat(biller().subscribe(customer, Optional.of(begun), prices(), "2"))
                .isEqualTo(begun);
        assertThat(paid(begun)).containsExactlyInAnyOrder(one, other);
        assertThat(biller().subscribe(customer, Optional.of(begun), List.of(other), "3"))
                .isEqualTo(begun);
        assertThat(biller().subscribe(customer, Optional.of(begun), List.of(other), "3"))
                .isEqualTo(begun);
        assertThat(paid(begun)).containsExactly(other);
    }

    @Test
    final void endsASubscriptionAndLeavesOneAloneThatHasEnded() {
        String customer = biller().open(acme, "customer");
        String ended = biller().subscribe(customer, Optional.empty(), prices(), "1");
        String other = biller().subscribe(customer, Optional.empty(), prices(), "2");

        biller().cancel(ended, "3");
        biller().cancel(ended, "3");
        biller().cancel(ended, "4");

        assertThat(paid(ended)).isEmpty();
        assertThat(paid(other)).hasSize(2);
    }

    @Test
    final void countsAUseOnceHoweverOftenItIsSaid() {
        String customer = biller().open(acme, "customer");
        Use use = new Use(tenant, "api_requests", NOW, 7, 1);

        biller().report(customer, use);
        biller().report(customer, use);
        biller().report(customer, new Use(tenant, "api_requests", NOW, -2, 2));
        biller().report(customer, new Use(tenant, "seats", NOW, 100, 1));

        assertThat(used(customer, "api_requests")).isEqualTo(5);
        assertThat(used(customer, "seats")).isEqualTo(100);
    }

    @Test
    final void saysThatNothingWasDoneWhereItIsRefused() {
        String customer = biller().open(acme, "customer");

        assertThatThrownBy(() -> biller().subscribe(customer, Optional.empty(), List.of("price_missing"), "1"))
                .isInstanceOfSatisfying(
                        BillerException.class,
                        failure -> assertThat(failure.isRefused()).isTrue());
    }

    @Test
    final void saysThatItIsWorthAnotherTryWhereTheBillerIsAway() {
        goAwayOnce();

        assertThatThrownBy(() -> biller().open(acme, "customer"))
                .isInstanceOfSatisfying(
                        BillerException.class,
                        failure -> assertThat(failure.isRefused()).isFalse());
        assertThat(customers()).isZero();
        assertThat(biller().open(acme, "customer")).isNotEmpty();
        assertThat(customers()).isEqualTo(1);
    }

    @Test
    final void doesOnceWhatIsAskedAgainAfterALostAnswer() {
        loseAnAnswer();

        Optional<String> heard = opened();
        String customer = biller().open(acme, "customer");

        assertThat(heard.orElse(customer)).isEqualTo(customer);
        assertThat(customers()).isEqualTo(1);
    }

    @Test
    final void readsTheSameEventEachTimeThatItIsSaid() {
        String body = event("cus_4711", NOW);

        BillerEvent event = read(body, headers(body, NOW), NOW);

        assertThat(event.at()).isEqualTo(NOW);
        assertThat(event.id()).isNotBlank();
        assertThat(customer(event)).contains("cus_4711");
        Instant later = NOW.plus(Biller.TOLERANCE);
        assertThat(read(body, headers(body, later), later)).isEqualTo(event);
    }

    @Test
    final void refusesWhatTheBillerHasNotSignedNow() {
        String body = event("cus_4711", NOW);
        Map<String, String> headers = headers(body, NOW);
        String other = event("cus_4712", NOW);

        assertThatThrownBy(() -> read(body, Map.of(), NOW)).isInstanceOf(Unauthenticated.class);
        assertThatThrownBy(() -> read(other, headers, NOW)).isInstanceOf(Unauthenticated.class);
        assertThatThrownBy(() -> read(body + " ", headers, NOW)).isInstanceOf(Unauthenticated.class);
        assertThatThrownBy(() -> read(body, headers, NOW.plus(Biller.TOLERANCE).plusSeconds(1)))
                .isInstanceOf(Unauthenticated.class);
        assertThat(read(body, headers, NOW.plus(Biller.TOLERANCE).minusSeconds(1)))
                .isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "nonsense", "\u0000", "{\"id\":7}"})
    final void refusesWhatIsSignedAndMakesNoSense(String body) {
        assertThatThrownBy(() -> read(body, headers(body, NOW), NOW)).isInstanceOf(Invalid.class);
    }

    private Optional<String> opened() {
        try {
            return Optional.of(biller().open(acme, "customer"));
        } catch (BillerException e) {
            assertThat(e.isRefused()).isFalse();
            return Optional.empty();
        }
    }

    private BillerEvent read(String body, Map<String, String> headers, Instant now) {
        return biller().read(body.getBytes(UTF_8), name -> Optional.ofNullable(headers.get(name)), now);
    }

    private static Optional<String> customer(BillerEvent event) {
        if (event instanceof BillerEvent.OfInvoice of) {
            return Optional.of(of.customer());
        }
        return event instanceof BillerEvent.OfSubscription of ? Optional.of(of.customer()) : Optional.empty();
    }
}
