package io.tenancy.core.ratelimit;

import io.tenancy.core.counting.RateLimit;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the platform says of limits.
 *
 * @param standard a number for each limit; 0 stands for none
 * @param plans what is different for tenants of a plan, by its name
 */
public record RatePolicy(Map<RateLimit, Integer> standard, Map<String, Rates> plans) {
    public RatePolicy {
        standard = Map.copyOf(standard);
        plans = Map.copyOf(plans);
        for (RateLimit limit : RateLimit.values()) {
            if (!standard.containsKey(limit)) {
                throw new IllegalArgumentException("There is no number for " + limit);
            }
        }
    }

    /** One that limits nothing. */
    public static RatePolicy unlimited() {
        Map<RateLimit, Integer> none = new EnumMap<>(RateLimit.class);
        for (RateLimit limit : RateLimit.values()) {
            none.put(limit, 0);
        }
        return new RatePolicy(none, Map.of());
    }

    /**
     * The number that holds for a tenant: an operator's before its plan's before the configured one of the plan before the
     * platform's, and lower if it says so.
     */
    public int number(RateLimit limit, String plan, RateTerms terms) {
        int upper = terms.given()
                .of(limit)
                .or(() -> terms.planned().of(limit))
                .or(() -> Optional.ofNullable(plans.get(plan)).flatMap(rates -> rates.of(limit)))
                .orElseGet(() -> number(limit));
        return terms.own()
                .of(limit)
                .map(own -> upper == 0 ? own : Integer.valueOf(Math.min(own, upper)))
                .orElse(upper);
    }

    /** The number of the platform itself. */
    public int number(RateLimit limit) {
        return standard.getOrDefault(limit, 0);
    }
}
