package io.tenancy.core.task;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;

/**
 * Something that is done again and again.
 *
 * @param name by which operators call it, as {@code tenants}
 * @param summary a sentence that says what it does
 * @param timeout after so long a run is interrupted, and counts as failed
 */
public record Task(String name, String summary, Schedule schedule, Reach reach, Duration timeout, Body body) {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{1,39}");

    /** Where it runs. */
    public enum Reach {
        /** On one node at a time. */
        CLUSTER,
        /** On each node for itself. */
        NODE
    }

    /** What is done. It ends soon after {@code stopping} has become true, with everything whole. */
    @FunctionalInterface
    public interface Body {
        void run(BooleanSupplier stopping);
    }

    public Task {
        requireNonNull(summary);
        requireNonNull(schedule);
        requireNonNull(reach);
        requireNonNull(timeout);
        requireNonNull(body);
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("A task is not called so: " + name);
        }
    }
}
