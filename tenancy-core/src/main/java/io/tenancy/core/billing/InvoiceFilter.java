package io.tenancy.core.billing;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.Check;
import io.tenancy.core.billing.Invoice.Status;
import java.util.Optional;

/**
 * Which invoices of a list are wanted: those in a status, and those whose number begins with the search text, or in whose
 * reference it is.
 */
public record InvoiceFilter(Optional<Status> status, Optional<String> search) {
    private static final int LONGEST = 200;

    /** Every invoice. */
    public static final InvoiceFilter ALL = new InvoiceFilter(Optional.empty(), Optional.empty());

    public InvoiceFilter {
        requireNonNull(status);
        search = search.map(text -> Check.optionalText("search", text, LONGEST)).filter(text -> !text.isEmpty());
    }

    /** Whether an invoice is wanted. */
    public boolean test(Invoice invoice) {
        return status.filter(wanted -> wanted != invoice.status()).isEmpty()
                && search.filter(text -> !String.valueOf(invoice.number()).startsWith(text)
                                && invoice.reference()
                                        .filter(known -> known.contains(text))
                                        .isEmpty())
                        .isEmpty();
    }
}
