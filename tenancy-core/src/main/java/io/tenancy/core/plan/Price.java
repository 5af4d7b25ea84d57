package io.tenancy.core.plan;

import io.tenancy.core.Check;
import io.tenancy.core.TenancyException.Invalid;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a plan costs.
 *
 * @param amount in minor units of the currency: 1990 is 19.90 EUR, and 1990 JPY
 * @param currency three letters of ISO 4217
 * @param interval for how long that is
 * @param reference what an outside biller calls this price, if one bills
 * @param overages what metered use beyond what is included costs, each entitlement once
 */
public record Price(
        long amount, String currency, Interval interval, Optional<String> reference, List<Overage> overages) {
    private static final long MOST = 1_000_000_000_000L;
    private static final Pattern REFERENCE = Pattern.compile("[A-Za-z0-9_-]{1,100}");

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

    /**
     * What use beyond what is included costs.
     *
     * @param entitlement one that is metered
     * @param unitAmount of each unit, in minor units of the currency
     * @param reference what an outside biller calls it, if one bills
     */
    public record Overage(String entitlement, long unitAmount, Optional<String> reference) {
        private static final long MOST = 1_000_000_000L;

        public Overage(@Nullable String entitlement, long unitAmount, Optional<String> reference) {
            this.entitlement = Check.text("entitlement", entitlement, 40);
            if (unitAmount < 0 || unitAmount > MOST) {
                throw new Invalid("unitAmount", "amount.range", "An amount is from 0 to " + MOST + " minor units.");
            }
            this.unitAmount = unitAmount;
            this.reference = referenced(reference);
        }

        private String text() {
            return "over=" + entitlement + ":" + unitAmount
                    + reference.map(id -> ":" + id).orElse("");
        }

        private static Overage parse(String text) {
            String[] parts = text.substring(5).split(":", -1);
            return new Overage(
                    parts[0], Long.parseLong(parts[1]), parts.length > 2 ? Optional.of(parts[2]) : Optional.empty());
        }
    }

    public Price(
            long amount,
            @Nullable String currency,
            @Nullable Interval interval,
            Optional<String> reference,
            @Nullable List<Overage> overages) {
        if (amount < 0 || amount > MOST) {
            throw new Invalid("amount", "amount.range", "An amount is from 0 to " + MOST + " minor units.");
        }
        this.amount = amount;
        this.currency = known(Check.text("currency", currency, 3));
        this.interval = Check.present("interval", interval);
        this.reference = referenced(reference);
        this.overages = overages == null ? List.of() : List.copyOf(overages);
        if (this.overages.size() > NewPlan.MOST
                || this.overages.stream().map(Overage::entitlement).distinct().count() != this.overages.size()) {
            throw new Invalid("overages", "overages.twice", "A price has one overage for each entitlement.");
        }
    }

    /** A price without anything beyond. */
    public static Price of(long amount, String currency, Interval interval) {
        return new Price(amount, currency, interval, Optional.empty(), List.of());
    }

    /** What {@link #parse} reads: {@code month EUR 1990 ref=price_1 over=exports:2:price_2}. */
    public String text() {
        String start = interval.name().toLowerCase(Locale.ROOT) + " " + currency + " " + amount;
        return Stream.of(
                        Stream.of(start),
                        reference.stream().map(id -> "ref=" + id),
                        overages.stream().map(Overage::text))
                .flatMap(words -> words)
                .collect(Collectors.joining(" "));
    }

    /** Reads what {@link #text} has written. */
    public static Price parse(String text) {
        String[] words = text.split(" ", -1);
        return new Price(
                Long.parseLong(words[2]),
                words[1],
                Interval.valueOf(words[0].toUpperCase(Locale.ROOT)),
                Arrays.stream(words)
                        .filter(word -> word.startsWith("ref="))
                        .map(word -> word.substring(4))
                        .findAny(),
                Arrays.stream(words)
                        .filter(word -> word.startsWith("over="))
                        .map(Overage::parse)
                        .toList());
    }

    private static Optional<String> referenced(Optional<String> reference) {
        if (reference.filter(id -> !REFERENCE.matcher(id).matches()).isPresent()) {
            throw new Invalid(
                    "reference", "reference.malformed", "A reference is 100 letters, digits, _ and - at most.");
        }
        return reference;
    }

    private static String known(String code) {
        try {
            return Currency.getInstance(code).getCurrencyCode();
        } catch (IllegalArgumentException e) {
            throw new Invalid("currency", "currency.unknown", "A currency is three letters of ISO 4217, as EUR.");
        }
    }
}
