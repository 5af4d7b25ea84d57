package io.tenancy.benchmarks;

import java.time.Duration;

/** How much is measured. {@code -Dtenancy.benchmarks.divisor=20} makes all of it smaller, to try a benchmark and no more. */
final class Size {
    private static final int DIVISOR = Integer.getInteger("tenancy.benchmarks.divisor", 1);

    private Size() {}

    static int of(int whole) {
        return Math.max(1, whole / DIVISOR);
    }

    static Duration of(Duration whole) {
        return DIVISOR == 1 ? whole : Duration.ofSeconds(1);
    }
}
