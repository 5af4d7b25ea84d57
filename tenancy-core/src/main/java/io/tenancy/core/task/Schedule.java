package io.tenancy.core.task;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;

/** When a task is due. */
public sealed interface Schedule {
    /** When it is due for the first time, on a deployment that starts now. */
    Instant first(Instant now);

    /**
     * When it is due again.
     *
     * @param end the end of the run before
     * @param failures how often in a row it has failed, that run included
     */
    Instant next(Instant end, int failures);

    /** The same in words. */
    String text();

    /** Again and again, with so much time from the end of a run to the next. */
    record Every(Duration interval, Duration first) implements Schedule {
        private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
        private static final int MOST_DOUBLINGS = 10;

        public Every {
            if (interval.isNegative() || interval.isZero() || first.isNegative()) {
                throw new IllegalArgumentException("The interval is a positive time: " + interval);
            }
        }

        @Override
        public Instant first(Instant now) {
            return now.plus(first);
        }

        /** After a failure twice as late each time, up to a minute; never sooner than without. */
        @Override
        public Instant next(Instant end, int failures) {
            Duration doubled = interval.multipliedBy(1L << Math.min(failures, MOST_DOUBLINGS));
            Duration pause = doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
            return end.plus(pause.compareTo(interval) < 0 ? interval : pause);
        }

        @Override
        public String text() {
            return "every " + interval;
        }
    }

    /** Once a day, at a time in UTC. */
    record Daily(LocalTime at) implements Schedule {
        private static final Duration FIRST_PAUSE = Duration.ofMinutes(1);
        private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
        private static final int MOST_DOUBLINGS = 6;

        @Override
        public Instant first(Instant now) {
            ZonedDateTime today = now.atZone(ZoneOffset.UTC).with(at);
            return (today.toInstant().isAfter(now) ? today : today.plusDays(1)).toInstant();
        }

        /** After a failure a minute later, then twice as late each time, up to an hour; never later than without. */
        @Override
        public Instant next(Instant end, int failures) {
            Instant regular = first(end);
            if (failures == 0) {
                return regular;
            }
            Duration doubled = FIRST_PAUSE.multipliedBy(1L << Math.min(failures - 1, MOST_DOUBLINGS));
            Instant again = end.plus(doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE);
            return again.isBefore(regular) ? again : regular;
        }

        @Override
        public String text() {
            return "daily at " + at + " UTC";
        }
    }
}
