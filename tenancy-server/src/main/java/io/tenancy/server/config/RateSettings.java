package io.tenancy.server.config;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.TenancyException.Invalid;
import io.tenancy.core.counting.RateLimit;
import io.tenancy.core.ratelimit.RatePolicy;
import io.tenancy.core.ratelimit.Rates;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** How much tenants, people, programs and addresses may use, and who counts it. */
public record RateSettings(RatePolicy policy, Counting counting) {
    private static final String PLANS = "ratePlans";
    private static final Pattern PLAN =
            Pattern.compile("\\s*([^:;=\\s]{1,40})\\s*:((?:\\s*(?:tenant|user|api_key|concurrent)=\\d{1,8})+)\\s*");

    /** Where use is counted. */
    public enum Counting {
        /** By each node alone. */
        LOCAL,
        /** In the catalogue, by all nodes together. */
        SHARED
    }

    public RateSettings {
        requireNonNull(policy);
        requireNonNull(counting);
    }

    static RateSettings read(Given given, int connections) {
        Map<RateLimit, Integer> numbers = new EnumMap<>(RateLimit.class);
        for (RateLimit limit : RateLimit.values()) {
            numbers.put(limit, given.number(limit.setting(), 0, Rates.MOST));
        }
        numbers.computeIfPresent(
                RateLimit.CONCURRENT, (limit, number) -> number == 0 ? Math.max(1, connections / 2) : number);
        return new RateSettings(
                new RatePolicy(numbers, plans(given, given.text(PLANS))), given.choice("rateStore", Counting.class));
    }

    /** As {@code free: tenant=600 user=120; gold: tenant=6000}. */
    private static Map<String, Rates> plans(Given given, String text) {
        Map<String, Rates> plans = new HashMap<>();
        if (text.equals("none")) {
            return plans;
        }
        for (String part : text.split(";", -1)) {
            var plan = PLAN.matcher(part);
            if (!plan.matches() || plans.put(plan.group(1), rates(plan.group(2))) != null) {
                given.problem(
                        PLANS, "is not of the form none, or plan: tenant=600 user=60; other: concurrent=4, each once");
                return Map.of();
            }
        }
        return plans;
    }

    /** @throws Invalid never: a number of eight digits is in the range of every limit */
    private static Rates rates(String text) {
        Map<String, Integer> numbers = new HashMap<>();
        for (String pair : text.strip().split("\\s+", -1)) {
            int equals = pair.indexOf('=');
            numbers.put(pair.substring(0, equals), Integer.valueOf(pair.substring(equals + 1)));
        }
        return new Rates(
                Optional.ofNullable(numbers.get("tenant")),
                Optional.ofNullable(numbers.get("user")),
                Optional.ofNullable(numbers.get("api_key")),
                Optional.ofNullable(numbers.get("concurrent")));
    }
}
