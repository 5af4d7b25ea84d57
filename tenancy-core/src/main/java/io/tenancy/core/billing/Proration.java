package io.tenancy.core.billing;

import io.tenancy.core.plan.Plan;
import io.tenancy.core.plan.Price;
import io.tenancy.core.subscription.Subscription;
import io.tenancy.core.subscription.Terms;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a plan costs for a time. Of each period of the subscription the share of the price is charged that the time has of the
 * period, to the second, rounded half up to a minor unit.
 */
final class Proration {
    private Proration() {}

    /** A line for each period; none in a trial, after the end, and where the plan has no such price. */
    static List<InvoiceLine> lines(Terms terms, String currency, Instant from, Instant to) {
        Optional<Subscription> known = terms.subscription();
        Optional<Plan> plan = terms.plan();
        if (known.isEmpty() || plan.isEmpty()) {
            return List.of();
        }
        Subscription subscription = known.get();
        Optional<Price> price = price(terms, currency);
        Instant begin = later(from, subscription.trialEndsAt().orElse(subscription.startedAt()));
        Instant end = subscription.endsAt().filter(to::isAfter).orElse(to);
        return price.map(one -> lines(plan.get(), one, subscription, begin, end))
                .orElse(List.of());
    }

    /** What is paid in a currency; empty where the plan has no such price. */
    static Optional<Price> price(Terms terms, String currency) {
        return terms.plan().map(Plan::prices).orElse(List.of()).stream()
                .filter(one -> one.currency().equals(currency))
                .filter(one -> terms.subscription()
                        .filter(known -> known.interval() == one.interval())
                        .isPresent())
                .findFirst();
    }

    private static List<InvoiceLine> lines(Plan plan, Price price, Subscription of, Instant begin, Instant end) {
        List<InvoiceLine> lines = new ArrayList<>();
        for (Instant time = begin; time.isBefore(end); ) {
            Subscription.Period period = of.period(time);
            Instant until = period.to().isBefore(end) ? period.to() : end;
            lines.add(new InvoiceLine(
                    plan.name() + ", " + day(time) + " to " + day(until),
                    1,
                    share(
                            price.amount(),
                            Duration.between(time, until),
                            Duration.between(period.from(), period.to()))));
            time = until;
        }
        return lines;
    }

    static long share(long amount, Duration part, Duration whole) {
        return BigDecimal.valueOf(amount)
                .multiply(BigDecimal.valueOf(part.toSeconds()))
                .divide(BigDecimal.valueOf(whole.toSeconds()), 0, RoundingMode.HALF_UP)
                .longValueExact();
    }

    static String day(Instant time) {
        return time.atZone(ZoneOffset.UTC).toLocalDate().toString();
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
