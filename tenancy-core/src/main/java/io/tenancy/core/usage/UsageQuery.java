package io.tenancy.core.usage;

import io.tenancy.core.Check;
import io.tenancy.core.TenancyException.Invalid;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Which usage is asked for. What begins or ends within a step is widened to the whole of it, in UTC.
 *
 * @param from the time from which on
 * @param to the time up to which
 */
public record UsageQuery(String meter, Instant from, Instant to, Step step) {
    /** The most steps of one answer. */
    public static final int MOST_POINTS = 1_000;

    private static final Instant FIRST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("2200-01-01T00:00:00Z");

    /** How long each part of an answer is. */
    public enum Step {
        HOUR(ChronoUnit.HOURS),
        DAY(ChronoUnit.DAYS),
        MONTH(ChronoUnit.MONTHS);

        private final ChronoUnit unit;

        Step(ChronoUnit unit) {
            this.unit = unit;
        }

        Instant begin(Instant time) {
            ZonedDateTime local = time.atZone(ZoneOffset.UTC);
            return this == MONTH
                    ? local.truncatedTo(ChronoUnit.DAYS).withDayOfMonth(1).toInstant()
                    : local.truncatedTo(unit).toInstant();
        }

        Instant end(Instant time) {
            Instant begin = begin(time);
            return begin.equals(time)
                    ? time
                    : begin.atZone(ZoneOffset.UTC).plus(1, unit).toInstant();
        }

        long between(Instant from, Instant to) {
            return unit.between(from.atZone(ZoneOffset.UTC), to.atZone(ZoneOffset.UTC));
        }
    }

    public UsageQuery(@Nullable String meter, @Nullable Instant from, @Nullable Instant to, @Nullable Step step) {
        this.meter = Check.text("meter", meter, 40);
        this.step = Check.present("step", step);
        Instant begin = Check.present("from", from);
        Instant end = Check.present("to", to);
        if (begin.isBefore(FIRST) || end.isAfter(LAST) || !begin.isBefore(end)) {
            throw new Invalid("to", "usage.range", "The time from is before the time to, and both are of this age.");
        }
        this.from = this.step.begin(begin);
        this.to = this.step.end(end);
        if (this.step.between(this.from, this.to) > MOST_POINTS) {
            throw new Invalid(
                    "to", "usage.range", "One answer is about " + MOST_POINTS + " steps at most; ask for less time.");
        }
    }
}
