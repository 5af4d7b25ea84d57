package io.tenancy.persistence;

import static java.util.Objects.requireNonNull;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.TokensInheritanceStrategy;
import io.tenancy.core.counting.Allowance;
import io.tenancy.core.counting.Quota;
import io.tenancy.core.counting.RateLimit;
import io.tenancy.core.counting.RateLimiter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;

/**
 * Counts on this node alone, in buckets that are filled once in each window. Each limit remembers a bounded number of keys, so
 * that no flood of addresses makes it forget tenants; what it forgets begins anew.
 */
final class BucketRateLimiter implements RateLimiter {
    /** Keys of one limit, of some 300 bytes each. */
    static final int MOST = 200_000;

    private final TimeMeter meter;
    private final Map<RateLimit, Cache<String, Counted>> buckets = new EnumMap<>(RateLimit.class);

    BucketRateLimiter(InstantSource clock) {
        this.meter = new Meter(requireNonNull(clock));
        for (RateLimit limit : RateLimit.values()) {
            buckets.put(limit, cache(limit));
        }
    }

    @Override
    public Allowance take(RateLimit limit, String key, Quota quota, int cost) {
        Counted counted = requireNonNull(buckets.get(limit)).get(key, unknown -> new Counted(quota, meter));
        Taken taken = counted.take(quota, cost);
        return new Allowance(limit, quota, taken.allowed(), taken.remaining(), taken.reset());
    }

    /** Whoever has not come for two windows has all that there is. */
    private static Cache<String, Counted> cache(RateLimit limit) {
        return Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfterAccess(limit.window().multipliedBy(2).plusSeconds(1))
                .build();
    }

    /**
     * A bucket as large as the largest quota that was asked of it since it was last full. A smaller quota leaves the difference
     * in it, so that what was used stays used, however often a quota is lowered and raised.
     */
    private static final class Counted {
        private final Bucket bucket;
        private Quota widest;

        Counted(Quota quota, TimeMeter meter) {
            this.widest = quota;
            this.bucket = Bucket.builder()
                    .addLimit(limit -> limit.capacity(quota.units()).refillIntervally(quota.units(), quota.window()))
                    .withCustomTimePrecision(meter)
                    .build();
        }

        synchronized Taken take(Quota quota, int cost) {
            if (!quota.equals(widest)) {
                follow(quota);
            }
            long untouched = (long) widest.units() - quota.units();
            boolean allowed = bucket.getAvailableTokens() - untouched >= cost;
            // What is more than there is takes nothing, and tells the same of the rest.
            ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(allowed ? cost : widest.units() + 1L);
            return new Taken(
                    allowed,
                    Math.max(0, probe.getRemainingTokens() - untouched),
                    Duration.ofNanos(probe.getNanosToWaitForReset()));
        }

        private void follow(Quota quota) {
            boolean isFull = bucket.getAvailableTokens() == widest.units();
            if (isFull || quota.units() > widest.units() || !quota.window().equals(widest.window())) {
                int units = isFull ? quota.units() : Math.max(quota.units(), widest.units());
                widest = new Quota(units, quota.window());
                bucket.replaceConfiguration(
                        BucketConfiguration.builder()
                                .addLimit(limit -> limit.capacity(units).refillIntervally(units, quota.window()))
                                .build(),
                        isFull ? TokensInheritanceStrategy.RESET : TokensInheritanceStrategy.ADDITIVE);
            }
        }
    }

    private record Taken(boolean allowed, long remaining, Duration reset) {}

    private record Meter(InstantSource clock) implements TimeMeter {
        @Override
        public long currentTimeNanos() {
            Instant now = clock.instant();
            return now.getEpochSecond() * 1_000_000_000L + now.getNano();
        }

        @Override
        public boolean isWallClockBased() {
            return true;
        }
    }
}
