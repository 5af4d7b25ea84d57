package io.tenancy.core.plan;

import io.tenancy.core.Check;
import io.tenancy.core.TenancyException.Invalid;
import java.util.Currency;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a plan costs.
 *
 * @param amount in minor units of the currency: 1990 is 19.90 EUR, and 1990 JPY
 * @param currency three letters of ISO 4217
 * @param interval for how long that is
 */
public record Price(long amount, String currency, Interval interval) {
    private static final long MOST = 1_000_000_000_000L;

    /** How often a price is due. */
    public enum Interval {
        MONTH(1),
        YEAR(12);

        private final int months;

        Interval(int months) {
            this.months = months;
        }

        public int months() {
            return months;
        }
    }

    public Price(long amount, @Nullable String currency, @Nullable Interval interval) {
        if (amount < 0 || amount > MOST) {
            throw new Invalid("amount", "amount.range", "An amount is from 0 to " + MOST + " minor units.");
        }
        this.amount = amount;
        this.currency = known(Check.text("currency", currency, 3));
        this.interval = Check.present("interval", interval);
    }

    /** What {@link #parse} reads: {@code month EUR 1990}. */
    public String text() {
        return interval.name().toLowerCase(Locale.ROOT) + " " + currency + " " + amount;
    }

    /** Reads what {@link #text} has written. */
    public static Price parse(String text) {
        String[] words = text.split(" ", -1);
        return new Price(Long.parseLong(words[2]), words[1], Interval.valueOf(words[0].toUpperCase(Locale.ROOT)));
    }

    private static String known(String code) {
        try {
            return Currency.getInstance(code).getCurrencyCode();
        } catch (IllegalArgumentException e) {
            throw new Invalid("currency", "currency.unknown", "A currency is three letters of ISO 4217, as EUR.");
        }
    }
}
