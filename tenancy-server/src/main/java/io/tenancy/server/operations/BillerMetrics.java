package io.tenancy.server.operations;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.tenancy.core.biller.BillerRounds.Done;

/** Counts what an outside biller was told, and what was billed without one. */
public final class BillerMetrics {
    private final Counter told;
    private final Counter issued;

    public BillerMetrics(PrometheusRegistry metrics) {
        this.told = Counter.builder()
                .name("tenancy_biller_told_total")
                .help("What the outside biller was told, and tenants with which that has failed.")
                .labelNames("what")
                .register(metrics);
        this.issued = Counter.builder()
                .name("tenancy_invoices_issued_total")
                .help("Invoices that were issued of themselves.")
                .register(metrics);
    }

    public void issued(int invoices) {
        issued.inc(invoices);
    }

    public void count(Done done) {
        told.labelValues("subscription").inc(done.told());
        told.labelValues("usage").inc(done.reported());
        told.labelValues("failure").inc(done.failed());
    }
}
