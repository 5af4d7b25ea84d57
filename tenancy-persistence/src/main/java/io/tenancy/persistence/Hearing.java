package io.tenancy.persistence;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Up to which moment the changes in the database of a store are known: all that were committed between the first proof and
 * the last have been told to whoever remembers. One thread proves, any number ask.
 */
final class Hearing {
    /** So long an answer counts while changes are heard: whoever changes rows by hand tells nobody. */
    static final Duration LONGEST = Duration.ofSeconds(30);

    /** Of nowhere, and for ever. */
    static final Hearing NONE = new Hearing();

    private volatile @Nullable Span span;

    /** Moments in the nanoseconds of the clock by which the questions are dated too. */
    private record Span(long from, long to) {}

    /** Says that every change has been told which was committed before a moment, but for those before the first such word. */
    void proven(long moment) {
        Span before = span;
        span = new Span(before == null ? moment : before.from(), moment);
    }

    /** Says that changes may go by unheard from now on. */
    void lost() {
        span = null;
    }

    /**
     * Whether no change can be missing but those of a bounded time: nothing has gone by since a question was asked, and the
     * last proof is no older than the bound. Ask this before you look at what has been told.
     */
    boolean covers(long askedAt, long now, long bound) {
        Span known = span;
        return known != null && askedAt - known.from() >= 0 && now - known.to() < bound;
    }
}
