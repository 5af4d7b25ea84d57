package io.tenancy.server.operations;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.tenancy.persistence.FleetMigration;
import io.tenancy.persistence.FleetProgress;
import io.tenancy.persistence.FleetSummary;
import java.util.Locale;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings tenants whose own tables are behind along while the server serves the others: at its start, and again for what
 * older nodes have made since, or what has failed. Where that is left to a command, it only counts them.
 */
public final class TenantMigrations implements FleetProgress {
    private static final Logger LOG = LoggerFactory.getLogger(TenantMigrations.class);

    private final FleetMigration fleet;
    private final boolean migrates;
    private final Gauge behind;
    private final Counter migrations;
    private volatile boolean first = true;

    /**
     * A series of runs.
     *
     * @param fleet makes the migration, which tells its progress
     * @param migrates whether it does more than to count
     */
    public TenantMigrations(
            Function<FleetProgress, FleetMigration> fleet, boolean migrates, PrometheusRegistry metrics) {
        this.migrates = migrates;
        this.behind = Gauge.builder()
                .name("tenancy_tenants_behind")
                .help("Tenants that are refused because their own tables are behind this version.")
                .register(metrics);
        this.migrations = Counter.builder()
                .name("tenancy_migrations_total")
                .help("Tenants whose own tables this node has migrated, or found current, or could not migrate.")
                .labelNames("result")
                .register(metrics);
        this.fleet = fleet.apply(this);
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

    /** One run. Interrupted, it comes to its end with every tenant whole. */
    public void run() {
        int number = fleet.behind();
        behind.set(number);
        if (migrates && (first || number > 0)) {
            first = false;
            tell(fleet.run());
            behind.set(fleet.behind());
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
