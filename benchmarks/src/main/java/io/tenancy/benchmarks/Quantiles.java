package io.tenancy.benchmarks;

import java.util.List;

/** The value that a part of the measurements does not exceed. */
final class Quantiles {
    private Quantiles() {}

    static double of(List<? extends Number> values, double part) {
        double[] sorted =
                values.stream().mapToDouble(Number::doubleValue).sorted().toArray();
        return sorted[(int) Math.min(sorted.length - 1L, (long) (sorted.length * part))];
    }
}
