package io.tenancy.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.core.Position;
import io.tenancy.core.billing.Invoice;
import io.tenancy.core.billing.Invoice.Status;
import io.tenancy.core.billing.InvoiceFilter;
import io.tenancy.core.billing.InvoiceId;
import io.tenancy.core.billing.InvoiceLine;
import io.tenancy.core.billing.InvoiceStore;
import io.tenancy.core.billing.InvoiceStore.Hold;
import io.tenancy.core.billing.InvoiceStore.Progress;
import io.tenancy.core.plan.NewPlan;
import io.tenancy.core.plan.Plan;
import io.tenancy.core.plan.PlanId;
import io.tenancy.core.plan.Price.Interval;
import io.tenancy.core.subscription.Subscription;
import io.tenancy.core.tenant.Isolation;
import io.tenancy.core.tenant.Tenant;
import io.tenancy.core.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every {@link InvoiceStore} does. */
public abstract class InvoiceStoreContract extends StoreContract {
    private static final Instant T1 = T0.plus(Duration.ofDays(30));

    @Test
    void keepsInvoicesTheYoungestFirst() {
        TenantId acme = tenant("acme");
        Invoice first = invoice(acme, 1);
        Invoice second = invoice(acme, 2);

        assertThat(invoices().newest(acme)).isZero();
        assertThat(invoices().add(first)).isTrue();
        assertThat(invoices().add(second)).isTrue();
        assertThat(invoices().add(invoice(acme, 2))).isFalse();

        assertThat(invoices().newest(acme)).isEqualTo(2);
        assertThat(invoices().find(acme, first.id())).contains(first);
        assertThat(invoices().list(acme, InvoiceFilter.ALL, Optional.empty(), 10))
                .containsExactly(second, first);
        assertThat(invoices()
                        .list(
                                acme,
                                InvoiceFilter.ALL,
                                Optional.of(new Position("", second.id().value())),
                                10))
                .containsExactly(first);
    }

    @Test
    void findsInvoicesByStatusAndByTheBeginningOfTheNumberOrAPartOfTheReference() {
        TenantId acme = tenant("acme");
        Invoice first = invoice(acme, 1);
        Invoice twelfth = in(invoice(acme, 12), Status.PAID);
        Invoice billed = referenced(invoice(acme, 21), "stripe:in_1_%x");
        List.of(first, twelfth, billed)
                .forEach(one -> assertThat(invoices().add(one)).isTrue());
        assertThat(invoices().add(referenced(invoice(tenant("globex"), 1), "stripe:in_1_%x")))
                .isTrue();

        assertThat(found(acme, Optional.of(Status.OPEN), "")).containsExactly(billed, first);
        assertThat(found(acme, Optional.empty(), "1")).containsExactly(billed, twelfth, first);
        assertThat(found(acme, Optional.empty(), "12")).containsExactly(twelfth);
        assertThat(found(acme, Optional.of(Status.OPEN), "12")).isEmpty();
        assertThat(found(acme, Optional.empty(), "in_1")).containsExactly(billed);
        assertThat(found(acme, Optional.empty(), "%")).containsExactly(billed);
        assertThat(found(acme, Optional.empty(), "1%")).isEmpty();
        InvoiceFilter ones = new InvoiceFilter(Optional.empty(), Optional.of("1"));
        assertThat(invoices().list(acme, ones, Optional.empty(), 1)).containsExactly(billed);
    }

    private List<Invoice> found(TenantId tenant, Optional<Status> status, String search) {
        return invoices().list(tenant, new InvoiceFilter(status, Optional.of(search)), Optional.empty(), 10);
    }

    @Test
    void keepsTenantsApart() {
        Invoice invoice = invoice(tenant("acme"), 1);
        invoices().add(invoice);
        TenantId globex = tenant("globex");

        assertThat(invoices().find(globex, invoice.id())).isEmpty();
        assertThat(invoices().list(globex, InvoiceFilter.ALL, Optional.empty(), 10))
                .isEmpty();
        assertThat(invoices().overlaps(globex, T0, T1)).isFalse();
        assertThat(invoices().oldestDue(globex)).isEmpty();
        assertThat(invoices().newest(globex)).isZero();
    }

    @Test
    void knowsTheInvoiceOfAnOutsideBillerOnce() {
        TenantId acme = tenant("acme");
        Invoice billed = referenced(invoice(acme, 1), "stripe:in_1");
        assertThat(invoices().add(billed)).isTrue();

        assertThat(invoices().add(referenced(invoice(acme, 2), "stripe:in_1"))).isFalse();
        assertThat(invoices().add(referenced(invoice(acme, 2), "stripe:in_2"))).isTrue();
        assertThat(invoices().referenced(acme, "stripe:in_1")).contains(billed);
        assertThat(invoices().referenced(acme, "stripe:in_3")).isEmpty();
        assertThat(invoices().referenced(tenant("globex"), "stripe:in_1")).isEmpty();
    }

    @Test
    void knowsHowFarATenantIsBilledAndWhoIsToBeLookedAt() {
        TenantId acme = tenant("acme");
        Plan plan = Plan.draft(new PlanId(TestTenants.newId()), 1, newPlan("plan" + acme.value()), T0);
        assertThat(stores().plans().add(plan)).isTrue();
        Progress progress = new Progress(T0, T0, T1);

        assertThat(invoices().unbilled(T1, Optional.empty(), 10_000))
                .as("without a subscription")
                .doesNotContain(acme);
        assertThat(stores().subscriptions().add(Subscription.begin(acme, plan, Interval.MONTH, T0)))
                .isTrue();
        assertThat(invoices().progress(acme)).isEmpty();
        assertThat(invoices().unbilled(T0, Optional.empty(), 10_000)).contains(acme);
        invoices().progress(acme, progress);
        assertThat(invoices().progress(acme)).contains(progress);
        assertThat(invoices().unbilled(T1.minusSeconds(1), Optional.empty(), 10_000))
                .doesNotContain(acme);
        assertThat(invoices().unbilled(T1, Optional.empty(), 10_000)).contains(acme);
        invoices().progress(acme, new Progress(T1, T1, T1.plusSeconds(1)));
        assertThat(invoices().unbilled(T1, Optional.empty(), 10_000)).doesNotContain(acme);
        assertThat(invoices().progress(tenant("globex"))).isEmpty();
    }

    @Test
    void goesThroughAllThatAreToBeLookedAtSeenOrNot() {
        TenantId first = tenant("zero");
        List<TenantId> all = Stream.of("one", "two", "three", "four", "five")
                .map(this::subscribed)
                .toList();
        invoices().progress(all.get(1), new Progress(T0, T0, T0.minusSeconds(1)));
        invoices().progress(all.get(2), new Progress(T0, T0, T0.minusSeconds(2)));
        invoices().progress(all.get(3), new Progress(T0, T0, T1));

        List<TenantId> due = new ArrayList<>();
        List<TenantId> page = invoices().unbilled(T0, Optional.of(first), 2);
        while (!page.isEmpty()) {
            assertThat(page).hasSizeLessThanOrEqualTo(2);
            due.addAll(page);
            page = invoices().unbilled(T0, Optional.of(page.get(page.size() - 1)), 2);
        }

        assertThat(due).doesNotHaveDuplicates().doesNotContain(first, all.get(3));
        assertThat(due).contains(all.get(0), all.get(1), all.get(2), all.get(4));
    }

    private TenantId subscribed(String name) {
        TenantId tenant = tenant(name);
        Plan plan = Plan.draft(new PlanId(TestTenants.newId()), 1, newPlan("plan" + tenant.value()), T0);
        assertThat(stores().plans().add(plan)).isTrue();
        assertThat(stores().subscriptions().add(Subscription.begin(tenant, plan, Interval.MONTH, T0)))
                .isTrue();
        return tenant;
    }

    private static NewPlan newPlan(String name) {
        return new NewPlan(name.substring(0, 40), name, "", List.of(), Optional.empty(), Optional.empty(), List.of());
    }

    private static Invoice referenced(Invoice invoice, String reference) {
        return new Invoice(
                invoice.id(),
                invoice.tenant(),
                invoice.number(),
                invoice.status(),
                invoice.currency(),
                invoice.from(),
                invoice.to(),
                invoice.lines(),
                invoice.taxRate(),
                invoice.issuedAt(),
                invoice.dueAt(),
                invoice.paidAt(),
                invoice.failedAt(),
                Optional.of(reference),
                invoice.version());
    }

    @Test
    void replacesTheVersionBeforeAlone() {
        TenantId acme = tenant("acme");
        Invoice open = invoice(acme, 1);
        invoices().add(open);
        Invoice voided = in(open, Status.VOID);

        assertThat(invoices().overlaps(acme, T0.plusSeconds(1), T1)).isTrue();
        assertThat(invoices().overlaps(acme, T1, T1.plusSeconds(1))).isFalse();
        assertThat(invoices().oldestDue(acme)).contains(T1);
        assertThat(invoices().update(voided)).isTrue();
        assertThat(invoices().update(voided)).isFalse();

        assertThat(invoices().find(acme, open.id())).contains(voided);
        assertThat(invoices().overlaps(acme, T0, T1)).isFalse();
        assertThat(invoices().oldestDue(acme)).isEmpty();
    }

    @Test
    void findsTenantsThatWereNotClosedSoFarYet() {
        TenantId acme = tenant("acme");
        invoices().add(invoice(acme, 1));
        Instant later = T1.plusSeconds(1);

        assertThat(invoices().overdue(Hold.READ_ONLY, T1, 10)).doesNotContain(acme);
        assertThat(invoices().overdue(Hold.READ_ONLY, later, 10)).contains(acme);
        invoices().hold(acme, Hold.READ_ONLY, later);
        assertThat(invoices().hold(acme)).contains(Hold.READ_ONLY);
        assertThat(invoices().overdue(Hold.READ_ONLY, later, 10)).doesNotContain(acme);
        assertThat(invoices().overdue(Hold.SUSPENDED, later, 10)).contains(acme);
        invoices().hold(acme, Hold.SUSPENDED, later);
        assertThat(invoices().overdue(Hold.SUSPENDED, later, 10)).doesNotContain(acme);
        invoices().release(acme);
        assertThat(invoices().hold(acme)).isEmpty();
    }

    private static Invoice invoice(TenantId tenant, long number) {
        return new Invoice(
                new InvoiceId(TestTenants.newId()),
                tenant,
                number,
                Status.OPEN,
                "EUR",
                T0,
                T1,
                List.of(new InvoiceLine("Seats, of a kind", 3, 250), new InvoiceLine("Back", 1, -50)),
                1_900,
                T0,
                T1,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                1);
    }

    private static Invoice in(Invoice invoice, Status status) {
        return new Invoice(
                invoice.id(),
                invoice.tenant(),
                invoice.number(),
                status,
                invoice.currency(),
                invoice.from(),
                invoice.to(),
                invoice.lines(),
                invoice.taxRate(),
                invoice.issuedAt(),
                invoice.dueAt(),
                invoice.paidAt(),
                invoice.failedAt(),
                invoice.reference(),
                invoice.version() + 1);
    }

    private TenantId tenant(String start) {
        String slug = start + "-" + TestTenants.newId().toString().substring(24);
        Tenant tenant = TestTenants.tenant(slug, Isolation.SHARED, "main");
        assertThat(stores().tenants().add(tenant)).isTrue();
        return tenant.id();
    }

    private InvoiceStore invoices() {
        return stores().invoices();
    }
}
