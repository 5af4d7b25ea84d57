package io.tenancy.persistence;

import io.tenancy.core.counting.RateLimiter;
import io.tenancy.testkit.RateLimiterContract;
import java.time.InstantSource;

final class BucketRateLimiterTest extends RateLimiterContract {
    @Override
    protected RateLimiter limiter(InstantSource clock) {
        return Persistence.localRates(clock);
    }
}
