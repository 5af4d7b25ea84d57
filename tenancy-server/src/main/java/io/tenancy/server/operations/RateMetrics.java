package io.tenancy.server.operations;

import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.tenancy.core.counting.RateLimit;
import io.tenancy.core.ratelimit.RateGuard;

/** What limits have refused. */
public final class RateMetrics {
    private RateMetrics() {}

    public static void register(PrometheusRegistry metrics, RateGuard rates) {
        CounterWithCallback.builder()
                .name("tenancy_rate_refused_total")
                .help("Requests that were refused because there were too many, by the limit that refused.")
                .labelNames("limit")
                .callback(counter -> {
                    for (RateLimit limit : RateLimit.values()) {
                        counter.call((double) rates.refused(limit), limit.word());
                    }
                })
                .register(metrics);
    }
}
