package io.tenancy.persistence;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.tenant.TenantId;
import io.tenancy.persistence.FleetWorker.Fleet;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Brings the tables that tenants have of their own to the changes of this release, many at a time. What has to be done is
 * known from the catalogue, so that a run with nothing to do asks one question there and one in each store. Each tenant is
 * migrated in one transaction; a run that is cut off is gone on with by the next. Tenants that failed in an earlier run of
 * the same object have their turn after all others, so that one which cannot be migrated does not keep them waiting.
 */
public final class FleetMigration {
    /** No table, no schema, no column: what a catalogue looks like that an earlier release has migrated, or none. */
    private static final Set<String> NOT_MIGRATED = Set.of("42P01", "3F000", "42703");

    private final Stores stores;
    private final TenantSchema schema;
    private final FleetOptions options;
    private final FleetProgress progress;
    private final List<TenantId> failed = new ArrayList<>(); // the one whose last failure is the oldest is the first

    public FleetMigration(Stores stores, TenantSchema schema, FleetOptions options, FleetProgress progress) {
        this.stores = requireNonNull(stores);
        this.schema = requireNonNull(schema);
        this.options = requireNonNull(options);
        this.progress = requireNonNull(progress);
    }

    /**
     * How many tenants are behind, and are refused until they are migrated.
     *
     * @throws IllegalStateException if the catalogue itself is not migrated, which {@link Migrations#shared} does
     */
    public int behind() {
        try (Ledger ledger = ledger(Sql.connect(stores.catalogue().owner()))) {
            return ledger.count();
        } catch (SQLException e) {
            throw translate(e);
        }
    }

    /**
     * Migrates them, after the end of any other run. Where its thread is interrupted it ends early, with every tenant whole.
     *
     * @throws IllegalStateException if the catalogue itself is not migrated
     */
    public synchronized FleetSummary run() {
        long start = System.nanoTime();
        FleetTally tally = new FleetTally(progress);
        PlaceMigrator migrator = new PlaceMigrator(new MigrationScripts(schema), options);
        int behind = behind();
        if (behind > 0) {
            try {
                tenants(migrator, tally);
            } catch (SQLException e) {
                throw translate(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                tally.notAttempted(behind);
            }
        }
        if (!options.dryRun()) {
            stores.all().forEach(store -> renewTemplate(store, schema, tally));
        }
        tally.failed().forEach(this::putLast);
        return tally.summary(migrator.steps(), Duration.ofNanos(System.nanoTime() - start));
    }

    private void tenants(PlaceMigrator migrator, FleetTally tally) throws SQLException, InterruptedException {
        OwnerConnections connections = new OwnerConnections(stores);
        if (options.dryRun()) {
            migrate(connections, migrator, tally);
            return;
        }
        RunLock lock = RunLock.acquire(connections.toCatalogue(), progress);
        try (lock) {
            migrate(connections, migrator, tally);
        }
    }

    private void migrate(OwnerConnections connections, PlaceMigrator migrator, FleetTally tally) throws SQLException {
        try (Ledger ledger = ledger(connections.toCatalogue())) {
            new FleetRun(new Fleet(connections, ledger, migrator, options, tally)).migrate(inTurn(ledger.behind()));
        }
    }

    private void putLast(TenantId tenant) {
        failed.remove(tenant);
        failed.add(tenant);
    }

    private List<TenantPlace> inTurn(List<TenantPlace> behind) {
        Map<TenantId, Integer> turns = new HashMap<>();
        failed.forEach(tenant -> turns.put(tenant, turns.size() + 1));
        return behind.stream()
                .sorted(Comparator.comparingInt(place -> turns.getOrDefault(place.tenant(), 0)))
                .toList();
    }

    private static void renewTemplate(Store store, TenantSchema schema, FleetTally tally) {
        store.databases().ifPresent(databases -> {
            try {
                new Template(store, databases, new TenantTables(store, schema)).renew();
            } catch (SQLException | RuntimeException e) {
                tally.failed("The template of databases of " + store.name(), e);
            }
        });
    }

    private Ledger ledger(Connection catalogue) {
        return new Ledger(catalogue, schema.version());
    }

    private static RuntimeException translate(SQLException failure) {
        return Failures.state(failure).filter(NOT_MIGRATED::contains).isPresent()
                ? new IllegalStateException("The catalogue is not that of this version; it is migrated first.", failure)
                : Failures.translate("The catalogue cannot be read", failure);
    }
}
