package io.tenancy.persistence;

import static java.util.Objects.requireNonNull;

import io.tenancy.persistence.FleetProgress.Wave;
import io.tenancy.persistence.FleetWorker.Fleet;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

/** One run over the tenants that are behind: a few, then a tenth, then all, until too many of them have failed. */
final class FleetRun {
    private static final double TENTH = 0.1;

    /** Tenants of one database come together, so that a worker keeps its connection. */
    private static final Comparator<TenantPlace> BY_DATABASE =
            Comparator.comparing(TenantPlace::store).thenComparing(TenantPlace::isolation);

    private final Fleet fleet;

    private record Group(Wave wave, List<TenantPlace> places, int tolerated) {}

    FleetRun(Fleet fleet) {
        this.fleet = requireNonNull(fleet);
    }

    /** Ends early where its thread is interrupted; a tenant that has begun comes to its end. */
    void migrate(List<TenantPlace> behind) {
        boolean goesOn = true;
        for (Group group : groups(reachable(behind))) {
            if (goesOn) {
                goesOn = migrate(group);
            } else {
                fleet.tally().notAttempted(group.places().size());
            }
        }
    }

    private List<Group> groups(List<TenantPlace> places) {
        int all = places.size();
        if (fleet.options().dryRun()) {
            return List.of(new Group(Wave.ALL, places, all));
        }
        int canary = Math.min(fleet.options().canary(), all);
        int tenth = Math.min(canary + (int) Math.ceil(all * TENTH), all);
        return List.of(
                new Group(Wave.CANARY, places.subList(0, canary), 0),
                group(Wave.TENTH, places.subList(canary, tenth)),
                group(Wave.ALL, places.subList(tenth, all)));
    }

    private Group group(Wave wave, List<TenantPlace> places) {
        return new Group(
                wave, places, (int) Math.floor(places.size() * fleet.options().errorRate()));
    }

    /** Whether it came to its end. */
    private boolean migrate(Group group) {
        if (group.places().isEmpty()) {
            return true;
        }
        fleet.tally().begins(group.wave(), group.places().size());
        MigrationWave wave =
                new MigrationWave(group.places().stream().sorted(BY_DATABASE).toList(), group.tolerated());
        int workers = Math.min(fleet.options().workers(), group.places().size());
        ExecutorService executor = Executors.newFixedThreadPool(workers, FleetRun::thread);
        try {
            List<Future<?>> ends = new ArrayList<>();
            for (int i = 0; i < workers; i++) {
                ends.add(executor.submit(new FleetWorker(fleet, wave)));
            }
            await(ends, wave);
        } finally {
            executor.shutdown();
        }
        fleet.tally().notAttempted(wave.left());
        if (wave.hasFailed()) {
            fleet.tally().stopped(group.wave());
        }
        return !wave.isStopped();
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "tenant-migration");
        thread.setDaemon(true);
        return thread;
    }

    /** Waits for all of them, also where it is interrupted: that lets them begin with nothing else. */
    private static void await(List<Future<?>> ends, MigrationWave wave) {
        boolean interrupted = false;
        for (int i = 0; i < ends.size(); ) {
            try {
                ends.get(i).get();
                i++;
            } catch (InterruptedException e) {
                interrupted = true;
                wave.stop();
            } catch (ExecutionException e) {
                wave.stop();
                throw new IllegalStateException("A worker of the migration has failed.", e);
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** A store that is away costs one attempt, not one for each of its tenants. */
    private List<TenantPlace> reachable(List<TenantPlace> behind) {
        Map<String, Boolean> stores = new TreeMap<>();
        behind.forEach(place -> stores.computeIfAbsent(place.store(), this::isReachable));
        Map<Boolean, List<TenantPlace>> places =
                behind.stream().collect(Collectors.partitioningBy(place -> stores.get(place.store())));
        fleet.tally().notAttempted(requireNonNull(places.get(false)).size());
        return requireNonNull(places.get(true));
    }

    private boolean isReachable(String store) {
        try (Connection connection = fleet.connections().to(fleet.connections().store(store))) {
            return !connection.isClosed();
        } catch (SQLException | RuntimeException e) {
            fleet.tally().failed("The store " + store, e);
            return false;
        }
    }
}
