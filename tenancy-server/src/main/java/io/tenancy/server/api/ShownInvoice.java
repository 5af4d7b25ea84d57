package io.tenancy.server.api;

import io.tenancy.core.Page;
import io.tenancy.core.Version;
import io.tenancy.core.Versioned;
import io.tenancy.core.billing.Invoice;
import io.tenancy.core.billing.InvoiceId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** An invoice with the amounts that follow from its lines, in minor units of the currency. */
record ShownInvoice(
        InvoiceId id,
        long number,
        Invoice.Status status,
        String currency,
        Instant from,
        Instant to,
        List<ShownLine> lines,
        long subtotal,
        int taxRate,
        long tax,
        long total,
        Instant issuedAt,
        Instant dueAt,
        Optional<Instant> paidAt,
        Optional<Instant> failedAt,
        Optional<String> reference,
        long version)
        implements Versioned {
    /** A line with its amount. */
    record ShownLine(String description, long quantity, long unitAmount, long amount) {}

    static ShownInvoice of(Invoice invoice) {
        return new ShownInvoice(
                invoice.id(),
                invoice.number(),
                invoice.status(),
                invoice.currency(),
                invoice.from(),
                invoice.to(),
                invoice.lines().stream()
                        .map(line ->
                                new ShownLine(line.description(), line.quantity(), line.unitAmount(), line.amount()))
                        .toList(),
                invoice.subtotal(),
                invoice.taxRate(),
                invoice.tax(),
                invoice.total(),
                invoice.issuedAt(),
                invoice.dueAt(),
                invoice.paidAt(),
                invoice.failedAt(),
                invoice.reference(),
                invoice.version());
    }

    static Page<ShownInvoice> page(Page<Invoice> page) {
        return new Page<>(page.items().stream().map(ShownInvoice::of).toList(), page.next());
    }

    @Override
    public Version tag() {
        return Version.of(version);
    }
}
