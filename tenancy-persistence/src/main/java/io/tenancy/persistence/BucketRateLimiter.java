package io.tenancy.persistence;

import static java.util.Objects.requireNonNull;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.TokensInheritanceStrategy;
import io.tenancy.core.ratelimit.Allowance;
import io.tenancy.core.ratelimit.Quota;
import io.tenancy.core.ratelimit.RateLimit;
import io.tenancy.core.ratelimit.RateLimiter;
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
        ConsumptionProbe probe = counted.take(quota, cost);
        return new Allowance(
                limit,
                quota,
                probe.isConsumed(),
                probe.getRemainingTokens(),
                Duration.ofNanos(probe.getNanosToWaitForReset()));
    }

    /** Whoever has not come for two windows has all that there is. */
    private static Cache<String, Counted> cache(RateLimit limit) {
        return Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfterAccess(limit.window().multipliedBy(2).plusSeconds(1))
                .build();
    }

    /** A bucket, and what it was made for. */
    private static final class Counted {
        private final Bucket bucket;
        private Quota quota;

        Counted(Quota quota, TimeMeter meter) {
            this.quota = quota;
            this.bucket = Bucket.builder()
                    .addLimit(limit -> limit.capacity(quota.units()).refillIntervally(quota.units(), quota.window()))
                    .withCustomTimePrecision(meter)
                    .build();
        }

        synchronized ConsumptionProbe take(Quota wanted, int cost) {
            if (!wanted.equals(quota)) {
                change(wanted);
            }
            return bucket.tryConsumeAndReturnRemaining(cost);
        }

        /** What was used stays used. */
        private void change(Quota wanted) {
            int less = quota.units() - wanted.units();
            if (less > 0) {
                var unused = bucket.tryConsumeAsMuchAsPossible(less);
            }
            bucket.replaceConfiguration(
                    BucketConfiguration.builder()
                            .addLimit(limit ->
                                    limit.capacity(wanted.units()).refillIntervally(wanted.units(), wanted.window()))
                            .build(),
                    TokensInheritanceStrategy.ADDITIVE);
            quota = wanted;
        }
    }

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
