package io.tenancy.server.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.testkit.Eventually;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class StoreWatchTest {
    private static final Duration OFTEN = Duration.ofMillis(10);
    private static final Duration SOON = Duration.ofSeconds(30);

    private final AtomicInteger looks = new AtomicInteger();

    @Test
    void knowsNothingGoodOfAStoreBeforeItHasLooked() {
        StoreWatch watch = new StoreWatch(List.of("main"), store -> List.of(), OFTEN);

        assertThat(watch.problems()).containsEntry("main", List.of("It was not looked at yet."));
    }

    @Test
    void hasLookedAtEveryStoreWhenTheStartEnds() throws InterruptedException {
        StoreWatch watch = new StoreWatch(
                List.of("main", "second"), store -> store.equals("main") ? List.of() : List.of("It is away."), OFTEN);

        watch.start();

        assertThat(watch.problems()).isEqualTo(Map.of("main", List.of(), "second", List.of("It is away.")));
        watch.stop();
    }

    @Test
    void looksAgainAfterALookThatFailed() throws InterruptedException {
        StoreWatch watch = new StoreWatch(List.of("main"), store -> failingOnce(), OFTEN);

        watch.start();

        Eventually.within(SOON, () -> watch.problems().get("main"), List.of()::equals);
        watch.stop();
    }

    @Test
    void letsAStoreThatHangsKeepNoOtherWaiting() {
        CountDownLatch hung = new CountDownLatch(1);
        StoreWatch watch = new StoreWatch(
                List.of("main", "hung"), store -> store.equals("main") ? counting() : hanging(hung), OFTEN);

        CompletableFuture<Void> start = CompletableFuture.runAsync(() -> start(watch));

        Eventually.within(SOON, looks::get, seen -> seen > 3);
        assertThat(watch.problems().get("main")).isEmpty();
        assertThat(watch.problems().get("hung")).isNotEmpty();
        hung.countDown();
        start.join();
        assertThat(watch.problems().get("hung")).isEmpty();
        watch.stop();
    }

    private List<String> counting() {
        looks.incrementAndGet();
        return List.of();
    }

    private List<String> failingOnce() {
        if (looks.incrementAndGet() == 1) {
            throw new IllegalStateException("once");
        }
        return List.of();
    }

    private static List<String> hanging(CountDownLatch hung) {
        try {
            hung.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return List.of();
    }

    private static void start(StoreWatch watch) {
        try {
            watch.start();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
