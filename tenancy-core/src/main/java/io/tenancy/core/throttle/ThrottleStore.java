package io.tenancy.core.throttle;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Counters of failed attempts, which all nodes share. */
public interface ThrottleStore {
    /** How those of the counters stand that there are. */
    List<Tally> find(Set<String> digests);

    /**
     * Counts an attempt as failed before it is made, and answers with the number of its failures in a row; empty, and
     * nothing is counted, where the counter is blocked. Exact however many try at the same time.
     *
     * @param forgotten the counter begins anew where its last attempt was before that
     */
    Optional<Integer> reserve(Counter counter, Limits limits, Instant now, Instant forgotten);

    /** Takes one reservation back, and the wait that came with it. */
    void release(Counter counter, Limits limits);

    /** Sets both counters to zero after a success, and keeps the familiar one so that it is found from then on. */
    void succeed(Counter subject, Optional<Counter> familiar, Instant now);

    /** Sets every counter of a subject to zero; the familiar ones stay known. */
    void unlock(String subject);

    /** Forgets counters: those below their limits, those that block, and familiar ones, each kind after its own time. */
    void prune(Instant idleBefore, Instant blockedBefore, Instant familiarBefore);
}
