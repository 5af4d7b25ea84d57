package io.tenancy.auth;

import io.tenancy.core.TenancyException.Unavailable;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/** Lets so many threads work at once, lets so many others wait for their turn, and turns the rest away at once. */
final class WaitingRoom {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final Semaphore admissions;
    private final Semaphore places;

    WaitingRoom(int parallel, int queue) {
        if (parallel < 1 || queue < 0) {
            throw new IllegalArgumentException("At least one at once, and no fewer than none in the queue.");
        }
        this.admissions = new Semaphore(Math.addExact(parallel, queue));
        this.places = new Semaphore(parallel, true);
    }

    /**
     * Does the work in its turn, on the calling thread.
     *
     * @throws Unavailable if too many wait already, or the thread is interrupted while it waits
     */
    <T> T enter(Supplier<T> work) {
        if (!admissions.tryAcquire()) {
            throw busy();
        }
        try {
            return inTurn(work);
        } finally {
            admissions.release();
        }
    }

    private <T> T inTurn(Supplier<T> work) {
        try {
            places.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw busy();
        }
        try {
            return work.get();
        } finally {
            places.release();
        }
    }

    /** How many threads wait for their turn now. */
    int waiting() {
        return places.getQueueLength();
    }

    private static Unavailable busy() {
        return new Unavailable("login.busy", "Too many people sign in at this moment. Try again.", RETRY_AFTER);
    }
}
