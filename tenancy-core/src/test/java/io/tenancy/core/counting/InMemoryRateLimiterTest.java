package io.tenancy.core.counting;

import io.tenancy.testkit.InMemoryRateLimiter;
import io.tenancy.testkit.RateLimiterContract;
import java.time.InstantSource;

final class InMemoryRateLimiterTest extends RateLimiterContract {
    @Override
    protected RateLimiter limiter(InstantSource clock) {
        return new InMemoryRateLimiter(clock);
    }
}
