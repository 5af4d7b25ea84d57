package io.tenancy.core.billing;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.Version;
import io.tenancy.core.Versioned;
import io.tenancy.core.tenant.TenantId;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a tenant owes for some time. All amounts are minor units of the currency; the tax is rounded once, half away from
 * zero, on the sum of the lines.
 *
 * @param number 1, 2, 3 … of each tenant, without a gap
 * @param currency three letters of ISO 4217
 * @param from the beginning of the time that it is for
 * @param to its end
 * @param taxRate in hundredths of a percent: 1900 is 19 %
 * @param failedAt when a payment has failed last
 * @param reference what an outside biller calls it, where that has issued it
 */
public record Invoice(
        InvoiceId id,
        TenantId tenant,
        long number,
        Status status,
        String currency,
        Instant from,
        Instant to,
        List<InvoiceLine> lines,
        int taxRate,
        Instant issuedAt,
        Instant dueAt,
        Optional<Instant> paidAt,
        Optional<Instant> failedAt,
        Optional<String> reference,
        long version)
        implements Versioned {
    private static final BigDecimal WHOLE = BigDecimal.valueOf(10_000);

    /** What has become of it. */
    public enum Status {
        OPEN,
        PAID,
        /** It was wrong, and nobody owes it; its number stays taken. */
        VOID,
        /** Nobody expects it to be paid any more; it can be, all the same. */
        UNCOLLECTIBLE
    }

    public Invoice {
        requireNonNull(id);
        requireNonNull(tenant);
        requireNonNull(status);
        requireNonNull(currency);
        requireNonNull(from);
        requireNonNull(to);
        requireNonNull(issuedAt);
        requireNonNull(dueAt);
        requireNonNull(paidAt);
        requireNonNull(failedAt);
        requireNonNull(reference);
        lines = List.copyOf(lines);
    }

    /** The sum of the lines. */
    public long subtotal() {
        return lines.stream().mapToLong(InvoiceLine::amount).reduce(0, Math::addExact);
    }

    public long tax() {
        return BigDecimal.valueOf(subtotal())
                .multiply(BigDecimal.valueOf(taxRate))
                .divide(WHOLE, 0, RoundingMode.HALF_UP)
                .longValueExact();
    }

    /** What is to be paid. */
    public long total() {
        return Math.addExact(subtotal(), tax());
    }

    Invoice in(Status next, Optional<Instant> paid) {
        return copy(next, dueAt, paid, failedAt);
    }

    /** The same after a payment that has failed: it is due at once. */
    Invoice failed(Instant now) {
        return copy(status, dueAt.isBefore(now) ? dueAt : now, paidAt, Optional.of(now));
    }

    private Invoice copy(Status next, Instant due, Optional<Instant> paid, Optional<Instant> failed) {
        return new Invoice(
                id,
                tenant,
                number,
                next,
                currency,
                from,
                to,
                lines,
                taxRate,
                issuedAt,
                due,
                paid,
                failed,
                reference,
                version + 1);
    }

    @Override
    public Version tag() {
        return Version.of(version);
    }
}
