package io.tenancy.persistence;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.tenant.TenantId;
import io.tenancy.persistence.FleetProgress.Result;
import io.tenancy.persistence.FleetProgress.Wave;
import io.tenancy.persistence.FleetSummary.Failure;
import io.tenancy.persistence.FleetSummary.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts what becomes of tenants in one run, and passes it on to whoever watches. Safe for use by many threads. */
final class FleetTally {
    private static final Logger LOG = LoggerFactory.getLogger(FleetTally.class);

    private final FleetProgress progress;
    private final List<Failure> failures = new ArrayList<>();
    private final List<TenantId> failed = new ArrayList<>();
    private int migrated;
    private int current;
    private int notAttempted;
    private Optional<Wave> stoppedAt = Optional.empty();

    FleetTally(FleetProgress progress) {
        this.progress = requireNonNull(progress);
    }

    synchronized void begins(Wave wave, int tenants) {
        progress.begins(wave, tenants);
    }

    synchronized void ended(TenantPlace place, Result result) {
        if (result == Result.MIGRATED) {
            migrated++;
        } else {
            current++;
        }
        progress.ends(place.slug(), result);
    }

    synchronized void failed(TenantPlace place, Exception failure) {
        failed.add(place.tenant());
        failed(place.toString(), failure);
        progress.ends(place.slug(), Result.FAILED);
    }

    /** What is no tenant, and has failed. */
    synchronized void failed(String what, Exception failure) {
        LOG.info("{} is not up to date", what, failure);
        failures.add(new Failure(what, String.valueOf(failure.getMessage()).replaceAll("\\s+", " ")));
    }

    synchronized void notAttempted(int tenants) {
        notAttempted += tenants;
    }

    /** Too many have failed in a wave, and no other begins. */
    synchronized void stopped(Wave wave) {
        stoppedAt = Optional.of(wave);
    }

    /** The tenants that have failed, in that order. */
    synchronized List<TenantId> failed() {
        return List.copyOf(failed);
    }

    synchronized FleetSummary summary(List<Step> steps, Duration took) {
        return new FleetSummary(migrated, current, failures, notAttempted, stoppedAt, steps, took);
    }
}
