package io.tenancy.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.core.TenancyException.NotFound;
import io.tenancy.core.access.Caller;
import io.tenancy.core.biller.BillerEventService.Outcome;
import io.tenancy.core.billing.Invoice;
import io.tenancy.core.billing.InvoiceFilter;
import io.tenancy.core.tenant.Tenant;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What follows from events, in whatever order and however often they come. */
final class StripeEventsAppliedTest {
    private final Shop shop = new Shop();
    private final Caller acme = shop.platform.owner("acme");
    private final Caller globex = shop.platform.owner("globex");
    private final Instant start;

    StripeEventsAppliedTest() throws IOException {
        shop.publish("team", Optional.of("price_team"));
        shop.move(acme, "team");
        shop.move(globex, "team");
        shop.run();
        start = shop.platform.clock.instant();
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void closesATenantWhosePaymentFailsAndOpensItWhenItHasPaid() {
        assertThat(invoice(acme, "evt_1", "invoice.finalized", start, "open")).isEqualTo(Outcome.APPLIED);
        assertThat(invoice(acme, "evt_2", "invoice.payment_failed", start.plusSeconds(5), "open"))
                .isEqualTo(Outcome.APPLIED);
        Invoice open = only(acme);
        assertThat(open.total()).isEqualTo(5_831);
        assertThat(open.reference()).contains("stripe:in_1");
        assertThat(open.failedAt()).contains(start.plusSeconds(5));

        shop.after(Duration.ofDays(8));
        assertThat(shop.status(acme)).isEqualTo(Tenant.Status.READ_ONLY);
        shop.after(Duration.ofDays(14));
        assertThat(shop.status(acme)).isEqualTo(Tenant.Status.SUSPENDED);
        assertThat(shop.status(globex)).isEqualTo(Tenant.Status.ACTIVE);

        assertThat(invoice(acme, "evt_3", "invoice.paid", shop.platform.clock.instant(), "paid"))
                .isEqualTo(Outcome.APPLIED);
        assertThat(shop.status(acme)).isEqualTo(Tenant.Status.ACTIVE);
        assertThat(only(acme).status()).isEqualTo(Invoice.Status.PAID);
        assertThat(shop.platform.actions(shop.operator))
                .contains("invoice.issued", "invoice.failed", "tenant.suspended", "invoice.paid", "tenant.resumed");
    }

    @Test
    void changesNothingByAnEventThatComesAgainOrLate() {
        invoice(acme, "evt_3", "invoice.paid", start.plusSeconds(20), "paid");
        Invoice paid = only(acme);

        assertThat(invoice(acme, "evt_3", "invoice.paid", start.plusSeconds(20), "paid"))
                .isEqualTo(Outcome.UNCHANGED);
        assertThat(invoice(acme, "evt_2", "invoice.payment_failed", start.plusSeconds(10), "open"))
                .isEqualTo(Outcome.UNCHANGED);
        assertThat(invoice(acme, "evt_1", "invoice.finalized", start, "open")).isEqualTo(Outcome.UNCHANGED);
        assertThat(invoice(acme, "evt_4", "invoice.marked_uncollectible", start.plusSeconds(15), "uncollectible"))
                .isEqualTo(Outcome.UNCHANGED);
        assertThat(only(acme)).isEqualTo(paid);
        shop.after(Duration.ofDays(60));
        assertThat(shop.status(acme)).isEqualTo(Tenant.Status.ACTIVE);
    }

    @Test
    void keepsTheLastFailureWhereAnOlderOneComesLater() {
        invoice(acme, "evt_2", "invoice.payment_failed", start.plusSeconds(50), "open");
        assertThat(invoice(acme, "evt_1", "invoice.payment_failed", start.plusSeconds(10), "open"))
                .isEqualTo(Outcome.UNCHANGED);

        assertThat(only(acme).failedAt()).contains(start.plusSeconds(50));
        assertThat(only(acme).number()).isEqualTo(1);
    }

    @Test
    void goesByOurOwnCustomersAndNotByWhatAnEventSays() {
        invoice(acme, "evt_1", "invoice.finalized", start, "open");
        String foreign = Events.invoice("evt_2", "invoice.paid", start, shop.customer(globex), "in_1", "paid");
        String unknown = Events.invoice("evt_3", "invoice.paid", start, "cus_of_nobody", "in_1", "paid");

        assertThat(shop.receive(foreign)).isEqualTo(Outcome.APPLIED);
        assertThat(shop.receive(unknown)).isEqualTo(Outcome.UNKNOWN_CUSTOMER);

        assertThat(only(acme).status()).as("the invoice of acme").isEqualTo(Invoice.Status.OPEN);
        assertThat(only(globex).status()).isEqualTo(Invoice.Status.PAID);
    }

    @Test
    void passesOverAnInvoiceOfNothing() {
        String body = Events.invoice("evt_1", "invoice.paid", start, shop.customer(acme), "in_0", "paid", 0, 0);

        assertThat(shop.receive(body)).isEqualTo(Outcome.UNCHANGED);
        assertThat(invoices(acme)).isEmpty();
    }

    @Test
    void keepsTheYoungestWordOnASubscription() {
        String customer = shop.customer(acme);
        shop.receive(Events.subscription("evt_2", start.plusSeconds(20), customer, "sub_1", "past_due"));

        assertThat(shop.receive(Events.subscription("evt_1", start.plusSeconds(10), customer, "sub_1", "active")))
                .isEqualTo(Outcome.UNCHANGED);
        assertThat(shop.receive(Events.subscription("evt_3", start.plusSeconds(30), customer, "sub_2", "canceled")))
                .as("another tenant's subscription")
                .isEqualTo(Outcome.UNCHANGED);
        assertThat(shop.platform
                        .stores
                        .billers()
                        .find(acme.tenant(), "stripe")
                        .orElseThrow()
                        .state())
                .contains("past_due");

        shop.receive(Events.subscription("evt_4", start.plusSeconds(40), customer, "sub_1", "canceled"));
        shop.run();
        assertThat(shop.stripe.begun)
                .as("who has ended it there does not get it again")
                .hasSize(2);
        shop.publish("pro", Optional.of("price_pro"));
        shop.move(acme, "pro");
        shop.run();
        assertThat(shop.stripe.begun).hasSize(3);
    }

    @Test
    void knowsNoBillerThatWasNotChosen() {
        assertThatThrownBy(() -> shop.receiveAs("paypal", "{}")).isInstanceOf(NotFound.class);
    }

    private Outcome invoice(Caller tenant, String id, String type, Instant at, String status) {
        return shop.receive(Events.invoice(id, type, at, shop.customer(tenant), "in_1", status));
    }

    private Invoice only(Caller tenant) {
        List<Invoice> all = invoices(tenant);
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    private List<Invoice> invoices(Caller tenant) {
        return shop.platform.stores.invoices().list(tenant.tenant(), InvoiceFilter.ALL, Optional.empty(), 10);
    }
}
