package io.tenancy.persistence;

import java.time.Duration;

/**
 * How the own tables of tenants are migrated.
 *
 * @param workers how many tenants are migrated at a time, from 1 to 64; each takes one connection, and a run two more to
 *     the catalogue
 * @param canary how many tenants go first, before a tenth of them and then all; any failure among them ends the run
 * @param errorRate the part of a later wave that may fail, from 0 to 1, before the run ends
 * @param lockTimeout how long a tenant's migration waits for a lock, and holds up whoever comes after it
 * @param retries how often it tries again after that, from 0 to 20, each time after a longer pause
 * @param dryRun whether it only looks at what it would do
 */
public record FleetOptions(
        int workers, int canary, double errorRate, Duration lockTimeout, int retries, boolean dryRun) {
    private static final Duration LONGEST = Duration.ofMinutes(10);

    /** Four workers, one canary, a twentieth may fail, three retries after two seconds of waiting. */
    public static final FleetOptions DEFAULT = new FleetOptions(4, 1, 0.05, Duration.ofSeconds(2), 3, false);

    public FleetOptions {
        if (workers < 1 || workers > 64) {
            throw new IllegalArgumentException("From 1 to 64 workers, not " + workers);
        }
        if (canary < 0) {
            throw new IllegalArgumentException("No negative number of canaries: " + canary);
        }
        if (!(errorRate >= 0 && errorRate <= 1)) {
            throw new IllegalArgumentException("The error rate is from 0 to 1, not " + errorRate);
        }
        if (lockTimeout.toMillis() < 1 || lockTimeout.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("A lock is waited for from 1 ms to 10 min, not " + lockTimeout);
        }
        if (retries < 0 || retries > 20) {
            throw new IllegalArgumentException("From 0 to 20 retries, not " + retries);
        }
    }

    public FleetOptions withWorkers(int number) {
        return new FleetOptions(number, canary, errorRate, lockTimeout, retries, dryRun);
    }

    public FleetOptions withCanary(int tenants) {
        return new FleetOptions(workers, tenants, errorRate, lockTimeout, retries, dryRun);
    }

    public FleetOptions withErrorRate(double part) {
        return new FleetOptions(workers, canary, part, lockTimeout, retries, dryRun);
    }

    public FleetOptions withLockTimeout(Duration time) {
        return new FleetOptions(workers, canary, errorRate, time, retries, dryRun);
    }

    public FleetOptions withDryRun(boolean onlyLook) {
        return new FleetOptions(workers, canary, errorRate, lockTimeout, retries, onlyLook);
    }
}
