package io.tenancy.core.usage;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.TenancyException.Invalid;
import io.tenancy.core.entitlement.Included;
import io.tenancy.core.usage.MeterSource.Aggregation;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads from an event what its meter counts, or refuses it. */
final class Measuring {
    private final Meters meters;
    private final UsagePolicy policy;

    Measuring(Meters meters, UsagePolicy policy) {
        this.meters = requireNonNull(meters);
        this.policy = requireNonNull(policy);
    }

    /** The reading of an event that is no correction. */
    Reading reading(UsageEvent event, Instant now) {
        MeterDefinition meter = meter(event);
        requireTimely(event.time(), now);
        boolean isUnique = meter.aggregation() == Aggregation.UNIQUE;
        return new Reading(
                event.source(),
                event.id(),
                meter.name(),
                event.time().truncatedTo(ChronoUnit.MICROS),
                isUnique || meter.aggregation() == Aggregation.COUNT ? 1 : amount(event, meter),
                isUnique ? word(event, meter) : "",
                event.subject(),
                Optional.empty());
    }

    /** Refuses a correction of what cannot be looked up any more. */
    void requireTimely(Instant time, Instant now) {
        if (time.isAfter(now.plus(UsagePolicy.AHEAD))) {
            throw new Invalid("time", "usage.in_the_future", "The time of the event is in the future.");
        }
        if (time.isBefore(now.minus(policy.late()))) {
            throw new Invalid(
                    "time", "usage.too_late", "The time of the event is more than " + policy.late() + " ago.");
        }
    }

    MeterDefinition meter(UsageEvent event) {
        MeterDefinition meter = meters.named(event.type())
                .orElseThrow(() -> new Invalid("type", "usage.unknown_meter", "There is no meter of this name."));
        if (meter.equals(Meters.API_REQUESTS)) {
            throw new Invalid("type", "usage.own_meter", "The servers count this themselves.");
        }
        return meter;
    }

    private static long amount(UsageEvent event, MeterDefinition meter) {
        @Nullable Long amount = event.numbers().get(meter.member());
        if (amount == null) {
            throw new Invalid(
                    "data." + meter.member(), "usage.value_missing", "The meter counts a whole number from here.");
        }
        if (amount > Included.MOST || amount < -Included.MOST) {
            throw new Invalid(
                    "data." + meter.member(), "usage.value_range", "A value is " + Included.MOST + " at most.");
        }
        return amount;
    }

    private static String word(UsageEvent event, MeterDefinition meter) {
        return Optional.ofNullable(event.words().get(meter.member()))
                .or(() ->
                        Optional.ofNullable(event.numbers().get(meter.member())).map(String::valueOf))
                .or(event::subject)
                .filter(word -> !word.isEmpty())
                .orElseThrow(() -> new Invalid(
                        "data." + meter.member(),
                        "usage.value_missing",
                        "The meter counts different texts from here, or subjects."));
    }
}
