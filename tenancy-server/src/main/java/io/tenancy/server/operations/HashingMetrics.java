package io.tenancy.server.operations;

import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.tenancy.auth.WaitingRoom;

/** The hashes of passwords, which are what sign-ins cost: how many are computed, wait, and were turned away. */
public final class HashingMetrics {
    private HashingMetrics() {}

    public static void register(PrometheusRegistry metrics, WaitingRoom room) {
        GaugeWithCallback.builder()
                .name("tenancy_password_hashes_pending")
                .help("Hashes of passwords that are being computed, or wait for it.")
                .labelNames("state")
                .callback(gauge -> {
                    gauge.call(room.working(), "working");
                    gauge.call(room.waiting(), "waiting");
                })
                .register(metrics);
        CounterWithCallback.builder()
                .name("tenancy_password_hashes_total")
                .help("Hashes of passwords that were computed, and those turned away because too many waited.")
                .labelNames("result")
                .callback(counter -> {
                    counter.call((double) room.done(), "done");
                    counter.call((double) room.turnedAway(), "turned_away");
                })
                .register(metrics);
    }
}
