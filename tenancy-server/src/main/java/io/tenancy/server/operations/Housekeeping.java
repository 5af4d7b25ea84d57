package io.tenancy.server.operations;

import static java.util.Objects.requireNonNull;

import io.dropwizard.lifecycle.Managed;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the housekeeping again and again while the server runs. A run that fails is logged, and the next one comes. */
public final class Housekeeping implements Managed {
    private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final IntSupplier work;
    private final Duration first;
    private final Duration interval;
    private final Counter runs;
    private final Counter tenants;
    private final ScheduledExecutorService executor;

    /**
     * Work that answers how many tenants it has dealt with, and how often it is due.
     *
     * @param first the time from the start to the first run
     * @param interval the time from the end of a run to the next
     */
    public Housekeeping(IntSupplier work, Duration first, Duration interval, PrometheusRegistry metrics) {
        this.work = requireNonNull(work);
        this.first = requireNonNull(first);
        this.interval = requireNonNull(interval);
        this.runs = Counter.builder()
                .name("tenancy_housekeeping_runs_total")
                .help("Runs of the housekeeping by their result.")
                .labelNames("result")
                .register(metrics);
        this.tenants = Counter.builder()
                .name("tenancy_housekeeping_tenants_total")
                .help("Tenants that the housekeeping has finished or erased.")
                .register(metrics);
        this.executor = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "housekeeping");
            thread.setDaemon(true);
            return thread;
        });
    }

    @Override
    public void start() {
        // The future is of no use: run() lets nothing out that could end the series.
        var unused = executor.scheduleWithFixedDelay(
                this::run, first.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void stop() throws InterruptedException {
        executor.shutdown();
        if (!executor.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
            executor.shutdownNow();
        }
    }

    private void run() {
        try {
            int done = work.getAsInt();
            tenants.inc(done);
            runs.labelValues("done").inc();
            if (done > 0) {
                LOG.info("The housekeeping has finished or erased {} tenants.", done);
            }
        } catch (RuntimeException | Error e) {
            runs.labelValues("failed").inc();
            LOG.warn("The housekeeping failed; it is tried again in {}.", interval, e);
        }
    }
}
