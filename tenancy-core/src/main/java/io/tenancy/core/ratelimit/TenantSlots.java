package io.tenancy.core.ratelimit;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.tenant.TenantId;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets only so many requests of a tenant in at the same time. Some more wait for a moment, holding nothing that others
 * need; the rest is turned away at once. It remembers a tenant only while one of its requests is in or waits.
 */
final class TenantSlots {
    /** So many wait for each one that may be in. */
    private static final int WAITING_EACH = 4;

    private final Duration patience;
    private final Map<TenantId, Room> rooms = new ConcurrentHashMap<>();

    TenantSlots(Duration patience) {
        this.patience = requireNonNull(patience);
    }

    /** Whether the tenant has a place; who gets in runs {@code leave} when done. */
    boolean enter(TenantId tenant, int most) {
        Room room = rooms.compute(tenant, (id, known) -> (known == null ? new Room() : known).expect());
        boolean entered = false;
        try {
            entered = room.enter(most, patience.toNanos());
            return entered;
        } finally {
            if (!entered) {
                forget(tenant);
            }
        }
    }

    /** What gives the place back; a second run does nothing. */
    Runnable leave(TenantId tenant) {
        AtomicBoolean done = new AtomicBoolean();
        return () -> {
            if (done.compareAndSet(false, true)) {
                requireNonNull(rooms.get(tenant)).leave();
                forget(tenant);
            }
        };
    }

    /** For tests: the tenants that are remembered. */
    int tenants() {
        return rooms.size();
    }

    private void forget(TenantId tenant) {
        rooms.computeIfPresent(tenant, (id, room) -> room.isLast() ? null : room);
    }

    /** The requests of one tenant. */
    private static final class Room {
        private final ReentrantLock lock = new ReentrantLock();
        private final Condition free = lock.newCondition();

        /** Changed by whoever holds the map's entry. */
        private int guests;

        private int inside;
        private int waiting;

        Room expect() {
            guests++;
            return this;
        }

        boolean isLast() {
            return --guests == 0;
        }

        boolean enter(int most, long patience) {
            lock.lock();
            try {
                if (inside >= most && !waited(most, patience)) {
                    return false;
                }
                inside++;
                return true;
            } finally {
                lock.unlock();
            }
        }

        void leave() {
            lock.lock();
            try {
                inside--;
                free.signal();
            } finally {
                lock.unlock();
            }
        }

        private boolean waited(int most, long patience) {
            if (waiting >= (long) most * WAITING_EACH) {
                return false;
            }
            waiting++;
            try {
                long left = patience;
                while (inside >= most && left > 0) {
                    left = free.awaitNanos(left);
                }
                return inside < most;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            } finally {
                waiting--;
            }
        }
    }
}
