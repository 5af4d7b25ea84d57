package io.tenancy.core.ratelimit;

import io.tenancy.core.Version;
import io.tenancy.core.Versioned;
import io.tenancy.core.counting.RateLimit;

/**
 * The limits of one tenant as they hold, and where they come from.
 *
 * @param tenant requests of the whole tenant in a minute; 0 stands for no limit, here and below
 * @param user requests of each person in a minute
 * @param apiKey requests of each API key in a minute
 * @param concurrent requests at the same time on one node
 */
public record TenantRates(int tenant, int user, int apiKey, int concurrent, Rates given, OwnRates own)
        implements Versioned {
    static TenantRates of(RatePolicy policy, String plan, RateTerms terms) {
        return new TenantRates(
                policy.number(RateLimit.TENANT, plan, terms),
                policy.number(RateLimit.USER, plan, terms),
                policy.number(RateLimit.API_KEY, plan, terms),
                policy.number(RateLimit.CONCURRENT, plan, terms),
                terms.given(),
                terms.own());
    }

    @Override
    public Version tag() {
        return Version.ofContent(this);
    }
}
