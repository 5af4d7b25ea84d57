package io.tenancy.core.billing;

import io.tenancy.core.Check;
import io.tenancy.core.TenancyException.Invalid;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An invoice that is wanted. The price of the plan is put on it for the part of the time in which the tenant has a
 * subscription that is no trial.
 *
 * @param from the beginning of the time that it is for
 * @param to its end, a year later at most
 * @param taxRate in hundredths of a percent; 0 where absent
 * @param dueDays in how many days it is due; 14 where absent
 * @param lines what is charged or given back besides, 100 at most
 */
public record NewInvoice(
        String currency,
        Instant from,
        Instant to,
        Optional<Integer> taxRate,
        Optional<Integer> dueDays,
        Optional<List<InvoiceLine>> lines) {
    private static final Duration LONGEST = Duration.ofDays(366);

    public NewInvoice(
            @Nullable String currency,
            @Nullable Instant from,
            @Nullable Instant to,
            Optional<Integer> taxRate,
            Optional<Integer> dueDays,
            Optional<List<InvoiceLine>> lines) {
        this.currency = known(Check.text("currency", currency, 3));
        this.from = Check.present("from", from);
        this.to = Check.present("to", to);
        if (!this.from.isBefore(this.to) || Duration.between(this.from, this.to).compareTo(LONGEST) > 0) {
            throw new Invalid("to", "invoice.time", "An invoice is for a time of 366 days at most.");
        }
        this.taxRate = taxRate.map(rate -> Check.number("taxRate", rate, 0, 10_000));
        this.dueDays = dueDays.map(days -> Check.number("dueDays", days, 0, 365));
        this.lines = lines.map(List::copyOf);
        if (lines.filter(all -> all.size() > 100).isPresent()) {
            throw new Invalid("lines", "lines.too_many", "An invoice has 100 lines at most.");
        }
    }

    private static String known(String code) {
        try {
            return Currency.getInstance(code).getCurrencyCode();
        } catch (IllegalArgumentException e) {
            throw new Invalid("currency", "currency.unknown", "A currency is three letters of ISO 4217, as EUR.");
        }
    }
}
