package io.tenancy.persistence;

import static java.util.Objects.requireNonNull;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.tenancy.core.TenancyException.Unavailable;
import io.tenancy.core.counting.Allowance;
import io.tenancy.core.counting.Quota;
import io.tenancy.core.counting.RateLimit;
import io.tenancy.core.counting.RateLimit.OnFailure;
import io.tenancy.core.counting.RateLimiter;
import io.tenancy.persistence.RateWindows.Taken;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts for all nodes together. A node takes a part of a quota out of the database at a time and spends it alone, so that
 * most requests cost no round trip. All nodes together never spend more than a quota; what one has taken and not spent is
 * missing to the others until the window ends. A node that was told that nothing is left does not ask again before then.
 *
 * <p>Requests of one key wait for each other, also while one of them asks the database, and for no request of another key.
 * They wait for a lock and not for a monitor, which would hold the carriers of virtual threads up to JDK 23.
 */
final class SharedRateLimiter implements RateLimiter {
    private static final Logger LOG = LoggerFactory.getLogger(SharedRateLimiter.class);

    /** A node takes this part of a quota at a time, or a single request's cost where that is more. */
    static final int PARTS = 20;

    /** While the database is out of reach it is asked once in this time. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final RateWindows windows;
    private final RateLimiter alone;
    private final InstantSource clock;
    private final Map<RateLimit, Cache<String, Lease>> leases = new EnumMap<>(RateLimit.class);

    /** The time of {@link System#nanoTime} before which the database is not asked; 0 where it is well. */
    private final AtomicLong pausedUntil = new AtomicLong();

    /** @param alone counts where the database is out of reach, for limits that stay open then */
    SharedRateLimiter(RateWindows windows, RateLimiter alone, InstantSource clock) {
        this.windows = requireNonNull(windows);
        this.alone = requireNonNull(alone);
        this.clock = requireNonNull(clock);
        for (RateLimit limit : RateLimit.values()) {
            leases.put(
                    limit,
                    Caffeine.newBuilder()
                            .maximumSize(BucketRateLimiter.MOST)
                            .expireAfterAccess(limit.window().multipliedBy(2).plusSeconds(1))
                            .build());
        }
    }

    @Override
    public Allowance take(RateLimit limit, String key, Quota quota, int cost) {
        Lease lease = requireNonNull(leases.get(limit)).get(key, unknown -> new Lease());
        lease.lock.lock();
        try {
            Instant now = clock.instant();
            lease.look(quota, now);
            boolean known = lease.usable() >= cost || lease.nothingMore || fetch(limit, key, lease, cost, now);
            return known ? lease.take(limit, cost, now) : without(limit, key, quota, cost);
        } finally {
            lease.lock.unlock();
        }
    }

    /** Whether the database could be asked. */
    private boolean fetch(RateLimit limit, String key, Lease lease, int cost, Instant now) {
        if (!mayAsk()) {
            return false;
        }
        long wanted = Math.max(cost - lease.usable(), lease.quota.units() / PARTS);
        try {
            lease.add(windows.take(limit.word() + " " + key, lease.quota, wanted, now), wanted);
            pausedUntil.set(0);
            return true;
        } catch (Unavailable | JdbiException e) {
            LOG.warn(
                    "The catalogue does not count. Rate limits are those of this node alone, or refuse: {}",
                    e.toString());
            return false;
        }
    }

    /** One of the requests that come during an outage tries whether it is over, and the others go on. */
    private boolean mayAsk() {
        long until = pausedUntil.get();
        long now = System.nanoTime();
        if (until == 0) {
            return true;
        }
        return now - until >= 0 && pausedUntil.compareAndSet(until, now + PAUSE.toNanos());
    }

    private Allowance without(RateLimit limit, String key, Quota quota, int cost) {
        pausedUntil.compareAndSet(0, System.nanoTime() + PAUSE.toNanos());
        if (limit.onFailure() == OnFailure.CLOSED) {
            throw new Unavailable("rate.unavailable", "This cannot be counted at the moment. Try again.", RETRY_AFTER);
        }
        return alone.take(limit, key, quota, cost);
    }

    /** What this node may spend of one quota. Guarded by its lock. */
    private static final class Lease {
        private final ReentrantLock lock = new ReentrantLock();
        private Quota quota = new Quota(1, Duration.ofSeconds(1));
        private Instant endsAt = Instant.MIN;
        private long left;
        private long taken;
        private boolean nothingMore;

        void look(Quota wanted, Instant now) {
            if (!endsAt.isAfter(now)) {
                left = 0;
                taken = 0;
                nothingMore = false;
            }
            if (!wanted.equals(quota)) {
                quota = wanted;
                nothingMore = false;
            }
        }

        /** What of the rest this node may spend: less than all of it where the quota was lowered since it was taken. */
        long usable() {
            return Math.max(0, Math.min(left, quota.units() - (taken - left)));
        }

        void add(Taken part, long wanted) {
            if (!part.endsAt().equals(endsAt)) {
                endsAt = part.endsAt();
                left = 0;
            }
            left += part.granted();
            taken = part.taken();
            nothingMore = part.granted() < wanted;
        }

        Allowance take(RateLimit limit, int cost, Instant now) {
            boolean allowed = usable() >= cost;
            if (allowed) {
                left -= cost;
            }
            long elsewhere = Math.max(0, quota.units() - taken);
            return new Allowance(limit, quota, allowed, usable() + elsewhere, Duration.between(now, endsAt));
        }
    }
}
