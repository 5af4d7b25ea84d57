package io.tenancy.core.key;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How long signing keys are in which state.
 *
 * @param rotation the time for which a key signs; zero for as long as nobody rotates it
 * @param tokenLife the longest time for which an access token is good, the leeway of clocks included
 * @param cacheAge for how long others may keep the published keys without asking again
 */
public record KeyPolicy(Duration rotation, Duration tokenLife, Duration cacheAge) {
    public static final Duration SHORTEST_CACHE = Duration.ofMinutes(1);
    public static final Duration LONGEST_CACHE = Duration.ofHours(1);

    /** How late a node may see a change of the keys, and then some. */
    private static final Duration STALENESS = Duration.ofSeconds(2);

    public KeyPolicy {
        if (rotation.isNegative() || tokenLife.isNegative() || cacheAge.isNegative()) {
            throw new IllegalArgumentException("Times are not negative.");
        }
    }

    /** How long a key is published before it signs: whoever has kept the keys from before has asked again by then. */
    public Duration published() {
        return cacheAge.plus(STALENESS);
    }

    /** How long a key is published after it has signed for the last time: its last token is of no use by then. */
    public Duration kept() {
        return tokenLife.plus(cacheAge).plus(STALENESS);
    }

    /** When a key leaves its state by itself; empty where it does not. */
    public Optional<Instant> end(SigningKey key) {
        return switch (key.state()) {
            case NEXT -> Optional.empty();
            case ACTIVE ->
                rotation.isZero() ? Optional.empty() : Optional.of(key.since().plus(rotation));
            case RETIRED -> Optional.of(key.since().plus(kept()));
        };
    }
}
