package io.tenancy.core.billing;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.TenancyException.Conflict;
import io.tenancy.core.access.Difference;
import io.tenancy.core.access.Work;
import io.tenancy.core.billing.Invoice.Status;
import io.tenancy.core.tenant.TenantId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Takes over what an outside biller has issued, and what has become of it. An invoice only goes on: open, uncollectible, paid or
 * void; so word that comes late, or again, changes nothing.
 */
public final class BilledInvoices {
    private final InvoiceStore invoices;
    private final Dunning dunning;

    public BilledInvoices(InvoiceStore invoices, Dunning dunning) {
        this.invoices = requireNonNull(invoices);
        this.dunning = requireNonNull(dunning);
    }

    /**
     * Takes in how an invoice was at a time; false where that changes nothing. One of nothing is not taken over. A tenant that was
     * closed for what it owed is opened where nothing is overdue any more.
     */
    public boolean take(Work work, TenantId tenant, BilledInvoice billed, Instant at) {
        work.lock(Dunning.lock(tenant));
        Optional<Invoice> known = invoices.referenced(tenant, billed.reference());
        if (known.isEmpty() && (billed.net() + billed.tax() <= 0 || billed.net() < 0 || billed.tax() < 0)) {
            return false;
        }
        Invoice before = known.orElseGet(() -> issued(work, tenant, billed));
        Invoice after = after(before, billed, at);
        if (after.equals(before)) {
            return known.isEmpty();
        }
        if (!invoices.update(after)) {
            throw new Conflict("invoice.changed", "Somebody else has changed this invoice. Send the event again.");
        }
        String outcome =
                after.status() == Status.OPEN ? "failed" : after.status().name().toLowerCase(Locale.ROOT);
        work.record("invoice." + outcome, after.id(), Difference.between("status", before.status(), after.status()));
        if (after.status() == Status.PAID || after.status() == Status.VOID) {
            dunning.settle(work, tenant);
        }
        return true;
    }

    private Invoice issued(Work work, TenantId tenant, BilledInvoice billed) {
        List<InvoiceLine> lines = new ArrayList<>();
        if (billed.net() > 0) {
            lines.add(new InvoiceLine(billed.title(), 1, billed.net()));
        }
        if (billed.tax() > 0) {
            lines.add(new InvoiceLine("Tax", 1, billed.tax()));
        }
        Invoice invoice = new Invoice(
                new InvoiceId(work.newId()),
                tenant,
                invoices.newest(tenant) + 1,
                Status.OPEN,
                billed.currency(),
                billed.from(),
                billed.to(),
                lines,
                0,
                billed.issuedAt(),
                billed.dueAt().orElse(billed.issuedAt()),
                Optional.empty(),
                Optional.empty(),
                Optional.of(billed.reference()),
                1);
        if (!invoices.add(invoice)) {
            throw new Conflict("invoice.changed", "Somebody else is issuing an invoice. Send the event again.");
        }
        work.record(
                "invoice.issued", invoice.id(), Difference.added("total", invoice.total() + " " + invoice.currency()));
        return invoice;
    }

    private static Invoice after(Invoice invoice, BilledInvoice billed, Instant at) {
        boolean isOpen = invoice.status() == Status.OPEN;
        boolean isUnpaid = isOpen || invoice.status() == Status.UNCOLLECTIBLE;
        boolean isNews = invoice.failedAt().filter(last -> !last.isBefore(at)).isEmpty();
        return switch (billed.status()) {
            case OPEN -> isOpen && billed.failed() && isNews ? invoice.failed(at) : invoice;
            case PAID -> isUnpaid ? invoice.in(Status.PAID, Optional.of(at)) : invoice;
            case VOID -> isUnpaid ? invoice.in(Status.VOID, Optional.empty()) : invoice;
            case UNCOLLECTIBLE -> isOpen ? invoice.in(Status.UNCOLLECTIBLE, Optional.empty()) : invoice;
        };
    }
}
