package io.tenancy.server.e2e;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what other threads or processes bring about. */
final class Until {
    private static final Duration PAUSE = Duration.ofMillis(25);

    private Until() {}

    /** Asks again and again until the answer is yes; fails when the time is over. */
    static void within(Duration time, String what, BooleanSupplier question) {
        long end = System.nanoTime() + time.toNanos();
        while (!question.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("Not within " + time + ": " + what);
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }
}
