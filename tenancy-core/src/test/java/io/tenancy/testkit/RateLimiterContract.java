package io.tenancy.testkit;

import static io.tenancy.core.counting.RateLimit.API_KEY;
import static io.tenancy.core.counting.RateLimit.TENANT;
import static io.tenancy.core.counting.RateLimit.USER;
import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.core.counting.Allowance;
import io.tenancy.core.counting.Quota;
import io.tenancy.core.counting.RateLimit;
import io.tenancy.core.counting.RateLimiter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link RateLimiter} does. */
public abstract class RateLimiterContract {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Quota FIVE = new Quota(5, MINUTE);

    private final TestClock clock = new TestClock();
    private final String key = UUID.randomUUID().toString();

    /** A limiter that goes by this clock. */
    protected abstract RateLimiter limiter(InstantSource clock);

    @Test
    void allowsAsMuchAsTheQuotaInAWindow() {
        RateLimiter limiter = limiter(clock);

        List<Allowance> taken = IntStream.range(0, 7)
                .mapToObj(i -> limiter.take(USER, key, FIVE, 1))
                .toList();

        assertThat(taken).extracting(Allowance::allowed).containsExactly(true, true, true, true, true, false, false);
        assertThat(taken).extracting(Allowance::remaining).containsExactly(4L, 3L, 2L, 1L, 0L, 0L, 0L);
        assertThat(taken).extracting(Allowance::reset).containsOnly(MINUTE);
        assertThat(taken).extracting(Allowance::limit).containsOnly(USER);
        assertThat(taken).extracting(Allowance::quota).containsOnly(FIVE);
    }

    @Test
    void beginsAnewWhenTheWindowHasEnded() {
        RateLimiter limiter = limiter(clock);
        exhaust(limiter);

        clock.advance(Duration.ofSeconds(59));
        Allowance before = limiter.take(USER, key, FIVE, 1);
        clock.advance(Duration.ofSeconds(1));
        Allowance after = limiter.take(USER, key, FIVE, 1);

        assertThat(before.allowed()).isFalse();
        assertThat(before.reset()).isEqualTo(Duration.ofSeconds(1));
        assertThat(after.allowed()).isTrue();
        assertThat(after.remaining()).isEqualTo(4);
        assertThat(after.reset()).isEqualTo(MINUTE);
    }

    @Test
    void takesNothingWhereTheCostIsMoreThanWhatIsLeft() {
        RateLimiter limiter = limiter(clock);

        assertThat(limiter.take(USER, key, FIVE, 3).remaining()).isEqualTo(2);
        Allowance tooMuch = limiter.take(USER, key, FIVE, 3);
        Allowance rest = limiter.take(USER, key, FIVE, 2);

        assertThat(tooMuch.allowed()).isFalse();
        assertThat(tooMuch.remaining()).isEqualTo(2);
        assertThat(rest.allowed()).isTrue();
        assertThat(rest.remaining()).isZero();
    }

    @Test
    void followsAQuotaThatIsRaisedOrLoweredInTheMiddleOfAWindow() {
        RateLimiter limiter = limiter(clock);
        exhaust(limiter);

        Allowance raised = limiter.take(USER, key, new Quota(8, MINUTE), 1);
        Allowance lowered = limiter.take(USER, key, new Quota(2, MINUTE), 1);

        assertThat(raised.allowed()).isTrue();
        assertThat(raised.remaining()).isEqualTo(2);
        assertThat(lowered.allowed()).isFalse();
    }

    @Test
    void keepsWhatWasUsedHoweverOftenTheQuotaIsLoweredAndRaised() {
        RateLimiter limiter = limiter(clock);
        Quota two = new Quota(2, MINUTE);
        assertThat(limiter.take(USER, key, FIVE, 4).allowed()).isTrue();

        for (int i = 0; i < 3; i++) {
            assertThat(limiter.take(USER, key, two, 1).allowed()).isFalse();
            assertThat(limiter.take(USER, key, two, 1).remaining()).isZero();
            assertThat(limiter.take(USER, key, FIVE, 2).allowed()).isFalse();
            assertThat(limiter.take(USER, key, FIVE, 2).remaining()).isEqualTo(1);
        }

        clock.advance(MINUTE);
        assertThat(limiter.take(USER, key, two, 2).allowed()).isTrue();
        assertThat(limiter.take(USER, key, two, 1).allowed()).isFalse();
        assertThat(limiter.take(USER, key, FIVE, 3).allowed()).isTrue();
        assertThat(limiter.take(USER, key, FIVE, 1).allowed()).isFalse();
    }

    @Test
    void keepsTenantsApart() {
        RateLimiter limiter = limiter(clock);
        String other = UUID.randomUUID().toString();
        exhaust(limiter);

        assertThat(limiter.take(USER, other, FIVE, 1).remaining()).isEqualTo(4);
        assertThat(limiter.take(TENANT, key, FIVE, 1).remaining()).isEqualTo(4);
        assertThat(limiter.take(API_KEY, key, FIVE, 1).remaining()).isEqualTo(4);
        assertThat(limiter.take(USER, key, FIVE, 1).allowed()).isFalse();
    }

    @Test
    void letsExactlyTheQuotaThroughHoweverManyTryAtTheSameTime() {
        RateLimiter limiter = limiter(clock);
        Quota quota = new Quota(100, MINUTE);

        List<Allowance> taken = AtOnce.run(1_000, i -> limiter.take(RateLimit.TENANT, key, quota, 1));

        assertThat(taken).filteredOn(Allowance::allowed).hasSize(100);
    }

    private void exhaust(RateLimiter limiter) {
        assertThat(limiter.take(USER, key, FIVE, 5).allowed()).isTrue();
        assertThat(limiter.take(USER, key, FIVE, 1).allowed()).isFalse();
    }
}
