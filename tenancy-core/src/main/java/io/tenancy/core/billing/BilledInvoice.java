package io.tenancy.core.billing;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.billing.Invoice.Status;
import java.time.Instant;
import java.util.Optional;

/**
 * An invoice of an outside biller, as it was at a moment.
 *
 * @param reference what the biller calls it, after the biller's name
 * @param title the line under which all of it stands
 * @param failed whether a payment has just failed
 * @param net what is owed without the tax, in minor units of the currency
 * @param dueAt when it is due; as soon as it is issued where absent
 */
public record BilledInvoice(
        String reference,
        String title,
        Status status,
        boolean failed,
        String currency,
        Instant from,
        Instant to,
        long net,
        long tax,
        Instant issuedAt,
        Optional<Instant> dueAt) {
    public BilledInvoice {
        requireNonNull(reference);
        requireNonNull(title);
        requireNonNull(status);
        requireNonNull(currency);
        requireNonNull(issuedAt);
        requireNonNull(dueAt);
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("An invoice is for some time.");
        }
    }
}
