package io.tenancy.persistence;

import static java.util.Objects.requireNonNull;

import java.util.Map;

/**
 * The connections of a process to the databases that tenants have of their own, at one moment.
 *
 * @param cap the most that may be open
 * @param open those in use, idle, and about to be the one or the other
 * @param waiting how many callers wait for one
 * @param timeouts how many callers have waited in vain so far
 * @param opened how many were opened so far
 * @param closed how many were closed so far, by the reason
 */
public record ConnectionsSnapshot(
        int cap, int open, int idle, int waiting, long timeouts, long opened, Map<Reason, Long> closed) {
    /** Why a connection is closed. */
    public enum Reason {
        /** Another database needs the place. */
        EVICTED,
        /** Nobody has used it for a minute. */
        UNUSED,
        /** It is half an hour old. */
        AGED,
        /** It has failed, or does not answer. */
        BROKEN,
        /** Its database goes. */
        FORGOTTEN,
        /** The process ends. */
        SHUTDOWN
    }

    public ConnectionsSnapshot {
        closed = Map.copyOf(requireNonNull(closed));
    }

    /** Those that are in use, or about to be. */
    public int inUse() {
        return open - idle;
    }
}
