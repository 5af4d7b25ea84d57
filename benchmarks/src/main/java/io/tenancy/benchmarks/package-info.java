/** Measurements. Each compares ways within one run, interleaved, because machines are noisy. */
@NullMarked
package io.tenancy.benchmarks;

import org.jspecify.annotations.NullMarked;
