package io.tenancy.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.core.throttle.Counter;
import io.tenancy.core.throttle.Limits;
import io.tenancy.core.throttle.Tally;
import io.tenancy.core.throttle.ThrottleStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every {@link ThrottleStore} does. */
public abstract class ThrottleStoreContract extends StoreContract {
    private static final Limits LIMITS = new Limits(3, Duration.ofSeconds(30), Duration.ofMinutes(2));
    private static final Instant LONG_AGO = T0.minus(Duration.ofDays(30));

    private final Counter counter = counter();

    @Test
    void knowsNothingOfACounterThatNobodyHasUsed() {
        assertThat(throttles().find(Set.of(counter.digest()))).isEmpty();
    }

    @Test
    void countsFailuresAndBlocksFromALimitOnForLongerAndLonger() {
        assertThat(reserve(T0)).contains(1);
        assertThat(reserve(T0)).contains(2);
        assertThat(tally()).isEqualTo(new Tally(counter.digest(), 2, Optional.empty(), T0));
        assertThat(reserve(T0)).contains(3);
        assertThat(tally()).isEqualTo(new Tally(counter.digest(), 3, Optional.of(T0.plusSeconds(30)), T0));

        assertThat(reserve(T0.plusSeconds(29))).isEmpty();
        assertThat(reserve(T0.plusSeconds(30))).contains(4);
        assertThat(tally().blockedUntil()).contains(T0.plusSeconds(90));
        assertThat(reserve(T0.plusSeconds(90))).contains(5);
        assertThat(tally().blockedUntil()).contains(T0.plusSeconds(210));
        assertThat(reserve(T0.plusSeconds(210))).contains(6);
        assertThat(tally().blockedUntil()).contains(T0.plusSeconds(330));
    }

    @Test
    void beginsAnewAfterALongTime() {
        reserve(T0);
        reserve(T0);

        Instant later = T0.plus(Duration.ofHours(2));
        assertThat(throttles().reserve(counter, LIMITS, later, T0.plusSeconds(1)))
                .contains(1);
    }

    @Test
    void letsNoMoreThanTheLimitInAtTheSameTime() {
        List<Optional<Integer>> numbers = AtOnce.run(20, thread -> reserve(T0));

        assertThat(numbers).filteredOn(Optional::isPresent).hasSize(3);
        assertThat(numbers.stream().flatMap(Optional::stream)).containsExactlyInAnyOrder(1, 2, 3);
    }

    @Test
    void takesAReservationBackWithItsWait() {
        reserve(T0);
        reserve(T0);
        reserve(T0);

        throttles().release(counter, LIMITS);

        assertThat(tally()).isEqualTo(new Tally(counter.digest(), 2, Optional.empty(), T0));
        throttles().release(counter(), LIMITS);
    }

    @Test
    void setsBothCountersToZeroAfterASuccessAndRemembersTheFamiliarOne() {
        Counter familiar = new Counter(digest(), counter.subject());
        reserve(T0);

        throttles().succeed(counter, Optional.of(familiar), T0);

        assertThat(throttles().find(Set.of(counter.digest(), familiar.digest())))
                .containsExactly(new Tally(familiar.digest(), 0, Optional.empty(), T0));
        throttles().reserve(familiar, LIMITS, T0, LONG_AGO);
        throttles().succeed(counter, Optional.of(familiar), T0.plusSeconds(1));
        assertThat(throttles().find(Set.of(familiar.digest())))
                .containsExactly(new Tally(familiar.digest(), 0, Optional.empty(), T0.plusSeconds(1)));
        throttles().succeed(counter, Optional.empty(), T0);
    }

    @Test
    void unlocksEveryCounterOfASubjectAndNoOther() {
        Counter familiar = new Counter(digest(), counter.subject());
        Counter other = counter();
        throttles().succeed(counter, Optional.of(familiar), T0);
        for (Counter each : List.of(counter, familiar, other)) {
            for (int i = 0; i < 3; i++) {
                throttles().reserve(each, LIMITS, T0, LONG_AGO);
            }
        }

        throttles().unlock(counter.subject());

        assertThat(throttles().find(Set.of(counter.digest(), familiar.digest())))
                .containsExactly(new Tally(familiar.digest(), 0, Optional.empty(), T0));
        assertThat(throttles().find(Set.of(other.digest())))
                .extracting(Tally::failures)
                .containsExactly(3);
    }

    @Test
    void forgetsEachKindAfterItsOwnTime() {
        Counter blocked = counter();
        Counter familiar = counter();
        reserve(T0);
        for (int i = 0; i < 3; i++) {
            throttles().reserve(blocked, LIMITS, T0, LONG_AGO);
        }
        throttles().succeed(counter(), Optional.of(familiar), T0);
        Set<String> all = Set.of(counter.digest(), blocked.digest(), familiar.digest());

        throttles().prune(T0, T0, T0);
        assertThat(throttles().find(all)).hasSize(3);

        throttles().prune(T0.plusSeconds(1), T0, T0);
        assertThat(throttles().find(all)).extracting(Tally::digest).doesNotContain(counter.digest());
        throttles().prune(T0, T0.plusSeconds(1), T0);
        assertThat(throttles().find(all)).extracting(Tally::digest).containsExactly(familiar.digest());
        throttles().prune(T0, T0, T0.plusSeconds(1));
        assertThat(throttles().find(all)).isEmpty();
    }

    private Optional<Integer> reserve(Instant at) {
        return throttles().reserve(counter, LIMITS, at, LONG_AGO);
    }

    private Tally tally() {
        return throttles().find(Set.of(counter.digest())).get(0);
    }

    private ThrottleStore throttles() {
        return stores().throttles();
    }

    private static Counter counter() {
        String digest = digest();
        return new Counter(digest, digest);
    }

    private static String digest() {
        return TestTenants.newId().toString().replace("-", "") + "0".repeat(32);
    }
}
