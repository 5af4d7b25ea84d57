package io.tenancy.core.usage;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * An event as it is kept and counted.
 *
 * @param at the time that it counts for
 * @param amount what it adds, negative in a correction
 * @param word what is counted once by {@link MeterSource.Aggregation#UNIQUE}; empty for other meters
 * @param corrects the id of the event of the same source that it takes back
 */
public record Reading(
        String source,
        String id,
        String meter,
        Instant at,
        long amount,
        String word,
        Optional<String> subject,
        Optional<String> corrects) {
    /** What makes an event one. */
    public record Key(String source, String id) {}

    public Key key() {
        return new Key(source, id);
    }

    /** The hour that it counts for, in UTC. */
    public Instant hour() {
        return at.truncatedTo(ChronoUnit.HOURS);
    }

    /** The record that takes this one back. */
    Reading correctedBy(String correction) {
        return new Reading(source, correction, meter, at, Math.negateExact(amount), word, subject, Optional.of(id));
    }
}
