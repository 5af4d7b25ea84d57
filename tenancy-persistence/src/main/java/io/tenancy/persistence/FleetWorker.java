package io.tenancy.persistence;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.tenant.Isolation;
import io.tenancy.persistence.FleetProgress.Result;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Migrates one tenant after the other, as long as there are any. Each thread has one of its own. */
final class FleetWorker implements Runnable {
    /** A lock that is not free in time, a deadlock, a lost race. */
    private static final Set<String> PASSING = Set.of("55P03", "40P01", "40001");

    private static final String UNKNOWN_DATABASE = "3D000";
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Fleet fleet;
    private final MigrationWave wave;

    /** What the workers of a run share. */
    record Fleet(
            OwnerConnections connections,
            Ledger ledger,
            PlaceMigrator migrator,
            FleetOptions options,
            FleetTally tally) {
        Fleet {
            requireNonNull(connections);
            requireNonNull(ledger);
            requireNonNull(migrator);
            requireNonNull(options);
            requireNonNull(tally);
        }
    }

    FleetWorker(Fleet fleet, MigrationWave wave) {
        this.fleet = requireNonNull(fleet);
        this.wave = requireNonNull(wave);
    }

    @Override
    public void run() {
        try (WorkerConnection connection = new WorkerConnection(fleet.connections)) {
            Optional<TenantPlace> place = wave.next();
            while (place.isPresent()) {
                migrate(place.get(), connection);
                place = wave.next();
            }
        }
    }

    private void migrate(TenantPlace place, WorkerConnection connection) {
        int tries = 1;
        while (true) {
            try {
                fleet.tally.ended(place, attempt(place, connection));
                return;
            } catch (SQLException | RuntimeException e) {
                if (tries > fleet.options.retries() || !passes(e) || !wave.pause(pause(tries))) {
                    fail(place, e);
                    return;
                }
                tries++;
            }
        }
    }

    /** Where the tables are beside the catalogue, both change at once; otherwise a later run finds what was not noted. */
    private Result attempt(TenantPlace place, WorkerConnection connection) throws SQLException {
        String role = fleet.connections.store(place.store()).appRole();
        if (place.isolation() == Isolation.SCHEMA && fleet.connections.isCatalogue(place.store())) {
            return fleet.migrator.migrate(
                    place, connection.to(place), role, transaction -> fleet.ledger.note(transaction, place.tenant()));
        }
        Result result = fleet.migrator.migrate(place, connection.to(place), role, transaction -> {});
        if (!fleet.options.dryRun()) {
            fleet.ledger.note(place.tenant());
        }
        return result;
    }

    private void fail(TenantPlace place, Exception failure) {
        if (isMissing(failure) && isGone(place)) {
            return;
        }
        fleet.tally.failed(place, failure);
        wave.failed();
    }

    private static boolean passes(Exception failure) {
        return Failures.state(failure).filter(PASSING::contains).isPresent();
    }

    private static boolean isMissing(Exception failure) {
        return failure instanceof PlaceMigrator.Missing
                || Failures.state(failure).filter(UNKNOWN_DATABASE::equals).isPresent();
    }

    /** Whether it was purged in the meantime. */
    private boolean isGone(TenantPlace place) {
        try {
            return !fleet.ledger.isBehind(place.tenant());
        } catch (SQLException e) {
            Failures.ignore("It is not known whether a tenant is still there", e);
            return false;
        }
    }

    /** Longer each time, and never the same for two that meet. */
    private Duration pause(int tries) {
        double part = tries * (0.5 + RANDOM.nextDouble());
        return Duration.ofMillis(Math.round(fleet.options.lockTimeout().toMillis() * part));
    }
}
