package io.tenancy.server.operations;

import static java.util.Objects.requireNonNull;

import io.dropwizard.lifecycle.Managed;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.tenancy.persistence.FleetMigration;
import io.tenancy.persistence.FleetProgress;
import io.tenancy.persistence.FleetSummary;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings tenants whose own tables are behind along while the server serves the others: at its start, and again for what
 * older nodes have made since, or what has failed. Where that is left to a command, it only counts them.
 */
public final class TenantMigrations implements Managed, FleetProgress {
    private static final Logger LOG = LoggerFactory.getLogger(TenantMigrations.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final FleetMigration fleet;
    private final boolean migrates;
    private final Duration interval;
    private final Gauge behind;
    private final Counter migrations;
    private final ScheduledExecutorService executor;
    private boolean first = true;

    /**
     * A series of runs.
     *
     * @param fleet makes the migration, which tells its progress
     * @param migrates whether it does more than to count
     * @param interval the time from the end of a run to the next
     */
    public TenantMigrations(
            Function<FleetProgress, FleetMigration> fleet,
            boolean migrates,
            Duration interval,
            PrometheusRegistry metrics) {
        this.migrates = migrates;
        this.interval = requireNonNull(interval);
        this.behind = Gauge.builder()
                .name("tenancy_tenants_behind")
                .help("Tenants that are refused because their own tables are behind this version.")
                .register(metrics);
        this.migrations = Counter.builder()
                .name("tenancy_migrations_total")
                .help("Tenants whose own tables this node has migrated, or found current, or could not migrate.")
                .labelNames("result")
                .register(metrics);
        this.executor = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "tenant-migrations");
            thread.setDaemon(true);
            return thread;
        });
        this.fleet = fleet.apply(this);
    }

    @Override
    public void start() {
        // The future is of no use: run() lets nothing out that could end the series.
        var unused = executor.scheduleWithFixedDelay(this::run, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** An interrupted run comes to its end with every tenant whole. */
    @Override
    public void stop() throws InterruptedException {
        executor.shutdownNow();
        var unused = executor.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void waits() {
        LOG.info("Another node migrates tenants; this one waits for its end.");
    }

    @Override
    public void begins(Wave wave, int tenants) {
        LOG.info(
                "The own tables of {} tenants are migrated; wave {}.",
                tenants,
                wave.name().toLowerCase(Locale.ROOT));
    }

    @Override
    public void ends(String tenant, Result result) {
        migrations.labelValues(result.name().toLowerCase(Locale.ROOT)).inc();
        if (result != Result.FAILED) {
            behind.dec();
        }
    }

    private void run() {
        try {
            int number = fleet.behind();
            behind.set(number);
            if (migrates && (first || number > 0)) {
                first = false;
                tell(fleet.run());
                behind.set(fleet.behind());
            }
        } catch (RuntimeException | Error e) {
            LOG.warn("The own tables of tenants are not migrated; it is tried again in {}.", interval, e);
        }
    }

    private static void tell(FleetSummary summary) {
        if (!summary.isComplete()) {
            LOG.warn("Not every tenant is up to date, {} had no turn: {}", summary.notAttempted(), summary.failures());
        } else if (summary.migrated() > 0) {
            LOG.info("Every tenant is up to date, {} were migrated in {}.", summary.migrated(), summary.took());
        }
    }
}
