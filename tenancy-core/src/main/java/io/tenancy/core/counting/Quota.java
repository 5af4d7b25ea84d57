package io.tenancy.core.counting;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/** So many units in a window. The first one begins with the first use, and the next one when it ends, or with a later use. */
public record Quota(int units, Duration window) {
    public Quota {
        requireNonNull(window);
        if (units < 1 || window.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException("A quota has a unit or more, and a window of a second or more.");
        }
    }
}
