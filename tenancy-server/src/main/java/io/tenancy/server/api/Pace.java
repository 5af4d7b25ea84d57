package io.tenancy.server.api;

import java.time.Duration;

/**
 * How long the sender of a body is still waited for: two seconds at first, and for each 256 bytes a second more, of which
 * nobody has more than five in store, whatever came at once. Not safe for use by several threads.
 */
final class Pace {
    static final int BYTES_PER_SECOND = 256;
    static final Duration GRACE = Duration.ofSeconds(2);
    static final Duration STORE = Duration.ofSeconds(5);

    private static final long NANOS_PER_BYTE = Duration.ofSeconds(1).toNanos() / BYTES_PER_SECOND;

    private long left = GRACE.toNanos();

    /** So many bytes have come. */
    void arrived(int bytes) {
        left = Math.min(STORE.toNanos(), left + bytes * NANOS_PER_BYTE);
    }

    /** Somebody wanted bytes for so long while none were there. */
    void waited(long nanos) {
        left -= nanos;
    }

    boolean isTooSlow() {
        return left < 0;
    }
}
