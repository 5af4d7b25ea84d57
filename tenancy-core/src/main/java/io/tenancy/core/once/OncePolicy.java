package io.tenancy.core.once;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * How long and how much is kept of requests that are done once.
 *
 * @param life from when a request began to when its key is as if it had never been used
 * @param most how many requests are kept of one tenant at the same time; a node finds out after {@link #step} of its own
 */
public record OncePolicy(Duration life, int most) {
    private static final int STEPS = 50;
    private static final int LONGEST_STEP = 1_000;

    public OncePolicy {
        requireNonNull(life);
        if (life.compareTo(OnceService.LEASE) < 0 || most < 1) {
            throw new IllegalArgumentException("A request is kept for its lease or longer, and one at least.");
        }
    }

    /** After how many new requests of a tenant a node counts again how many there are. */
    int step() {
        return Math.max(1, Math.min(LONGEST_STEP, most / STEPS));
    }
}
