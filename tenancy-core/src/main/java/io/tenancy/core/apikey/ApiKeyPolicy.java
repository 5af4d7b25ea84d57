package io.tenancy.core.apikey;

import java.time.Duration;

/**
 * How long keys live.
 *
 * @param standard the life of a key whose maker says nothing else
 * @param longest the longest life that a maker can ask for; 365 d at most
 */
public record ApiKeyPolicy(Duration standard, Duration longest) {
    /** The least life that can be asked for. */
    public static final Duration LEAST = Duration.ofDays(1);

    /** The longest life that a key has anywhere. */
    public static final Duration MOST = Duration.ofDays(365);

    /** 90 days, and a year at most. */
    public static final ApiKeyPolicy DEFAULT = new ApiKeyPolicy(Duration.ofDays(90), MOST);

    public ApiKeyPolicy {
        if (standard.compareTo(LEAST) < 0 || longest.compareTo(standard) < 0 || longest.compareTo(MOST) > 0) {
            throw new IllegalArgumentException("1 d <= standard <= longest <= 365 d");
        }
    }
}
