package io.tenancy.core.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.core.Cursors;
import io.tenancy.core.PageRequest;
import io.tenancy.core.TenancyException;
import io.tenancy.core.TenancyException.NotFound;
import io.tenancy.core.access.Caller;
import io.tenancy.core.billing.InvoiceService.Billing;
import io.tenancy.core.billing.Settlement.Outcome;
import io.tenancy.core.plan.NewPlan;
import io.tenancy.core.plan.Plan;
import io.tenancy.core.plan.PlanId;
import io.tenancy.core.plan.Price;
import io.tenancy.core.plan.Price.Interval;
import io.tenancy.core.subscription.Subscription;
import io.tenancy.core.subscription.Terms;
import io.tenancy.core.tenant.Tenant.Status;
import io.tenancy.testkit.InMemoryPlatform;
import io.tenancy.testkit.TestTenants;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class InvoiceServiceTest {
    private static final Instant JANUARY = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant FEBRUARY = Instant.parse("2026-02-01T00:00:00Z");
    private static final Instant MARCH = Instant.parse("2026-03-01T00:00:00Z");

    private final InMemoryPlatform platform = new InMemoryPlatform();
    private final Caller operator = platform.operator();
    private final Caller acme = platform.owner("acme");
    private final Caller globex = platform.owner("globex");
    private final Dunning dunning = new Dunning(
            platform.gate,
            platform.stores.tenants(),
            platform.directory,
            platform.stores.invoices(),
            new DunningPolicy(Duration.ofDays(7), Duration.ofDays(14)));
    private final InvoiceService invoices = new InvoiceService(
            platform.gate,
            platform.stores.tenants(),
            platform.stores.subscriptions(),
            new Billing(platform.stores.invoices(), dunning),
            new Cursors(platform.key, platform.clock));

    @Test
    void numbersInvoicesWithoutAGapAndRoundsTheTaxOnce() {
        Invoice first =
                issue(acme, JANUARY, FEBRUARY, new InvoiceLine("Seats", 3, 333), new InvoiceLine("Back", 1, -1));
        assertThatThrownBy(() -> issue(acme, JANUARY, FEBRUARY, new InvoiceLine("Again", 1, 1)))
                .isInstanceOfSatisfying(
                        TenancyException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo("invoice.overlaps"));
        Invoice second = issue(acme, FEBRUARY, MARCH, new InvoiceLine("Seats", 1, 250));

        assertThat(first.number()).isEqualTo(1);
        assertThat(first.subtotal()).isEqualTo(998);
        assertThat(first.tax()).isEqualTo(190);
        assertThat(first.total()).isEqualTo(1_188);
        assertThat(second.number()).isEqualTo(2);
        assertThat(second.tax()).isEqualTo(48);
        assertThat(issue(globex, JANUARY, FEBRUARY, new InvoiceLine("Seats", 1, 1))
                        .number())
                .isEqualTo(1);
    }

    @Test
    void showsATenantItsOwnInvoicesAlone() {
        Invoice invoice = issue(acme, JANUARY, FEBRUARY, new InvoiceLine("Seats", 1, 250));

        assertThat(invoices.get(acme, invoice.id())).isEqualTo(invoice);
        assertThat(invoices.list(acme, InvoiceFilter.ALL, new PageRequest(Optional.empty(), 50))
                        .items())
                .containsExactly(invoice);
        assertThat(invoices.list(globex, InvoiceFilter.ALL, new PageRequest(Optional.empty(), 50))
                        .items())
                .isEmpty();
        assertThatThrownBy(() -> invoices.get(globex, invoice.id())).isInstanceOf(NotFound.class);
    }

    @Test
    void closesATenantThatDoesNotPayStepByStepAndOpensItWhenItHas() {
        Invoice invoice = issue(acme, JANUARY, FEBRUARY, new InvoiceLine("Seats", 1, 250));

        after(Duration.ofDays(14 + 6));
        assertThat(status(acme)).isEqualTo(Status.ACTIVE);
        after(Duration.ofDays(2));
        assertThat(status(acme)).isEqualTo(Status.READ_ONLY);
        assertThat(dunning.run()).isZero();
        after(Duration.ofDays(14));
        assertThat(status(acme)).isEqualTo(Status.SUSPENDED);
        assertThat(status(globex)).isEqualTo(Status.ACTIVE);

        settle(acme, invoice, Outcome.PAID);
        assertThat(status(acme)).isEqualTo(Status.ACTIVE);
        assertThat(settle(acme, invoice, Outcome.PAID).paidAt()).isPresent();
        assertThat(dunning.run()).isZero();
        assertThat(platform.actions(operator))
                .contains(
                        "invoice.issued",
                        "tenant.made_read_only",
                        "tenant.suspended",
                        "invoice.paid",
                        "tenant.resumed");
    }

    @Test
    void isDueAtOnceAfterAPaymentThatHasFailed() {
        Invoice invoice = issue(acme, JANUARY, FEBRUARY, new InvoiceLine("Seats", 1, 250));

        settle(acme, invoice, Outcome.FAILED);
        after(Duration.ofDays(8));

        assertThat(status(acme)).isEqualTo(Status.READ_ONLY);
    }

    @Test
    void leavesATenantOpenThatAnOperatorHasOpened() {
        issue(acme, JANUARY, FEBRUARY, new InvoiceLine("Seats", 1, 250));
        after(Duration.ofDays(22));
        platform.tenants.resume(operator, acme.tenant());

        after(Duration.ofDays(1));
        assertThat(status(acme)).isEqualTo(Status.ACTIVE);
        after(Duration.ofDays(14));
        assertThat(status(acme)).isEqualTo(Status.SUSPENDED);
    }

    @Test
    void doesNotOpenATenantThatAnOperatorHasClosed() {
        Invoice invoice = issue(acme, JANUARY, FEBRUARY, new InvoiceLine("Seats", 1, 250));
        platform.tenants.suspend(operator, acme.tenant());
        after(Duration.ofDays(40));

        settle(acme, invoice, Outcome.PAID);

        assertThat(status(acme)).isEqualTo(Status.SUSPENDED);
    }

    @Test
    void chargesTheShareOfAPeriodToTheSecond() {
        Plan plan = Plan.draft(
                new PlanId(TestTenants.newId()),
                1,
                new NewPlan(
                        "team",
                        "Team",
                        "",
                        List.of(Price.of(3_100, "EUR", Interval.MONTH)),
                        Optional.empty(),
                        Optional.empty(),
                        List.of()),
                JANUARY);
        Subscription subscription = new Subscription(
                acme.tenant(),
                plan.id(),
                Interval.MONTH,
                JANUARY,
                Optional.empty(),
                Optional.of(Instant.parse("2026-02-15T00:00:00Z")),
                Optional.empty(),
                1);
        Terms terms = new Terms(Optional.of(subscription), Optional.of(plan), Optional.empty(), List.of());

        List<InvoiceLine> lines = Proration.lines(terms, "EUR", Instant.parse("2026-01-11T00:00:00Z"), MARCH);

        assertThat(lines)
                .containsExactly(
                        new InvoiceLine("Team, 2026-01-11 to 2026-02-01", 1, 2_100),
                        new InvoiceLine("Team, 2026-02-01 to 2026-02-15", 1, 1_550));
        assertThat(Proration.lines(terms, "USD", JANUARY, MARCH)).isEmpty();
    }

    private Invoice issue(Caller tenant, Instant from, Instant to, InvoiceLine... lines) {
        return invoices.issue(
                operator,
                tenant.tenant(),
                new NewInvoice("EUR", from, to, Optional.of(1_900), Optional.empty(), Optional.of(List.of(lines))));
    }

    private Invoice settle(Caller tenant, Invoice invoice, Outcome outcome) {
        return invoices.settle(operator, tenant.tenant(), invoice.id(), new Settlement(outcome));
    }

    private void after(Duration time) {
        platform.clock.advance(time);
        dunning.run();
    }

    private Status status(Caller tenant) {
        return platform.stores.tenants().find(tenant.tenant()).orElseThrow().status();
    }
}
