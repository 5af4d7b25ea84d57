package io.tenancy.testkit;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.counting.Allowance;
import io.tenancy.core.counting.Quota;
import io.tenancy.core.counting.RateLimit;
import io.tenancy.core.counting.RateLimiter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/** Counts in memory, without any bound on that; for tests alone. */
public final class InMemoryRateLimiter implements RateLimiter {
    private final InstantSource clock;
    private final Map<Key, Window> windows = new HashMap<>();

    public InMemoryRateLimiter(InstantSource clock) {
        this.clock = requireNonNull(clock);
    }

    @Override
    public synchronized Allowance take(RateLimit limit, String key, Quota quota, int cost) {
        Instant now = clock.instant();
        Key which = new Key(limit, key);
        Window known = windows.getOrDefault(which, new Window(now.plus(quota.window()), 0));
        Window window = known.end().isAfter(now) ? known : new Window(now.plus(quota.window()), 0);
        boolean allowed = window.taken() + cost <= quota.units();
        Window after = allowed ? new Window(window.end(), window.taken() + cost) : window;
        windows.put(which, after);
        return new Allowance(
                limit, quota, allowed, Math.max(0, quota.units() - after.taken()), Duration.between(now, after.end()));
    }

    private record Key(RateLimit limit, String text) {}

    private record Window(Instant end, int taken) {}
}
