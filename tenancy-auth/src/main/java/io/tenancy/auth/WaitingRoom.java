package io.tenancy.auth;

import io.tenancy.core.TenancyException.Unavailable;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/**
 * Lets so many threads compute password hashes at once, lets so many others wait for their turn, and turns the rest away
 * at once.
 */
public final class WaitingRoom {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final Semaphore admissions;
    private final Semaphore places;
    private final int parallel;
    private final LongAdder done = new LongAdder();
    private final LongAdder turnedAway = new LongAdder();

    /**
     * A room with places and a queue.
     *
     * @param parallel the most hashes that are computed at once, each with 19 MiB of memory
     * @param queue the most callers that wait for one of these places
     */
    public WaitingRoom(int parallel, int queue) {
        if (parallel < 1 || queue < 0) {
            throw new IllegalArgumentException("At least one at once, and no fewer than none in the queue.");
        }
        this.admissions = new Semaphore(Math.addExact(parallel, queue));
        this.places = new Semaphore(parallel, true);
        this.parallel = parallel;
    }

    /**
     * Does the work in its turn, on the calling thread.
     *
     * @throws Unavailable if too many wait already, or the thread is interrupted while it waits
     */
    <T> T enter(Supplier<T> work) {
        if (!admissions.tryAcquire()) {
            turnedAway.increment();
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
            done.increment();
            places.release();
        }
    }

    /** How many threads wait for their turn now. */
    public int waiting() {
        return places.getQueueLength();
    }

    /** How many threads compute a hash now. */
    public int working() {
        return parallel - places.availablePermits();
    }

    /** How many hashes were computed so far. */
    public long done() {
        return done.sum();
    }

    /** How many callers were turned away so far. */
    public long turnedAway() {
        return turnedAway.sum();
    }

    private static Unavailable busy() {
        return new Unavailable("login.busy", "Too many people sign in at this moment. Try again.", RETRY_AFTER);
    }
}
