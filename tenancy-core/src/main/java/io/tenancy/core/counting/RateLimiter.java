package io.tenancy.core.counting;

import io.tenancy.core.TenancyException.Unavailable;

/** Counts use. Safe for use by many threads. */
public interface RateLimiter {
    /**
     * Takes units from what a key has left, or nothing where that is too little. Where nodes share their counters, all of
     * them together never take more than the quota of a window; a node may be refused although another has some left.
     *
     * @param key whose use it is; the same text under another limit is another one's
     * @param cost one or more
     * @throws Unavailable if the counter is out of reach, and the limit is one that is closed then
     */
    Allowance take(RateLimit limit, String key, Quota quota, int cost);
}
