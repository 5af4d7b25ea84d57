package io.tenancy.server.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class HousekeepingTest {
    private static final Duration OFTEN = Duration.ofMillis(1);

    private final PrometheusRegistry metrics = new PrometheusRegistry();

    @Test
    void goesOnAfterAFailureAndCountsBoth() throws InterruptedException {
        CountDownLatch calls = new CountDownLatch(3);
        Housekeeping housekeeping = new Housekeeping(
                () -> {
                    calls.countDown();
                    if (calls.getCount() == 2) {
                        throw new IllegalStateException("The database is away.");
                    }
                    return 2;
                },
                OFTEN,
                OFTEN,
                metrics);

        housekeeping.start();
        boolean called = calls.await(10, TimeUnit.SECONDS);
        housekeeping.stop();

        assertThat(called).isTrue();
        assertThat(runs("failed")).isEqualTo(1);
        assertThat(runs("done")).isGreaterThanOrEqualTo(2);
    }

    @Test
    void waitsForARunThatIsUnderWayWhenItStops() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        Housekeeping housekeeping = new Housekeeping(
                () -> {
                    begun.countDown();
                    awaitQuietly(mayEnd);
                    return 1;
                },
                OFTEN,
                OFTEN,
                metrics);
        housekeeping.start();
        begun.await();

        Thread stopping = new Thread(() -> stopQuietly(housekeeping));
        stopping.start();
        mayEnd.countDown();
        stopping.join(10_000);

        assertThat(stopping.isAlive()).isFalse();
        assertThat(runs("done")).isEqualTo(1);
    }

    private double runs(String result) {
        return metrics.scrape().stream()
                .filter(CounterSnapshot.class::isInstance)
                .map(CounterSnapshot.class::cast)
                .flatMap(counter -> counter.getDataPoints().stream())
                .filter(point -> result.equals(point.getLabels().get("result")))
                .mapToDouble(CounterSnapshot.CounterDataPointSnapshot::getValue)
                .sum();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void stopQuietly(Housekeeping housekeeping) {
        try {
            housekeeping.stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
