package io.tenancy.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.core.TenancyException.Unavailable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class WaitingRoomTest {
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final WaitingRoom room = new WaitingRoom(2, 3);
    private final CountDownLatch door = new CountDownLatch(1);

    @AfterEach
    void endThreads() {
        door.countDown();
        threads.shutdownNow();
    }

    @Test
    void neverLetsMoreWorkAtOnceThanItHasPlaces() throws Exception {
        AtomicInteger working = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        WaitingRoom wide = new WaitingRoom(2, 50);
        CyclicBarrier pair = new CyclicBarrier(2);

        List<Future<Integer>> results = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            results.add(threads.submit(() -> wide.enter(() -> {
                most.accumulateAndGet(working.incrementAndGet(), Math::max);
                meet(pair);
                return working.getAndDecrement();
            })));
        }
        for (Future<Integer> result : results) {
            assertThat(result.get(10, TimeUnit.SECONDS)).isBetween(1, 2);
        }

        assertThat(most.get()).isEqualTo(2);
    }

    @Test
    void turnsAwayAtOnceWhoeverComesToAFullQueue() throws Exception {
        List<Future<Boolean>> inside = fill();

        assertThatThrownBy(() -> room.enter(() -> true)).isInstanceOfSatisfying(Unavailable.class, e -> {
            assertThat(e.code()).isEqualTo("login.busy");
            assertThat(e.retryAfter()).contains(Duration.ofSeconds(1));
        });

        door.countDown();
        for (Future<Boolean> one : inside) {
            assertThat(one.get(10, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(room.enter(() -> true)).isTrue();
    }

    @Test
    void givesUpThePlaceInTheQueueOfAThreadThatIsInterrupted() throws Exception {
        WaitingRoom single = new WaitingRoom(1, 1);
        CountDownLatch working = new CountDownLatch(1);
        Future<Boolean> first = threads.submit(() -> single.enter(() -> {
            working.countDown();
            return awaitDoor();
        }));
        working.await();
        CompletableFuture<Boolean> stillInterrupted = new CompletableFuture<>();
        Thread waiting = new Thread(() -> {
            assertThatThrownBy(() -> single.enter(() -> true)).isInstanceOf(Unavailable.class);
            stillInterrupted.complete(Thread.currentThread().isInterrupted());
        });
        waiting.start();
        until(single, 1);

        waiting.interrupt();

        assertThat(stillInterrupted.get(10, TimeUnit.SECONDS)).isTrue();
        waiting.join();
        Future<Boolean> next = threads.submit(() -> single.enter(() -> true));
        until(single, 1);
        door.countDown();
        assertThat(first.get(10, TimeUnit.SECONDS)).isTrue();
        assertThat(next.get(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void givesBackThePlaceOfWorkThatFails() {
        WaitingRoom single = new WaitingRoom(1, 0);

        assertThatThrownBy(() -> single.enter(() -> {
                    throw new IllegalStateException("failed");
                }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(single.enter(() -> true)).isTrue();
    }

    @Test
    void refusesToHaveNoPlaceAtAll() {
        assertThatIllegalArgumentException().isThrownBy(() -> new WaitingRoom(0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new WaitingRoom(1, -1));
    }

    private List<Future<Boolean>> fill() {
        List<Future<Boolean>> inside = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            inside.add(threads.submit(() -> room.enter(this::awaitDoor)));
        }
        until(room, 3);
        return inside;
    }

    private static void meet(CyclicBarrier pair) {
        try {
            pair.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    private boolean awaitDoor() {
        try {
            return door.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static void until(WaitingRoom room, int waiting) {
        while (room.waiting() < waiting) {
            Thread.onSpinWait();
        }
    }
}
