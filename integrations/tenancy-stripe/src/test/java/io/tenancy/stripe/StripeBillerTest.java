package io.tenancy.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.core.Secret;
import io.tenancy.core.biller.Biller;
import io.tenancy.core.biller.Biller.Customer;
import io.tenancy.core.biller.Biller.Use;
import io.tenancy.core.biller.BillerException;
import io.tenancy.core.biller.BillerSource;
import io.tenancy.core.biller.BillerSource.Access;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.testkit.BillerContract;
import io.tenancy.testkit.TestTenants;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class StripeBillerTest extends BillerContract {
    private static final Instant HOUR = Instant.parse("2026-02-01T10:00:00Z");
    private static final String SECRET = "whsec_of_the_test";

    private final StripeDouble stripe = new StripeDouble();
    private final Biller biller = open(StripeDouble.KEY);
    private final TenantId tenant = new TenantId(TestTenants.newId());
    private final Customer customer = new Customer(tenant, "Acme & Söhne", "pay@acme.test");

    StripeBillerTest() throws IOException {}

    @AfterEach
    void close() {
        stripe.close();
    }

    @Override
    protected Biller biller() {
        return biller;
    }

    @Override
    protected List<String> prices() {
        return List.of("price_a", "price_b");
    }

    @Override
    protected int customers() {
        return stripe.customers.size();
    }

    @Override
    protected Set<String> paid(String subscription) {
        boolean isOver = "canceled".equals(stripe.subscription(subscription).get("status"));
        return isOver ? Set.of() : Set.copyOf(stripe.prices(subscription));
    }

    @Override
    protected long used(String customerId, String meter) {
        return stripe.used(meter, customerId);
    }

    /** As often as it is asked again by one call. */
    @Override
    protected void goAwayOnce() {
        stripe.refuse(503, 4);
    }

    @Override
    protected void loseAnAnswer() {
        stripe.loseAnswers(1);
    }

    @Override
    protected String event(String customerId, Instant at) {
        return Events.subscription("evt_1", at, customerId, "sub_1", "active");
    }

    @Override
    protected Map<String, String> headers(String body, Instant at) {
        return Map.of("Stripe-Signature", Signed.header(body, at, SECRET));
    }

    private Biller open(String key) {
        Access access = new Access(new Secret(key), List.of(new Secret(SECRET)), Optional.of(stripe.address()), 14);
        return BillerSource.named("stripe").orElseThrow().open(access);
    }

    @Test
    void makesACustomerOnceForEachKey() {
        String first = biller.open(customer, "one");
        String again = biller.open(customer, "one");
        String renamed = biller.open(new Customer(tenant, "Acme", "pay@acme.test"), "one");

        assertThat(again).isEqualTo(first);
        assertThat(renamed).isNotEqualTo(first);
        assertThat(stripe.customers).hasSize(2);
        assertThat(stripe.customers.get(0))
                .containsEntry("name", "Acme & Söhne")
                .containsEntry("email", "pay@acme.test")
                .containsEntry("metadata[tenant]", tenant.value().toString());
    }

    @Test
    void beginsChangesAndEndsASubscription() {
        String id = biller.open(customer, "customer");
        String begun = biller.subscribe(id, Optional.empty(), List.of("price_a", "price_b"), "1");
        String again = biller.subscribe(id, Optional.empty(), List.of("price_a", "price_b"), "1");
        String changed = biller.subscribe(id, Optional.of(begun), List.of("price_b", "price_c"), "2");
        int before = stripe.requests.size();
        String same = biller.subscribe(id, Optional.of(begun), List.of("price_c", "price_b"), "2");

        assertThat(List.of(again, changed, same)).containsOnly(begun);
        assertThat(stripe.begun).hasSize(1);
        assertThat(stripe.begun.get(0))
                .containsEntry("collection_method", "send_invoice")
                .containsEntry("days_until_due", "14");
        assertThat(stripe.prices(begun)).containsExactly("price_b", "price_c");
        assertThat(stripe.requests.subList(before, stripe.requests.size())).hasSize(1);

        biller.cancel(begun, "3");
        biller.cancel(begun, "3");

        assertThat(stripe.subscription(begun)).containsEntry("status", "canceled");
        assertThat(stripe.requests.stream().filter(one -> one.startsWith("DELETE")))
                .hasSize(1);
    }

    @Test
    void reportsUseOnceEvenAfterStripeHasForgottenTheKey() {
        String id = biller.open(customer, "customer");
        Use use = new Use(tenant, "api_requests", HOUR, 7, 1);

        biller.report(id, use);
        biller.report(id, use);
        stripe.forgetKeys();
        biller.report(id, use);
        biller.report(id, new Use(tenant, "api_requests", HOUR, -2, 2));

        assertThat(stripe.used("api_requests", id)).isEqualTo(5);
        assertThat(stripe.meterEvents.get(0)).containsEntry("timestamp", Long.toString(HOUR.getEpochSecond()));
    }

    @Test
    void asksAgainAfterA429A500AndALostAnswer() {
        stripe.refuse(429, 1);
        stripe.refuse(500, 1);
        stripe.loseAnswers(1);

        String id = biller.open(customer, "customer");

        assertThat(id).isEqualTo("cus_1");
        assertThat(stripe.customers).hasSize(1);
        assertThat(stripe.requests).hasSize(4);
        assertThat(stripe.requests.stream().distinct()).hasSize(1);
    }

    @Test
    void givesUpForNowWhereStripeStaysAway() {
        stripe.refuse(503, 4);

        assertThatThrownBy(() -> biller.open(customer, "customer"))
                .isInstanceOfSatisfying(
                        BillerException.class,
                        failure -> assertThat(failure.isRefused()).isFalse());
        assertThat(biller.open(customer, "customer")).isEqualTo("cus_1");
    }

    @Test
    void saysWhatIsRefusedForGoodAndNoSecret() {
        String id = biller.open(customer, "customer");

        assertThatThrownBy(() -> biller.subscribe(id, Optional.empty(), List.of("price_missing"), "1"))
                .isInstanceOfSatisfying(
                        BillerException.class,
                        failure -> assertThat(failure.isRefused()).isTrue())
                .hasMessage("Stripe has answered 400, resource_missing.");
        assertThatThrownBy(() -> open("sk_test_wrong").open(customer, "customer"))
                .isInstanceOf(BillerException.class)
                .hasMessage("Stripe has answered 401.");
    }
}
