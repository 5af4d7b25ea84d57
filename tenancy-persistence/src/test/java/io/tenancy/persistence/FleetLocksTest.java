package io.tenancy.persistence;

import static io.tenancy.persistence.TenantFleet.FIRST;
import static io.tenancy.persistence.TenantFleet.OPTIONS;
import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.core.tenant.Tenant;
import io.tenancy.testkit.AtOnce;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A migration of tenants meets others that hold locks. */
final class FleetLocksTest {
    private static final TenantSchema SCHEMA = FIRST.with("io/tenancy/persistence/touches-users.sql");

    private final TenantFleet fleet = new TenantFleet();

    @AfterEach
    void close() {
        fleet.close();
    }

    @Test
    void reportsATenantWhoseLockIsNotFreeInTimeAndMigratesTheOthers() throws SQLException {
        Tenant busy = fleet.schema("busy");
        Tenant idle = fleet.schema("idle");
        try (Connection session = locked(busy)) {
            FleetSummary summary = fleet.migrate(SCHEMA, OPTIONS.withErrorRate(1));

            assertThat(summary.failures()).singleElement().satisfies(failure -> {
                assertThat(failure.what()).startsWith("busy");
                assertThat(failure.reason()).contains("lock timeout");
            });
            session.rollback();
        }
        assertThat(fleet.notes(idle)).isNotEmpty();
        assertThat(fleet.notes(busy)).as("not half of it").isEmpty();
        assertThat(fleet.migrate(SCHEMA).migrated()).isEqualTo(1);
    }

    @Test
    void triesAgainUntilTheLockIsFree() throws Exception {
        Tenant busy = fleet.schema("busy");
        FleetOptions patient = new FleetOptions(1, 0, 0, OPTIONS.lockTimeout(), 20, false);
        try (Connection session = locked(busy)) {
            CompletableFuture<FleetSummary> run = CompletableFuture.supplyAsync(() -> fleet.migrate(SCHEMA, patient));
            awaitBlocked(busy);
            awaitNotBlocked(busy);
            session.rollback();

            assertThat(run.get(60, TimeUnit.SECONDS).migrated()).isEqualTo(1);
        }
        assertThat(fleet.notes(busy)).isNotEmpty();
    }

    @Test
    void letsOneRunAtATimeMigrateAndTheOtherFindNothingLeft() {
        IntStream.range(0, 8).forEach(i -> fleet.schema("tenant-" + i));

        List<FleetSummary> both = AtOnce.run(2, number -> fleet.migrate(FIRST));

        assertThat(both).allMatch(FleetSummary::isComplete);
        assertThat(both.stream().mapToInt(FleetSummary::migrated)).containsExactlyInAnyOrder(8, 0);
    }

    @Test
    void saysThatItWaitsAndEndsWhereItIsInterrupted() throws Exception {
        fleet.schema("waiting");
        try (Connection other = fleet.main().owner().getConnection()) {
            RunLock lock = RunLock.acquire(other, FleetProgress.NONE);
            try (lock) {
                CountDownLatch waits = new CountDownLatch(1);
                CompletableFuture<FleetSummary> end = new CompletableFuture<>();
                Thread run = new Thread(() -> end.complete(migrate(new Waiting(waits))));
                run.start();
                assertThat(waits.await(60, TimeUnit.SECONDS)).isTrue();
                run.interrupt();

                FleetSummary summary = end.get(60, TimeUnit.SECONDS);

                assertThat(summary.notAttempted()).isEqualTo(1);
                assertThat(summary.migrated()).isZero();
            }
        }
    }

    private FleetSummary migrate(FleetProgress progress) {
        return new FleetMigration(fleet.stores(), FIRST, OPTIONS, progress).run();
    }

    /** Another session that reads a tenant's users, and does not come to its end. */
    private Connection locked(Tenant tenant) throws SQLException {
        Connection session = fleet.main().superuser().getConnection();
        session.setAutoCommit(false);
        session.createStatement().execute("LOCK " + TenantFleet.schemaOf(tenant) + ".users IN ACCESS SHARE MODE");
        return session;
    }

    private void awaitBlocked(Tenant tenant) {
        while (waiting(tenant) == 0) {
            Thread.onSpinWait();
        }
    }

    private void awaitNotBlocked(Tenant tenant) {
        while (waiting(tenant) > 0) {
            Thread.onSpinWait();
        }
    }

    private int waiting(Tenant tenant) {
        return fleet.count("SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = '"
                + TenantFleet.schemaOf(tenant) + ".users'::regclass");
    }

    private record Waiting(CountDownLatch latch) implements FleetProgress {
        @Override
        public void waits() {
            latch.countDown();
        }

        @Override
        public void begins(Wave wave, int tenants) {}

        @Override
        public void ends(String tenant, Result result) {}
    }
}
