package io.tenancy.persistence;

import static java.util.Objects.requireNonNull;

import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which connections of a pool are out of it, and where those that nobody uses wait for the schemas that they know. Whoever asks has a turn,
 * of which there are as many as connections: so there is one for each that asks, in the pool, resting, or on its way to the one or the other.
 *
 * <p>Who asks for a schema whose connection is in use waits for it a little, because a short statement there costs less than one on a
 * connection that does not know the schema, and because one that comes to know all of them forgets each before it is asked for again.
 */
final class Lanes {
    /** More of them would keep others from a turn, and be no sooner done than elsewhere. */
    private static final int MOST_WAITING = 3;

    private final int most;
    private final long nearNanos;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition some = lock.newCondition();
    private final List<Lane> lanes;
    private int out; // in use, resting, and on their way from and to the pool
    private boolean isClosed;

    /** A place for one connection, which is taken from when one is fetched for it until that goes to the pool, or to somebody who gives it back there. */
    static final class Lane {
        private final Condition free;
        private boolean isTaken;
        private @Nullable Resting resting;
        private long lentAt;
        private int waiting;

        private Lane(Condition free) {
            this.free = free;
        }
    }

    /** @param takenAt when it left the pool */
    record Resting(Connection connection, long takenAt, long since) {}

    /**
     * What a caller may have.
     *
     * @param lane where it goes when it is given back, if not to the pool
     * @param resting the connection, if not one of the pool
     */
    record Choice(@Nullable Lane lane, @Nullable Resting resting) {}

    /**
     * @param most how many connections the pool has, half of which may have lanes
     * @param near how long the connection of a schema's lane is waited for, from when it was lent
     */
    Lanes(int most, Duration near) {
        this.most = most;
        this.nearNanos = near.toNanos();
        this.lanes = Stream.generate(() -> new Lane(lock.newCondition()))
                .limit(most / 2)
                .toList();
    }

    /**
     * One that knows the schema, if that can be, and otherwise any; nothing where none has come to the pool in time.
     *
     * @param deadline in {@link System#nanoTime}
     * @param isAwaited whether others wait for the turn that the caller has, so that it waits for nothing that it can do without
     */
    Optional<Choice> choose(Optional<String> schema, long deadline, boolean isAwaited) throws InterruptedException {
        lock.lock();
        try {
            Optional<Choice> chosen = schema.flatMap(name -> near(name, isAwaited));
            while (chosen.isEmpty()) {
                chosen = any();
                if (chosen.isEmpty() && some.awaitNanos(deadline - System.nanoTime()) <= 0) {
                    return any();
                }
            }
            return chosen;
        } finally {
            lock.unlock();
        }
    }

    /** That of the schema's own lane, which is begun where nobody has, or the nearest that rests. */
    private Optional<Choice> near(String schema, boolean isAwaited) {
        int own = Math.floorMod(schema.hashCode(), lanes.size());
        Optional<Choice> chosen = own(lanes.get(own), isAwaited);
        for (int distance = 1; distance < lanes.size() && chosen.isEmpty(); distance++) {
            chosen = rested(lanes.get((own + distance) % lanes.size()));
        }
        return chosen;
    }

    private Optional<Choice> own(Lane lane, boolean isAwaited) {
        if (!isAwaited && lane.waiting < MOST_WAITING) {
            awaitFree(lane);
        }
        if (!lane.isTaken && out < most) {
            out++;
            lane.isTaken = true;
            lane.lentAt = System.nanoTime();
            return Optional.of(new Choice(lane, null));
        }
        return rested(lane);
    }

    /** A statement that has been running for longer than a short one is not waited for, and so is no other behind it. */
    private void awaitFree(Lane lane) {
        long end = System.nanoTime() + nearNanos;
        lane.waiting++;
        try {
            while (lane.isTaken && lane.resting == null) {
                long now = System.nanoTime();
                long left = Math.min(end - now, lane.lentAt + nearNanos - now);
                if (left <= 0) {
                    return;
                }
                var unused = lane.free.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // which is heeded where there is nothing else to have
        } finally {
            lane.waiting--;
        }
    }

    private static Optional<Choice> rested(Lane lane) {
        Resting resting = lane.resting;
        if (resting == null) {
            return Optional.empty();
        }
        lane.resting = null;
        lane.lentAt = System.nanoTime();
        return Optional.of(new Choice(lane, resting));
    }

    private Optional<Choice> any() {
        if (out < most) {
            out++;
            return Optional.of(new Choice(null, null));
        }
        return longest();
    }

    /** The one that has rested for longest, which leaves its lane. */
    Optional<Choice> longest() {
        lock.lock();
        try {
            return lanes.stream()
                    .filter(lane -> lane.resting != null)
                    .min(Comparator.comparingLong(
                            lane -> requireNonNull(lane.resting).since()))
                    .map(lane -> new Choice(null, leave(lane)));
        } finally {
            lock.unlock();
        }
    }

    private static Resting leave(Lane lane) {
        Resting resting = requireNonNull(lane.resting);
        lane.resting = null;
        lane.isTaken = false;
        lane.free.signal();
        return resting;
    }

    /** Has a connection wait in its lane. False where nothing rests any more. */
    boolean rest(Lane lane, Resting resting) {
        lock.lock();
        try {
            if (isClosed) {
                return false;
            }
            lane.resting = resting;
            lane.free.signal();
            some.signal();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** A connection is back in the pool, or never came from it. */
    void gone(@Nullable Lane lane) {
        lock.lock();
        try {
            if (lane != null) {
                lane.isTaken = false;
                lane.free.signal();
            }
            out--;
            some.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Those of the connections that rest which are to go back to the pool; each is gone when it is there. */
    List<Resting> leave(Predicate<Resting> which) {
        lock.lock();
        try {
            List<Resting> leaving = new ArrayList<>();
            for (Lane lane : lanes) {
                Resting resting = lane.resting;
                if (resting != null && which.test(resting)) {
                    leaving.add(leave(lane));
                }
            }
            return leaving;
        } finally {
            lock.unlock();
        }
    }

    /** From now on nothing rests. */
    List<Resting> close() {
        lock.lock();
        try {
            isClosed = true;
            return leave(resting -> true);
        } finally {
            lock.unlock();
        }
    }

    int resting() {
        lock.lock();
        try {
            return (int) lanes.stream().filter(lane -> lane.resting != null).count();
        } finally {
            lock.unlock();
        }
    }
}
