package io.tenancy.testkit;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Waits for what becomes true, and no longer than it may take. */
public final class Eventually {
    private static final Duration PAUSE = Duration.ofMillis(10);

    private Eventually() {}

    /** Asks until the answer is as expected, or fails with the last answer when the time is up. */
    public static <T> T within(Duration limit, Supplier<T> question, Predicate<T> expected) {
        long deadline = System.nanoTime() + limit.toNanos();
        T answer = question.get();
        while (!expected.test(answer)) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("Still not so after " + limit + ": " + answer);
            }
            LockSupport.parkNanos(PAUSE.toNanos());
            answer = question.get();
        }
        return answer;
    }
}
