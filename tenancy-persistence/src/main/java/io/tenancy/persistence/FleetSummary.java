package io.tenancy.persistence;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.tenant.Isolation;
import io.tenancy.persistence.FleetProgress.Wave;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What became of the tenants whose tables were behind. After a dry run: what would.
 *
 * @param migrated how many are up to date now
 * @param current how many were already, and are now noted as such
 * @param failures those that are not; each has the tables that it had
 * @param notAttempted how many did not have their turn, because the run was ended before, or their store is away
 * @param stoppedAt in which wave too many failed, so that those after it did not have their turn
 * @param steps what it took, for each state that tables were in
 */
public record FleetSummary(
        int migrated,
        int current,
        List<Failure> failures,
        int notAttempted,
        Optional<Wave> stoppedAt,
        List<Step> steps,
        Duration took) {
    /**
     * What is not up to date, and why.
     *
     * @param what a tenant, a store, or a template of databases
     */
    public record Failure(String what, String reason) {
        public Failure {
            requireNonNull(what);
            requireNonNull(reason);
        }

        @Override
        public String toString() {
            return what + ": " + reason;
        }
    }

    /**
     * What tables in one state need.
     *
     * @param changes the names of the change sets that they do not have
     * @param tenants how many were in this state
     * @param sql what Liquibase would do, for a schema named {@code tenancy_prepared_script}, or {@code tenancy} in a
     *     tenant's own database
     */
    public record Step(String store, Isolation isolation, List<String> changes, int tenants, String sql) {
        public Step {
            requireNonNull(store);
            requireNonNull(isolation);
            changes = List.copyOf(changes);
            requireNonNull(sql);
        }
    }

    public FleetSummary {
        failures = List.copyOf(failures);
        requireNonNull(stoppedAt);
        steps = List.copyOf(steps);
        requireNonNull(took);
    }

    /** Whether every tenant is up to date. */
    public boolean isComplete() {
        return failures.isEmpty() && notAttempted == 0;
    }
}
