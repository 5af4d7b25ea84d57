package io.tenancy.persistence;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Tenants that are migrated together, each by whichever worker is free, until too many have failed. */
final class MigrationWave {
    private final Queue<TenantPlace> left;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private int tolerated;

    /**
     * @param tolerated how many may fail
     */
    MigrationWave(Collection<TenantPlace> places, int tolerated) {
        this.left = new ArrayDeque<>(places);
        this.tolerated = tolerated;
    }

    /** The next one; none where all have had their turn, or it was stopped. */
    synchronized Optional<TenantPlace> next() {
        return isStopped() ? Optional.empty() : Optional.ofNullable(left.poll());
    }

    synchronized void failed() {
        tolerated--;
        if (tolerated < 0) {
            stop();
        }
    }

    /** Whether more have failed than may. */
    synchronized boolean hasFailed() {
        return tolerated < 0;
    }

    void stop() {
        stopped.countDown();
    }

    boolean isStopped() {
        return stopped.getCount() == 0;
    }

    /** How many have not had their turn. */
    synchronized int left() {
        return left.size();
    }

    /** Waits. False where it is stopped, then or before. */
    boolean pause(Duration time) {
        try {
            return !stopped.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
