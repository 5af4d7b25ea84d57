package io.tenancy.core.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.core.tenant.TenantId;
import io.tenancy.testkit.AtOnce;
import io.tenancy.testkit.TestTenants;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TenantSlotsTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    private final TenantId noisy = new TenantId(TestTenants.newId());
    private final TenantId quiet = new TenantId(TestTenants.newId());

    @Test
    void letsSoManyInAndTurnsAwayWhoHasWaitedInVain() {
        TenantSlots slots = new TenantSlots(Duration.ofMillis(1));

        assertThat(slots.enter(noisy, 2)).isTrue();
        assertThat(slots.enter(noisy, 2)).isTrue();
        assertThat(slots.enter(noisy, 2)).isFalse();
        assertThat(slots.enter(quiet, 2)).isTrue();
    }

    @Test
    void givesAPlaceBackOnceHoweverOftenItIsLeft() {
        TenantSlots slots = new TenantSlots(Duration.ofMillis(1));
        slots.enter(noisy, 1);
        Runnable leave = slots.leave(noisy);
        leave.run();
        leave.run();

        assertThat(slots.enter(noisy, 1)).isTrue();
        assertThat(slots.enter(noisy, 1)).isFalse();
    }

    @Test
    void letsAWaitingOneInWhenAPlaceIsFree() {
        TenantSlots slots = new TenantSlots(LONG);
        slots.enter(noisy, 1);

        CompletableFuture<Boolean> waiting = CompletableFuture.supplyAsync(() -> slots.enter(noisy, 1));
        slots.leave(noisy).run();

        assertThat(waiting).succeedsWithin(LONG).isEqualTo(true);
    }

    @Test
    void turnsAwayAtOnceWhereTooManyWait() {
        TenantSlots slots = new TenantSlots(LONG);
        slots.enter(noisy, 1);
        AtomicInteger refused = new AtomicInteger();

        List<Boolean> entered = AtOnce.run(9, i -> {
            boolean in = slots.enter(noisy, 1);
            if (in || refused.incrementAndGet() == 5) {
                slots.leave(noisy).run(); // the fifth that is refused leaves the first place, and lets all who wait in
            }
            return in;
        });

        assertThat(entered).filteredOn(in -> in).hasSize(4);
    }

    @Test
    void neverHasMoreInsideThanItMayAndForgetsTenantsThatAreDone() {
        TenantSlots slots = new TenantSlots(LONG);
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();

        List<Boolean> entered = AtOnce.run(40, i -> {
            if (!slots.enter(noisy, 8)) {
                return false;
            }
            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
            inside.decrementAndGet();
            slots.leave(noisy).run();
            return true;
        });

        assertThat(entered).containsOnly(true);
        assertThat(most.get()).isBetween(1, 8);
        assertThat(slots.tenants()).isZero();
    }
}
